// Agents: what stands in their file, how it changes, and passwords that are good for a while.
import { createHmac } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ha1Of, parseAgents } from './agent.ts';
import { removeAgent, writeAgent } from './agentsFile.ts';
import { mintCredentials } from './credentials.ts';

const HA1 = ha1Of('alice', 'gateway.offhook.test', 'kingfisher');

describe('the agents’ file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offhook-agents-'));
    file = join(folder, 'agents.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = () => parseAgents(readFileSync(file, 'utf8'), 'agents.yaml');

  it('is made with its first agent, for its owner only', () => {
    writeAgent(file, 'alice', { ha1: HA1, provider: 'acme' });
    expect(read()).toEqual({ ok: true, value: [{ name: 'alice', ha1: HA1, provider: 'acme' }] });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('is read by whoever reads the file beside it, and by nobody more when it changes', () => {
    const beside = join(folder, 'providers.yaml');
    const mode = () => statSync(file).mode & 0o777;
    writeFileSync(beside, '', { mode: 0o644 });
    writeAgent(file, 'alice', { ha1: HA1 }, beside);
    expect(mode()).toBe(0o640);
    chmodSync(file, 0o600);
    writeAgent(file, 'bob', { ha1: HA1 }, beside);
    expect(mode()).toBe(0o600);
  });

  it('keeps what else stands in it', () => {
    writeFileSync(file, `agents:\n  bob: { ha1: ${HA1} } # sits by the window\n`);
    writeAgent(file, 'alice', { ha1: HA1 });
    expect(readFileSync(file, 'utf8')).toContain('sits by the window');
    expect(removeAgent(file, 'alice')).toBe(true);
    expect(removeAgent(file, 'alice')).toBe(false);
    expect(read()).toMatchObject({ value: [{ name: 'bob' }] });
  });

  it('is refused with its line when something in it is no HA1, and the value is not repeated', () => {
    const parsed = parseAgents('agents:\n  bob:\n    ha1: kingfisher\n', 'agents.yaml');
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ line: 3, about: 'agents.bob.ha1', value: null }],
    });
  });
});

describe('short-lived credentials', () => {
  const secret = 'fictional-secret-of-the-tests-only-0123456789';

  it('name their expiry and their agent, and are the HMAC of both', () => {
    const { authorizationUser, password } = mintCredentials('alice', 1_900_000_000, secret);
    expect(authorizationUser).toBe('1900000000:alice');
    expect(password).toBe(createHmac('sha256', secret).update('1900000000:alice').digest('base64url'));
  });

  it('of another time, agent or secret are others', () => {
    const others = [
      mintCredentials('alice', 1_900_000_000, secret),
      mintCredentials('bob', 1_900_000_000, secret),
      mintCredentials('alice', 1_900_000_001, secret),
      mintCredentials('alice', 1_900_000_000, `${secret}x`),
    ];
    expect(new Set(others.map(({ password }) => password)).size).toBe(4);
  });
});

/** `check` as it is typed: words, configuration, the number it may dial, lines and JSON. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeProvider, startFakeProvider } from '../check/fakeProvider/fakeProvider.ts';
import { LOGIN, QUICK } from '../check/rig.ts';
import { parseCheckWords, runCheck } from './check.ts';

const NUMBER = '+442079460123';
let folder: string;
let fake: FakeProvider;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-check-'));
  fake = await startFakeProvider({ transport: 'udp', login: LOGIN });
  const file = join(folder, 'providers.yaml');
  const lines = [
    `host: 127.0.0.1`,
    `port: ${fake.port}`,
    `username: ${LOGIN.username}`,
    `password: \${ACME_PASSWORD}`,
  ];
  writeFileSync(file, `providers:\n  acme:\n${lines.map((line) => `    ${line}\n`).join('')}`);
  environment = { GATEWAY_PROVIDERS_FILE: file, ACME_PASSWORD: LOGIN.password, DENY_PREFIXES: '+1900,+4420' };
});
afterAll(async () => {
  await fake.close();
  rmSync(folder, { recursive: true });
});

async function type(words: string, changes: Record<string, string> = {}) {
  const lines: string[] = [];
  const parsed = parseCheckWords(words.split(' '));
  if (!parsed) throw new Error(`not understood: ${words}`);
  const code = await runCheck(parsed, { ...environment, ...changes }, (line) => lines.push(line), {
    timings: QUICK,
  });
  return { code, lines, calls: fake.methods().filter((method) => method === 'INVITE').length };
}

describe('check', () => {
  it.each(['', '--json', 'acme beta', 'acme --to', '--to acme', 'acme --loud'])(
    '"%s" is not understood',
    (words) => {
      expect(parseCheckWords(words.split(' ').filter(Boolean))).toBeNull();
    },
  );

  it('writes a line a step, and dials nothing by itself', async () => {
    const { code, lines, calls } = await type('acme');
    expect(code).toBe(0);
    expect(lines).toHaveLength(12);
    expect(lines[4]).toMatch(/^ok {6} options {6} +\d+ ms {2}200 OK$/);
    expect(calls).toBe(0);
  });

  it('writes JSON for machines, and never the password', async () => {
    const { code, lines } = await type('acme --json', { ACME_PASSWORD: 'wrong-canary' });
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      provider: 'acme',
      ok: true,
      steps: expect.arrayContaining([{ step: 'call', verdict: 'skipped', found: expect.any(String), ms: 0 }]),
    });
    expect(lines[0]).not.toContain('canary');
  });

  it.each([
    ['a number that DENY_PREFIXES forbids', `acme --to ${NUMBER}`, /begins with \+4420/],
    ['what is no number', 'acme --to 0123', /no telephone number/],
    ['a provider that is not there', 'acne', /no provider "acne".*write acme/],
  ])('asks nobody about %s', async (_, words, says) => {
    const before = fake.heard.length;
    const { code, lines } = await type(words);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(says);
    expect(fake.heard).toHaveLength(before);
  });

  it('names what is wrong with the configuration, without its secrets', async () => {
    const missing = await type('acme', { GATEWAY_PROVIDERS_FILE: join(folder, 'nowhere.yaml') });
    expect(missing.lines[0]).toContain('nowhere.yaml');
    const { ACME_PASSWORD: _, ...without } = environment;
    const lines: string[] = [];
    await runCheck({ name: 'acme', isJson: false, to: null }, without, (line) => lines.push(line));
    expect(lines[0]).toContain('ACME_PASSWORD');
  });

  it('calls the number it is given', async () => {
    const { code, lines, calls } = await type(`acme --to ${NUMBER}`, { DENY_PREFIXES: '' });
    expect([code, lines.filter((line) => !line.startsWith('ok'))]).toEqual([
      0,
      expect.arrayContaining([expect.stringContaining('not over TLS')]),
    ]);
    expect(calls).toBe(2);
  });
});

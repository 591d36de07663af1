// An installation's files together: all problems at once, and what does not fit one another.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from './installation.ts';
import { describeProblem } from './problem.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-installation-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (changed: Readonly<Record<string, string>> = {}) =>
  readConfiguration({
    GATEWAY_PUBLIC_ADDRESS: '127.0.0.1',
    GATEWAY_REALM: 'gateway.offhook.test',
    GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    GATEWAY_CERTIFICATE_FILE: 'certificate.pem',
    GATEWAY_KEY_FILE: 'key.pem',
    GATEWAY_PROVIDERS_FILE: join(folder, 'providers.yaml'),
    GATEWAY_AGENTS_FILE: join(folder, 'agents.yaml'),
    ACME_PASSWORD: 'kingfisher',
    ...changed,
  });
const said = (changed?: Readonly<Record<string, string>>) => {
  const parsed = read(changed);
  return parsed.ok ? [] : parsed.problems.map(describeProblem);
};
const ACME = `providers:\n  acme: { host: 192.0.2.1, username: u, password: "\${ACME_PASSWORD}" }\n`;

describe('an installation', () => {
  it('is read from its files, with secrets from the environment', () => {
    write('providers.yaml', ACME);
    expect(read()).toMatchObject({
      ok: true,
      value: { providers: [{ password: 'kingfisher' }], agents: [] },
    });
  });

  it('without providers.yaml is told which file to copy', () => {
    expect(said()).toEqual([expect.stringContaining('providers.yaml.example')]);
  });

  it('says of a file that cannot be read which it is and why', () => {
    write('providers.yaml', ACME);
    mkdirSync(join(folder, 'agents.yaml'));
    expect(said()).toEqual([expect.stringMatching(/agents\.yaml the file: cannot be read .*EISDIR/)]);
  });

  it('tells the problems of both files at once', () => {
    write('providers.yaml', ACME.replace('192.0.2.1', 'sip:x'));
    write('agents.yaml', 'agents:\n  "a b": {}\n');
    expect(said()).toHaveLength(2);
  });

  it('has no agent whose provider does not exist', () => {
    write('providers.yaml', ACME);
    write('agents.yaml', 'agents:\n  alice: { provider: acne }\n');
    expect(said()[0]).toContain('agents.alice.provider "acne": write one of acme');
  });

  it('has no provider over a transport that is switched off', () => {
    write('providers.yaml', ACME);
    expect(said({ GATEWAY_SIP_UDP_PORT: '0' })[0]).toContain('GATEWAY_SIP_UDP_PORT');
  });
});

/** `enrol` as it is typed: the line, the QR code, and never a password that nobody asked for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ha1Of } from '../agents/agent.ts';
import { parseEnrolment } from '../agents/enrolment.ts';
import { parseEnrolWords, runEnrol } from './enrol.ts';

const REALM = 'sip.example.com';
const PASSWORD = 'staple-canary-battery';
let folder: string;
let environment: Record<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-enrol-'));
  const agents = join(folder, 'agents.yaml');
  writeFileSync(
    agents,
    `agents:\n  alice: { ha1: ${ha1Of('alice', REALM, PASSWORD)} }\n  bob: { provider: acme }\n`,
  );
  environment = {
    GATEWAY_PUBLIC_ADDRESS: '192.0.2.1',
    GATEWAY_REALM: REALM,
    GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    GATEWAY_CERTIFICATE_FILE: 'certificate.pem',
    GATEWAY_KEY_FILE: 'key.pem',
    GATEWAY_AGENTS_FILE: agents,
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

async function type(words: string, changes: Record<string, string> = {}, password = PASSWORD) {
  const lines: string[] = [];
  const parsed = parseEnrolWords(words.split(' '));
  if (!parsed) throw new Error(`not understood: ${words}`);
  const print = (line: string) => lines.push(line);
  const code = await runEnrol(parsed, { ...environment, ...changes }, print, async () => password);
  return { code, lines };
}

describe('enrol', () => {
  it.each(['', '--with-password', 'alice bob', 'alice --server', 'alice --qr'])(
    '"%s" is not understood',
    (words) => {
      expect(parseEnrolWords(words.split(' ').filter(Boolean))).toBeNull();
    },
  );

  it('prints a line that fills in the account, and the same as a QR code', async () => {
    const { code, lines } = await type('alice');
    expect(code).toBe(0);
    expect(parseEnrolment(lines[0] ?? '')).toEqual({
      server: `wss://${REALM}:8443`,
      user: 'alice',
      domain: REALM,
    });
    expect(lines[1]).toMatch(/^[▀▄█ \n]+$/);
    expect(lines.join('\n')).not.toContain('canary');
  });

  it('holds the password only when it was asked for, and only the right one', async () => {
    const { lines } = await type('alice --with-password');
    expect(parseEnrolment(lines[0] ?? '')?.password).toBe(PASSWORD);
    expect(lines[2]).toContain('nobody else');
    const wrong = await type('alice --with-password', {}, 'wrong-canary');
    expect(wrong.code).toBe(1);
    expect(wrong.lines.join('\n')).not.toContain('canary');
  });

  it('takes another address behind a proxy, if it is one that the extension takes', async () => {
    const { lines } = await type('alice --server wss://calls.example.com/sip');
    expect(parseEnrolment(lines[0] ?? '')?.server).toBe('wss://calls.example.com/sip');
    expect((await type('alice --server http://calls.example.com')).code).toBe(1);
    const proxied = { GATEWAY_WSS_PORT: '0', GATEWAY_WS_PORT: '8080' };
    expect((await type('alice', proxied)).lines[0]).toContain('--server');
  });

  it.each([
    ['an agent who is not there', 'carol', {}],
    ['an agent without a password', 'bob', {}],
    ['a file that is not there', 'alice', { GATEWAY_AGENTS_FILE: 'nowhere.yaml' }],
    ['settings that are wrong', 'alice', { GATEWAY_REALM: '' }],
  ])('says what is wrong with %s', async (_, words, changes) => {
    const { code, lines } = await type(words, changes);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/nowhere\.yaml|no password|GATEWAY_REALM/);
  });
});

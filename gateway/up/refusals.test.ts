/** Why a gateway is not started on a public address: one good installation, each test changes one thing. */
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority } from '../check/fakeProvider/certificates.ts';
import { PROVIDER } from '../check/rig.ts';
import { parseSettings } from '../config/parseSettings.ts';
import { describeProblem } from '../config/problem.ts';
import { coturnFile } from '../render/coturn.ts';
import { type PublicFacts, refusalsOf } from './refusals.ts';
import { isPublicAddress, relayFaults } from './relay.ts';
import { weaknessOf } from './secrets.ts';

const REALM = 'sip.example.com';
const STRONG = ['9f86d081884c7d659a2feaa0c55ad015', 'a3bf4f1b2b0b822cd15d6c15b0f00a08'] as const;
let authority: Authority;
let certificate: X509Certificate;

beforeAll(() => {
  authority = createAuthority();
  certificate = new X509Certificate(authority.issue(REALM).cert);
});
afterAll(() => authority.close());

function settingsOf(changes: Record<string, string> = {}) {
  const parsed = parseSettings({
    GATEWAY_PUBLIC_ADDRESS: '203.0.113.5',
    GATEWAY_REALM: REALM,
    GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    GATEWAY_CERTIFICATE_FILE: 'certificate.pem',
    GATEWAY_KEY_FILE: 'key.pem',
    SIP_CREDENTIAL_SECRET: STRONG[0],
    TURN_SECRET: STRONG[1],
    ...changes,
  });
  if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  return parsed.value;
}

function refusals(changes: Partial<PublicFacts> = {}) {
  const good: PublicFacts = {
    settings: settingsOf(),
    providers: [PROVIDER],
    sources: new Map(),
    certificate,
    isBehindProxy: false,
    now: Date.now(),
  };
  return refusalsOf({ ...good, ...changes }).map(describeProblem);
}

describe('a public gateway', () => {
  it('is started when everything is as it should be', () => {
    expect(refusals()).toEqual([]);
  });

  it.each(['SIP_CREDENTIAL_SECRET', 'TURN_SECRET'])(
    'is not with a weak %s, which is not repeated',
    (name) => {
      const weak = 'change-me-canary-change-me-canary-change-me';
      const [refusal, ...others] = refusals({ settings: settingsOf({ [name]: weak }) });
      expect(refusal).toMatch(new RegExp(`^environment ${name}: .*openssl rand -hex 32`));
      expect(refusal).not.toContain('canary');
      expect(others).toEqual([]);
    },
  );

  it('is not without TLS, unless a proxy has it', () => {
    const settings = settingsOf({ GATEWAY_WSS_PORT: '0', GATEWAY_WS_PORT: '8080' });
    expect(refusals({ settings })[0]).toContain('--behind-proxy');
    expect(refusals({ settings, isBehindProxy: true })).toEqual([]);
  });

  it('is not with a certificate that browsers refuse', () => {
    const other = new X509Certificate(authority.issue('other.example.com').cert);
    const year = 365 * 86_400_000;
    expect(refusals({ certificate: null })[0]).toContain('--acme');
    expect(refusals({ certificate: other })[0]).toContain(`does not name ${REALM}`);
    expect(refusals({ now: Date.now() + year })[0]).toContain('ended on');
    const own = refusals({ certificate: new X509Certificate(authority.cert) });
    expect(own.join('\n')).toContain('signed by itself');
  });

  it('is not for pages that are not ours', () => {
    const settings = settingsOf({ GATEWAY_ALLOWED_ORIGINS: 'http://localhost:3000' });
    expect(refusals({ settings })).toEqual([expect.stringContaining('"http://localhost:3000"')]);
    const wild = { ...settingsOf(), allowedOrigins: ['https://*.example.com'] };
    expect(refusals({ settings: wild })).toHaveLength(1);
  });

  it('is not when a provider may call us and nobody knows from where', () => {
    const inbound = [{ did: '*', target: { kind: 'all' }, ring: 'all' }] as const;
    const provider = { ...PROVIDER, inbound };
    const [refusal] = refusals({ providers: [provider] });
    expect(refusal).toMatch(/providers\[acme\]\.sources "sip\.provider\.example".*sources/);
    expect(refusals({ providers: [provider], sources: new Map([['acme', ['192.0.2.1']]]) })).toEqual([]);
    expect(refusals({ providers: [{ ...provider, mode: 'register' }] })).toEqual([]);
  });

  it('may be anything on a private address', () => {
    const settings = settingsOf({
      GATEWAY_PUBLIC_ADDRESS: '192.168.1.5',
      GATEWAY_ALLOWED_ORIGINS: 'http://localhost',
    });
    expect(refusals({ settings, certificate: null })).toEqual([]);
  });
});

describe('a relay', () => {
  const own = ['203.0.113.5'];
  const conf = () => coturnFile(settingsOf()) ?? '';

  it('as it is rendered reaches this gateway and nothing else', () => {
    expect(relayFaults(conf(), own)).toEqual([]);
  });

  it.each([
    ['anybody may use', (text: string) => text.replace('use-auth-secret', 'no-auth'), 'without a password'],
    ['reaches private networks', (text: string) => text.replace(/^denied-peer-ip=.*$/gm, ''), '10.0.0.0'],
    [
      'reaches the cloud’s metadata',
      (text: string) => text.replace('=0.0.0.0-255', '=0.0.0.0-169.253.255.255 #'),
      '169.254.0.0',
    ],
    ['was told to reach another', (text: string) => `${text}allowed-peer-ip=10.0.0.7\n`, '10.0.0.7'],
    [
      'hides it behind a comment',
      (text: string) => text.replace(/^use-auth-secret$/m, '# use-auth-secret'),
      'without a password',
    ],
  ])('that %s is found', (_, change, says) => {
    expect(relayFaults(change(conf()), own).join('\n')).toContain(says);
  });
});

describe('an address', () => {
  it.each(['203.0.113.5', '8.8.8.8', '172.32.0.1', '100.128.0.1', '11.0.0.1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    '10.0.0.1',
    '127.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.1.1',
    '100.64.0.1',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a secret', () => {
  it.each([...STRONG, 'dGhpcyBpcyByYW5kb20_cGVy-Aq7Zx'])('%s is strong', (secret) => {
    expect(weaknessOf(secret)).toBeNull();
  });
  it.each([
    ['change-me-now-9f86d081884c7d659a2feaa0', 'example'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '1 different'],
    ['9f86d081884c7d659a2feaa0c55ad0', '120 bits'],
    ['31415926535897932384626433832795', '106 bits'],
  ])('%s is weak', (secret, says) => {
    expect(weaknessOf(secret)).toContain(says);
  });
});

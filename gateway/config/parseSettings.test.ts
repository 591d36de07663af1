// The environment: what has to be set, what follows when it is not, and what is refused because it would be weak.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseSettings, SETTINGS } from './parseSettings.ts';
import { describeProblem } from './problem.ts';

const LEAST = {
  GATEWAY_PUBLIC_ADDRESS: '192.0.2.10',
  GATEWAY_REALM: 'calls.example',
  GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  GATEWAY_CERTIFICATE_FILE: '/etc/gateway/certificate.pem',
  GATEWAY_KEY_FILE: '/etc/gateway/key.pem',
};
const said = (changed: Record<string, string | undefined>) => {
  const parsed = parseSettings({ ...LEAST, ...changed });
  return parsed.ok ? [] : parsed.problems.map(describeProblem);
};

describe('the settings', () => {
  it('need five variables and have a default for the rest', () => {
    const parsed = parseSettings(LEAST);
    expect(parsed.ok && parsed.value).toMatchObject({
      listenAddress: '192.0.2.10',
      ports: { wss: 8443, ws: 0, sipUdp: 5060, sipTls: 5061, rtpFirst: 30_000, rtpLast: 39_999 },
      limits: { callsPerAgent: 4, maxDurationS: 14_400 },
      turn: null,
      denyPrefixes: [],
    });
  });

  it.each(['GATEWAY_PUBLIC_ADDRESS', 'GATEWAY_REALM', 'GATEWAY_ALLOWED_ORIGINS'])(
    'say that %s is missing',
    (name) => {
      expect(said({ [name]: undefined })[0]).toContain(`${name}: is missing`);
    },
  );

  it('stand in .env.example, every one and nothing else', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const named = [...text.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual(Object.keys(SETTINGS).sort());
  });

  it('of .env.example are the defaults where they are commented out', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const commented = parseEnv(text.replace(/^# ?(?=[A-Z][A-Z_]+=)/gm, ''));
    for (const [name, { unset }] of Object.entries(SETTINGS))
      if (unset) expect(commented[name], name).toBe(unset);
  });
});

describe('refused is', () => {
  it.each([
    ['an origin for everybody', { GATEWAY_ALLOWED_ORIGINS: '*' }],
    ['no origin at all', { GATEWAY_ALLOWED_ORIGINS: ' , ' }],
    ['a short secret', { SIP_CREDENTIAL_SECRET: 'kingfisher' }],
    ['one secret for two purposes', { SIP_CREDENTIAL_SECRET: 'a'.repeat(40), TURN_SECRET: 'a'.repeat(40) }],
    ['TLS without a certificate', { GATEWAY_CERTIFICATE_FILE: '' }],
    ['no way in for browsers', { GATEWAY_WSS_PORT: '0' }],
    ['a range that ends before it begins', { GATEWAY_RTP_PORTS: '2000-1000' }],
    ['a folder too deep for a socket', { GATEWAY_STATE_FOLDER: `/${'deep/'.repeat(20)}` }],
    [
      'other hosts on an address that the world reaches',
      { GATEWAY_PUBLIC_ADDRESS: '203.0.113.1', GATEWAY_CLUSTER_ADDRESS: '203.0.113.1' },
    ],
    ['an rtpengine without a port', { GATEWAY_RTPENGINES: 'udp:10.9.0.3' }],
    ['a name where an address belongs', { GATEWAY_PUBLIC_ADDRESS: 'gateway.example' }],
  ])('%s', (_, changed) => {
    expect(said(changed)).toHaveLength(1);
  });

  it('a variable with a slip in its name, and the right one is named', () => {
    expect(said({ GATEWAY_WSS_PROT: '443' })[0]).toContain('GATEWAY_WSS_PORT');
  });

  it('a secret without repeating it', () => {
    expect(said({ TURN_SECRET: 'kingfisher' })[0]).not.toContain('kingfisher');
  });
});

// providers.yaml: what five values become, and what is said about everything that must not be taken in silence.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProviders } from './parseProviders.ts';
import { describeProblem } from './problem.ts';

const FIVE = `providers:
  acme:
    host: sip.acme.example
    port: 5060
    username: offhook
    password: \${ACME_PASSWORD}
    domain: acme.example
`;
const parse = (text: string, environment: Record<string, string> = { ACME_PASSWORD: 'kingfisher' }) =>
  parseProviders(text, { file: 'providers.yaml', environment });
const said = (text: string, environment?: Record<string, string>) => {
  const parsed = parse(text, environment);
  return parsed.ok ? [] : parsed.problems.map(describeProblem);
};
const only = (text: string) => {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  const [provider] = parsed.value;
  if (!provider) throw new Error('There is no provider.');
  return provider;
};

describe('five values', () => {
  it('are a provider: digest over UDP, plain RTP, E.164, for every number', () => {
    expect(only(FIVE)).toMatchObject({
      ...{ name: 'acme', host: 'sip.acme.example', port: 5060, username: 'offhook', password: 'kingfisher' },
      ...{ domain: 'acme.example', transport: 'udp', media: 'rtp', mode: 'digest', numberFormat: 'e164' },
      ...{ prefixes: [''], callerIds: [], refer: false, tls: { verify: true, caFile: null } },
    });
  });

  it('may leave out port and domain: 5061 for TLS, the host for the domain', () => {
    const text =
      'providers:\n  a:\n    host: sip.a.example\n    username: u\n    password: p\n    transport: tls\n';
    expect(only(text)).toMatchObject({ port: 5061, domain: 'sip.a.example' });
  });

  it('may leave out username and password where the provider knows our address', () => {
    expect(only('providers:\n  a: { host: 192.0.2.1, mode: ip }\n')).toMatchObject({
      username: '',
      password: '',
    });
  });
});

describe('the example', () => {
  const text = readFileSync(new URL('../providers.yaml.example', import.meta.url), 'utf8');
  const parsed = () => parse(text, { ACME_PASSWORD: 'kingfisher', BETA_PASSWORD: 'heron' });

  it('is right as it stands', () => {
    expect(parsed()).toMatchObject({
      ok: true,
      value: [{ name: 'acme' }, { name: 'beta', numberFormat: '00' }],
    });
  });

  it('says everything that can be said', () => {
    const keys =
      said(`${FIVE}    nothing: x\n`)[0]
        ?.match(/there are (.*)/)?.[1]
        ?.split(', ') ?? [];
    expect(keys.length).toBeGreaterThan(20);
    for (const key of keys) expect(text).toMatch(new RegExp(`\\b${key}\\b`));
  });
});

describe('a problem', () => {
  it('names the line, the value and the fix', () => {
    expect(said(FIVE.replace('5060', '506O'))).toEqual([
      'providers.yaml:4 providers.acme.port "506O": write a port from 1 to 65535',
    ]);
  });

  it('suggests the key that was meant', () => {
    expect(said(`${FIVE}    transprot: tcp\n`)[0]).toContain(':8 ');
    expect(said(`${FIVE}    transprot: tcp\n`)[0]).toContain('did you mean `transport`?');
  });

  it('is told for every mistake of the file at once', () => {
    expect(said(`${FIVE}    mode: digset\n    prefixes: [4420]\n    headers: { Via: x }\n`)).toHaveLength(3);
  });

  it('of a password does not repeat it', () => {
    const problems = said(FIVE.replace(`\${ACME_PASSWORD}`, '"secret\\u0007word"'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).not.toContain('secret');
  });

  it('is a secret that the environment does not have', () => {
    expect(said(FIVE, {})[0]).toContain('set ACME_PASSWORD in the environment or in .env');
  });

  it('is what is not YAML, a name used twice, or a file with nothing in it', () => {
    expect(said('providers:\n  a: [')).not.toEqual([]);
    expect(said(`${FIVE}  acme:\n    host: other.example\n`)).not.toEqual([]);
    expect(said('')[0]).toContain('providers:');
  });
});

describe('nothing weak is taken in silence', () => {
  const tls = (verify: string) => `${FIVE}    transport: tls\n    tls: { verify: ${verify} }\n`;

  it('a certificate nobody checks needs the word insecure', () => {
    expect(said(tls('no'))[0]).toContain('insecure');
    expect(only(tls('insecure')).tls.verify).toBe(false);
    expect(only(tls('yes')).tls.verify).toBe(true);
  });

  it('SRTP whose keys travel unencrypted is refused', () => {
    expect(said(`${FIVE}    media: srtp\n`)[0]).toContain('transport: tls');
    expect(only(`${FIVE}    media: srtp\n    transport: tls\n`).media).toBe('srtp');
  });

  it('a header that would be two, or that is the gateway’s own, is refused', () => {
    expect(said(`${FIVE}    headers: { X-Agent-Context: "a\\r\\nVia: b" }\n`)).toHaveLength(1);
    expect(said(`${FIVE}    headers: { X-Offhook-Provider: b }\n`)).toHaveLength(1);
  });
});

describe('inbound', () => {
  const inbound = (route: string) => `${FIVE}    inbound:\n      "+442079460123": ${route}\n`;

  it('goes to an agent, a group or all', () => {
    expect(only(inbound('{ agent: alice }')).inbound[0]?.target).toEqual({ kind: 'agent', agent: 'alice' });
    expect(only(inbound('{ group: [alice, bob], ring: inOrder }')).inbound).toEqual([
      { did: '+442079460123', target: { kind: 'group', agents: ['alice', 'bob'] }, ring: 'inOrder' },
    ]);
    expect(only(inbound('{ all: yes }')).inbound[0]?.target).toEqual({ kind: 'all' });
  });

  it('goes to one of them, never to two', () => {
    expect(said(inbound('{ agent: alice, all: yes }'))[0]).toContain('one of');
  });

  it('knows of one provider for a number', () => {
    const route = '    inbound: { "+442079460123": { agent: alice } }\n';
    const second = FIVE.replace('providers:\n', '').replace('acme:', 'other:');
    expect(said(FIVE + route + second + route)[0]).toContain('other and acme both have it');
  });
});

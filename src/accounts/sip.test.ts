import { describe, expect, it } from 'vitest';
import { checkSipAccount, parseSipAccount, sipCredentials } from './sip.ts';

const GOOD = {
  server: 'wss://sip.example.com:7443/ws',
  user: 'agent',
  password: ' s3cret canary ',
  domain: 'sip.example.com',
};

const problemsOf = (change: object) => {
  const check = checkSipAccount({ ...GOOD, ...change });
  return check.ok ? [] : check.problems;
};
const wrongFields = (change: object) => problemsOf(change).map(({ field }) => field);

describe('a SIP account', () => {
  it('is taken as typed, without the spaces around it, and its password untouched', () => {
    expect(parseSipAccount({ ...GOOD, user: ' agent ', domain: 'sip.example.com\n' })).toEqual(GOOD);
  });

  it.each(['ws://127.0.0.1:8080', 'ws://localhost:8080', 'ws://[::1]:8080', 'wss://10.0.0.7/'])(
    'may be on %s',
    (server) => {
      expect(wrongFields({ server })).toEqual([]);
    },
  );

  it.each([
    'ws://sip.example.com',
    'ws://127.0.0.1.example.com',
    'https://sip.example.com',
    'sip.example.com',
    'wss://user:pw@sip.example.com',
    'wss://sip.example.com/#a',
    'javascript:alert(1)',
    '',
  ])('is refused with the server "%s"', (server) => {
    expect(wrongFields({ server })).toEqual(['server']);
  });

  it.each(['sip:agent', 'agent@sip.example.com', 'a b', 'a<b', '', `a${'b'.repeat(300)}`])(
    'is refused with the user "%s"',
    (user) => {
      expect(wrongFields({ user })).toEqual(['user']);
    },
  );

  it.each(['sip.example.com/x', 'a b', '-a.example', 'a..example', 'sip.example.com;lr', ''])(
    'is refused with the domain "%s"',
    (domain) => {
      expect(wrongFields({ domain })).toEqual(['domain']);
    },
  );

  it('names every wrong field once, with what was in it and what to write', () => {
    const problems = problemsOf({ server: 'http://x', password: '', domain: 'a b' });
    expect(problems.map(({ field, value }) => [field, value])).toEqual([
      ['server', 'http://x'],
      ['password', ''],
      ['domain', 'a b'],
    ]);
    for (const { fix } of problems) expect(fix).toMatch(/^Write .+\.$/);
  });

  it('never quotes a password, wherever it was typed', () => {
    const secret = 'canary-4711';
    const told = JSON.stringify([
      problemsOf({ password: secret.repeat(50) }),
      problemsOf({ password: secret, server: `wss://agent:${secret}@sip.example.com` }),
      problemsOf({ iceServers: [{ urls: ['turn:turn.example.com'], credential: { secret } }] }),
    ]);
    expect(told).not.toContain(secret);
  });

  it.each([null, undefined, 42, 'text', [], {}])('is not found in %j', (input) => {
    const check = checkSipAccount(input);
    expect(check.ok ? [] : check.problems.map(({ field }) => field)).toEqual([
      'server',
      'user',
      'password',
      'domain',
    ]);
    expect(parseSipAccount(input)).toBeNull();
  });

  it('takes STUN and TURN servers and refuses what is neither', () => {
    const iceServers = [{ urls: ['turn:turn.example.com'], username: 'u', credential: 'c' }];
    expect(parseSipAccount({ ...GOOD, iceServers })?.iceServers).toEqual(iceServers);
    expect(wrongFields({ iceServers: [{ urls: ['https://turn.example.com'] }] })).toEqual(['iceServers']);
  });
});

describe('the credentials of a SIP account', () => {
  it('carry what a phone needs, and no ICE server that nobody asked for', () => {
    expect(sipCredentials(GOOD)).toEqual({
      kind: 'sip',
      servers: [GOOD.server],
      user: 'agent',
      domain: 'sip.example.com',
      password: GOOD.password,
      iceServers: [],
    });
  });

  it('carry a display name only when there is one', () => {
    expect(sipCredentials({ ...GOOD, displayName: 'Ada' }).displayName).toBe('Ada');
    expect(parseSipAccount({ ...GOOD, displayName: '  ' })).toEqual(GOOD);
  });
});

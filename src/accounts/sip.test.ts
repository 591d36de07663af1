import { describe, expect, it } from 'vitest';
import { checkSipAccount, parseSipAccount, sipCredentials } from './sip.ts';

const GOOD = {
  servers: ['wss://sip.example.com:7443/ws'],
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
      expect(wrongFields({ servers: [server] })).toEqual([]);
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
    expect(wrongFields({ servers: [server] })).toEqual(['servers']);
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
    const problems = problemsOf({ servers: ['wss://ok', 'http://x'], password: '', domain: 'a b' });
    expect(problems.map(({ field, value }) => [field, value])).toEqual([
      ['servers', 'http://x'],
      ['password', ''],
      ['domain', 'a b'],
    ]);
    for (const { fix } of problems) expect(fix).toMatch(/^Write .+\.$/);
  });

  it('never quotes a password, wherever it was typed', () => {
    const secret = 'canary-4711';
    const told = JSON.stringify([
      problemsOf({ password: secret.repeat(50) }),
      problemsOf({ password: secret, servers: [`wss://agent:${secret}@sip.example.com`] }),
      problemsOf({ headers: [`From: ${secret}`] }),
      problemsOf({ iceServers: [{ urls: ['turn:turn.example.com'], credential: { secret } }] }),
    ]);
    expect(told).not.toContain(secret);
  });

  it.each([null, undefined, 42, 'text', [], {}])('is not found in %j', (input) => {
    const check = checkSipAccount(input);
    expect(check.ok ? [] : check.problems.map(({ field }) => field)).toEqual([
      'servers',
      'user',
      'password',
      'domain',
    ]);
    expect(parseSipAccount(input)).toBeNull();
  });

  it('may have several servers, in their order and each once', () => {
    const servers = ['wss://b.example.com', 'wss://a.example.com', 'wss://b.example.com'];
    expect(parseSipAccount({ ...GOOD, servers })?.servers).toEqual(servers.slice(0, 2));
    expect(wrongFields({ servers: [] })).toEqual(['servers']);
    expect(wrongFields({ servers: Array(11).fill('wss://a.example.com') })).toEqual(['servers']);
  });

  it('takes caller ids as people write them', () => {
    const callerIds = ['+44 20 7946 0018', '+1 (415) 555-0142'];
    expect(parseSipAccount({ ...GOOD, callerIds })?.callerIds).toEqual(['+442079460018', '+14155550142']);
    expect(problemsOf({ callerIds: ['+442079460018', '020 7946 0018'] })).toMatchObject([
      { field: 'callerIds', value: '020 7946 0018' },
    ]);
  });

  it('needs a country for the national format, and for no other', () => {
    expect(wrongFields({ numberFormat: 'local' })).toEqual(['country']);
    expect(parseSipAccount({ ...GOOD, numberFormat: 'local', country: 'gb' })?.country).toBe('GB');
    expect(wrongFields({ numberFormat: '00' })).toEqual([]);
    expect(wrongFields({ numberFormat: 'national' })).toEqual(['numberFormat']);
  });

  it('writes headers as they go on the wire', () => {
    const headers = ['X-Team:sales', ' P-Charge-Info :  x y '];
    expect(parseSipAccount({ ...GOOD, headers })?.headers).toEqual(['X-Team: sales', 'P-Charge-Info: x y']);
  });

  it.each([
    'X-Team',
    'X-Team: ',
    ': sales',
    'X-Team: a\r\nContact: evil',
    'From: <sip:boss@sip.example.com>',
    'contact: <sip:x@evil.example>',
    'm: <sip:x@evil.example>',
    'Authorization: Bearer x',
    'Content-Length: 0',
    'X-Team: Ü',
  ])('is refused with the header %j', (header) => {
    expect(wrongFields({ headers: [header] })).toEqual(['headers']);
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
      servers: GOOD.servers,
      user: 'agent',
      domain: 'sip.example.com',
      password: GOOD.password,
      iceServers: [],
    });
  });

  it('carry every choice that the account has', () => {
    const choices = { callerIds: ['+442079460018'], numberFormat: 'local', country: 'GB' } as const;
    expect(sipCredentials({ ...GOOD, ...choices, headers: ['X-Team: sales'] })).toMatchObject({
      ...choices,
      inviteHeaders: ['X-Team: sales'],
    });
  });

  it('carry a display name only when there is one', () => {
    expect(sipCredentials({ ...GOOD, displayName: 'Ada' }).displayName).toBe('Ada');
    expect(parseSipAccount({ ...GOOD, displayName: '  ' })).toEqual(GOOD);
  });
});

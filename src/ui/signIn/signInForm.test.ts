import { describe, expect, it } from 'vitest';
import { EMPTY_SIP, readServerForm, readSiperbForm, readSipForm } from './signInForm.ts';

const SERVER = 'wss://sip.example.test/ws';
const GOOD = { ...EMPTY_SIP, servers: SERVER, user: 'anna', password: 'pw', domain: 'example.test' };

describe('reading the SIP form', () => {
  it('takes four good values as they are', () => {
    const { user, password, domain } = GOOD;
    const account = { kind: 'sip', servers: [SERVER], user, password, domain };
    expect(readSipForm(GOOD)).toEqual({ account, errors: {} });
  });

  it('adds the wss:// that somebody left out', () => {
    const { account, errors } = readSipForm({ ...GOOD, servers: ' sip.example.test ' });
    expect([account.servers, errors]).toEqual([['wss://sip.example.test'], {}]);
  });

  it('understands a whole SIP address in the user’s field', () => {
    const { account, errors } = readSipForm({ ...GOOD, user: ' sip:anna@voice.example.test', domain: '' });
    expect([account.user, account.domain, errors]).toEqual(['anna', 'voice.example.test', {}]);
  });

  it('believes the domain’s field more than what follows the @', () => {
    expect(readSipForm({ ...GOOD, user: 'anna@other.test' }).account.domain).toBe('example.test');
  });

  it('keeps every character of a password, spaces too', () => {
    expect(readSipForm({ ...GOOD, password: ' p w ' }).account.password).toBe(' p w ');
  });

  it('has a word for each field that is empty', () => {
    expect(readSipForm({ ...EMPTY_SIP, user: ' ', domain: ' ' }).errors).toEqual({
      servers: 'sign_in_error_server',
      user: 'sign_in_error_user',
      password: 'sign_in_error_password',
      domain: 'sign_in_error_domain',
    });
  });

  it('refuses to send a password unencrypted, except to this computer', () => {
    const errorOf = (servers: string) => readSipForm({ ...GOOD, servers }).errors.servers;
    expect(errorOf('ws://sip.example.test')).toBe('sign_in_error_server_insecure');
    expect(errorOf('ws://localhost.example.test')).toBe('sign_in_error_server_insecure');
    expect(errorOf('ws://127.0.0.1:8080')).toBeUndefined();
    expect(errorOf('ws://[::1]:8080')).toBeUndefined();
  });

  it.each(['https://sip.example.test', 'wss://'])('does not take %s for a server', (server) => {
    expect(readSipForm({ ...GOOD, servers: server }).errors.servers).toBe('sign_in_error_server');
  });

  it.each(['a b', 'anna@example.test', 'sip:example.test'])('does not take %s for a domain', (domain) => {
    expect(readSipForm({ ...GOOD, domain }).errors.domain).toBe('sign_in_error_domain');
  });
});

describe('what only some SIP servers want', () => {
  it('is left out while nobody typed it', () => {
    expect(Object.keys(readSipForm(GOOD).account)).toEqual(['kind', 'servers', 'user', 'password', 'domain']);
  });

  it('takes several servers in their order', () => {
    const { account } = readSipForm({ ...GOOD, servers: 'one.example.test, wss://two.example.test' });
    expect(account.servers).toEqual(['wss://one.example.test', 'wss://two.example.test']);
  });

  it('takes numbers as people write them, servers and headers a line each', () => {
    const { account, errors } = readSipForm({
      ...GOOD,
      callerIds: '+44 20 7946 0018, +1 (415) 555-0100',
      iceServers: 'stun:stun.example.test\nturn:turn.example.test anna pw',
      headers: 'X-Team : sales',
      numberFormat: 'local',
      country: 'GB',
    });
    expect(errors).toEqual({});
    expect(account).toMatchObject({
      callerIds: ['+442079460018', '+14155550100'],
      iceServers: [
        { urls: ['stun:stun.example.test'] },
        { urls: ['turn:turn.example.test'], username: 'anna', credential: 'pw' },
      ],
      headers: ['X-Team: sales'],
      numberFormat: 'local',
      country: 'GB',
    });
  });

  it.each([
    ['callerIds', '020 7946 0018', 'sign_in_error_caller_ids'],
    ['iceServers', 'https://turn.example.test', 'sign_in_error_ice'],
    ['headers', 'Authorization: Bearer x', 'sign_in_error_headers'],
    ['headers', 'sales', 'sign_in_error_headers'],
  ] as const)('has a word for %s that are "%s"', (field, value, word) => {
    expect(readSipForm({ ...GOOD, [field]: value }).errors).toEqual({ [field]: word });
  });

  it('asks for the country of a national format', () => {
    const { errors } = readSipForm({ ...GOOD, numberFormat: 'local' });
    expect(errors).toEqual({ country: 'sign_in_error_country' });
  });
});

describe('reading the Siperb form', () => {
  it('takes a token, with its spaces off, and Siperb’s own address where none is typed', () => {
    const { account, errors } = readSiperbForm({ token: ' pat-of-anna\n', api: '' });
    expect([account, errors]).toEqual([{ kind: 'siperb', token: 'pat-of-anna' }, {}]);
  });

  it('has a word for a token in pieces and for an address that is not encrypted', () => {
    expect(readSiperbForm({ token: 'pat of anna', api: 'http://api.example.test' }).errors).toEqual({
      token: 'sign_in_error_token',
      api: 'sign_in_error_plivo_insecure',
    });
    expect(readSiperbForm({ token: 'pat-of-anna', api: 'http://127.0.0.1:8080' }).errors).toEqual({});
  });
});

describe('reading the Plivo form', () => {
  const SERVER = 'https://calls.example.test';
  const errorsOf = (typed: Parameters<typeof readServerForm>[0]) => readServerForm(typed).errors;

  it('takes an address, with a key or without', () => {
    expect(readServerForm({ server: SERVER })).toEqual({
      account: { kind: 'plivo', server: SERVER },
      errors: {},
    });
    const { account } = readServerForm({ server: SERVER, accessKey: 'ofh_a-long-key' });
    expect(account).toEqual({ kind: 'plivo', server: SERVER, accessKey: 'ofh_a-long-key' });
  });

  it('forgives a missing https://, a slash at the end and the spaces of a paste', () => {
    const { account, errors } = readServerForm({
      server: ' calls.example.test/ ',
      accessKey: ' ofh_a-long-key\n',
    });
    expect([account.server, account.accessKey, errors]).toEqual([SERVER, 'ofh_a-long-key', {}]);
  });

  it.each(['', 'wss://calls.example.test', 'https://', 'no address'])(
    'does not take "%s" for a server',
    (server) => {
      expect(errorsOf({ server })).toEqual({ server: 'sign_in_error_plivo_server' });
    },
  );

  it('refuses to send a key unencrypted, except to this computer', () => {
    expect(errorsOf({ server: 'http://calls.example.test' }).server).toBe('sign_in_error_plivo_insecure');
    expect(errorsOf({ server: 'http://127.0.0.1:3000' })).toEqual({});
  });

  it.each(['', '  ', 'short', 'two words of it'])('does not take "%s" for a key', (accessKey) => {
    expect(errorsOf({ server: SERVER, accessKey })).toEqual({ accessKey: 'sign_in_error_access_key' });
  });
});

import { describe, expect, it } from 'vitest';
import { readPlivoForm, readSipForm } from './signInForm.ts';

const GOOD = { server: 'wss://sip.example.test/ws', user: 'anna', password: 'pw', domain: 'example.test' };

describe('reading the SIP form', () => {
  it('takes four good values as they are', () => {
    expect(readSipForm(GOOD)).toEqual({ account: { kind: 'sip', ...GOOD }, errors: {} });
  });

  it('adds the wss:// that somebody left out', () => {
    const { account, errors } = readSipForm({ ...GOOD, server: ' sip.example.test ' });
    expect([account.server, errors]).toEqual(['wss://sip.example.test', {}]);
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
    expect(readSipForm({ server: '', user: ' ', password: '', domain: ' ' }).errors).toEqual({
      server: 'sign_in_error_server',
      user: 'sign_in_error_user',
      password: 'sign_in_error_password',
      domain: 'sign_in_error_domain',
    });
  });

  it('refuses to send a password unencrypted, except to this computer', () => {
    const errorOf = (server: string) => readSipForm({ ...GOOD, server }).errors.server;
    expect(errorOf('ws://sip.example.test')).toBe('sign_in_error_server_insecure');
    expect(errorOf('ws://localhost.example.test')).toBe('sign_in_error_server_insecure');
    expect(errorOf('ws://127.0.0.1:8080')).toBeUndefined();
    expect(errorOf('ws://[::1]:8080')).toBeUndefined();
  });

  it.each(['https://sip.example.test', 'sip.example test', 'wss://'])(
    'does not take %s for a server',
    (server) => {
      expect(readSipForm({ ...GOOD, server }).errors.server).toBe('sign_in_error_server');
    },
  );

  it.each(['a b', 'anna@example.test', 'sip:example.test'])('does not take %s for a domain', (domain) => {
    expect(readSipForm({ ...GOOD, domain }).errors.domain).toBe('sign_in_error_domain');
  });
});

describe('reading the Plivo form', () => {
  const SERVER = 'https://calls.example.test';
  const errorsOf = (typed: Parameters<typeof readPlivoForm>[0]) => readPlivoForm(typed).errors;

  it('takes an address, with a key or without', () => {
    expect(readPlivoForm({ server: SERVER })).toEqual({
      account: { kind: 'plivo', server: SERVER },
      errors: {},
    });
    const { account } = readPlivoForm({ server: SERVER, accessKey: 'ofh_a-long-key' });
    expect(account).toEqual({ kind: 'plivo', server: SERVER, accessKey: 'ofh_a-long-key' });
  });

  it('forgives a missing https://, a slash at the end and the spaces of a paste', () => {
    const { account, errors } = readPlivoForm({
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

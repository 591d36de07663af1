import { describe, expect, it } from 'vitest';
import { readSignIn } from './signInForm.ts';

const GOOD = { server: 'wss://sip.example.test/ws', user: 'anna', password: 'pw', domain: 'example.test' };

describe('reading the sign-in form', () => {
  it('takes four good values as they are', () => {
    expect(readSignIn(GOOD)).toEqual({ account: GOOD, errors: {} });
  });

  it('adds the wss:// that somebody left out', () => {
    const { account, errors } = readSignIn({ ...GOOD, server: ' sip.example.test ' });
    expect([account.server, errors]).toEqual(['wss://sip.example.test', {}]);
  });

  it('understands a whole SIP address in the user’s field', () => {
    const { account, errors } = readSignIn({ ...GOOD, user: ' sip:anna@voice.example.test', domain: '' });
    expect([account.user, account.domain, errors]).toEqual(['anna', 'voice.example.test', {}]);
  });

  it('believes the domain’s field more than what follows the @', () => {
    expect(readSignIn({ ...GOOD, user: 'anna@other.test' }).account.domain).toBe('example.test');
  });

  it('keeps every character of a password, spaces too', () => {
    expect(readSignIn({ ...GOOD, password: ' p w ' }).account.password).toBe(' p w ');
  });

  it('has a word for each field that is empty', () => {
    expect(readSignIn({ server: '', user: ' ', password: '', domain: ' ' }).errors).toEqual({
      server: 'sign_in_error_server',
      user: 'sign_in_error_user',
      password: 'sign_in_error_password',
      domain: 'sign_in_error_domain',
    });
  });

  it('refuses to send a password unencrypted, except to this computer', () => {
    const errorOf = (server: string) => readSignIn({ ...GOOD, server }).errors.server;
    expect(errorOf('ws://sip.example.test')).toBe('sign_in_error_server_insecure');
    expect(errorOf('ws://localhost.example.test')).toBe('sign_in_error_server_insecure');
    expect(errorOf('ws://127.0.0.1:8080')).toBeUndefined();
    expect(errorOf('ws://[::1]:8080')).toBeUndefined();
  });

  it.each(['https://sip.example.test', 'sip.example test', 'wss://'])(
    'does not take %s for a server',
    (server) => {
      expect(readSignIn({ ...GOOD, server }).errors.server).toBe('sign_in_error_server');
    },
  );

  it.each(['a b', 'anna@example.test', 'sip:example.test'])('does not take %s for a domain', (domain) => {
    expect(readSignIn({ ...GOOD, domain }).errors.domain).toBe('sign_in_error_domain');
  });
});

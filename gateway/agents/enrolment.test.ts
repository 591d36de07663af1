/** The one line that fills in an account: written, read, and what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEntry } from '../../src/accounts/entry.ts';
import { formatEnrolment, parseEnrolment } from './enrolment.ts';

const ALICE = { server: 'wss://sip.example.com:8443', user: 'alice', domain: 'sip.example.com' };

describe('an enrolment', () => {
  it('is one line of text', () => {
    expect(formatEnrolment(ALICE)).toBe(
      'offhook-sip:?server=wss%3A%2F%2Fsip.example.com%3A8443&user=alice&domain=sip.example.com',
    );
  });

  it('is read as it was written, whatever the password', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), (password) => {
        fc.pre(!/\p{Cc}/u.test(password) && encodeURIComponent(password).length < 700);
        expect(parseEnrolment(formatEnrolment({ ...ALICE, password }))).toEqual({ ...ALICE, password });
      }),
    );
    expect(parseEnrolment(` ${formatEnrolment(ALICE)}\n`)).toEqual(ALICE);
  });

  it('is read by the extension as it is meant', () => {
    const { server, ...rest } = ALICE;
    const passwords = ['plain', 'a+b & c=d', 'ü%41#?', '“quoted”', 'x'];
    for (const password of passwords) {
      const read = readEntry(formatEnrolment({ ...ALICE, password }));
      expect(read).toEqual({ kind: 'sip', servers: [server], ...rest, password });
    }
    expect(readEntry(formatEnrolment(ALICE))).toEqual({ kind: 'sip', servers: [server], ...rest });
  });

  it.each([
    ['a server that is not encrypted', { ...ALICE, server: 'ws://sip.example.com' }],
    ['a server that is a web page', { ...ALICE, server: 'https://sip.example.com' }],
    ['a server with a password in it', { ...ALICE, server: 'wss://a:b@sip.example.com' }],
    ['a user that would leave its header', { ...ALICE, user: 'alice>\r\nX: 1' }],
    ['no domain', { ...ALICE, domain: '' }],
    ['a password with a line end', { ...ALICE, password: 'a\r\nb' }],
  ])('with %s is none', (_, enrolment) => {
    expect(parseEnrolment(formatEnrolment(enrolment))).toBeNull();
  });

  it.each([
    '',
    'offhook-sip:?',
    'offhook-sip:server=wss://a',
    `${formatEnrolment(ALICE)}&user=bob`,
    `${formatEnrolment(ALICE)}&colour=red`,
    `${formatEnrolment(ALICE)}&password=%E0%A4%A`,
    `http://sip.example.com/enrol#${formatEnrolment(ALICE).slice(13)}`,
    `${formatEnrolment(ALICE)}&password=${'x'.repeat(2_000)}`,
  ])('is not "%s"', (text) => {
    expect(parseEnrolment(text)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseEnrolment(`offhook-sip:?${text}`)));
  });
});

// Whom a request is signed as (RFC 7616): the real user agent, and a server that challenges.
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { CREDENTIALS, connectLine } from './fakeServer.ts';

let opened: ReturnType<typeof connectLine> | undefined;
afterEach(() => opened?.close());

const REALM = 'sip.example.com';
const URI = 'sip:sip.example.com';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const signature = (user: string, password: string, nonce: string, realm = REALM) =>
  md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:${md5(`REGISTER:${URI}`)}`);

function open(change: Parameters<typeof connectLine>[0] = {}) {
  opened = connectLine(change);
  const { connection, last } = opened;
  last().opens();
  /** The Authorization of the REGISTER that follows a challenge. */
  const challenged = (nonce: string, realm = REALM) => {
    const challenge = `WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}", algorithm=MD5`;
    last().answers('REGISTER', '401 Unauthorized', challenge);
    const request = last().requests('REGISTER').at(-1) ?? '';
    const part = (name: string) => new RegExp(`Authorization: .*\\b${name}="([^"]*)"`).exec(request)?.[1];
    return { username: part('username'), response: part('response'), request };
  };
  return { connection, last, challenged };
}

describe('a REGISTER', () => {
  it('is signed as the SIP user', () => {
    const { username, response } = open().challenged('one');
    expect([username, response]).toEqual(['agent', signature('agent', 'canary', 'one')]);
  });

  it('is signed as the digest’s own user where there is one, for the same address', () => {
    const signed = open({ authorizationUser: '1800003600:agent' }).challenged('one');
    expect(signed.username).toBe('1800003600:agent');
    expect(signed.request).toContain('To: <sip:agent@sip.example.com>');
  });

  it('is signed again for another realm, although JsSIP has forgotten the password', () => {
    const { connection, last, challenged } = open();
    challenged('one');
    last().registers();
    connection.ua.register();
    const { response } = challenged('two', 'other.example.com');
    expect(response).toBe(signature('agent', 'canary', 'two', 'other.example.com'));
  });

  it('is signed with newer credentials on the same socket, and nothing is registered anew for them', () => {
    const { connection, last, challenged } = open({ authorizationUser: '1800003600:agent' });
    challenged('one');
    last().registers();
    const before = last().requests('REGISTER').length;
    connection.signWith({ ...CREDENTIALS, authorizationUser: '1800007200:agent', password: 'next' });
    expect(last().requests('REGISTER')).toHaveLength(before);
    // And stays so once the server has said yes to them.
    for (const nonce of ['two', 'three']) {
      connection.ua.register();
      const { username, response } = challenged(nonce);
      const wanted = signature('1800007200:agent', 'next', nonce);
      expect([username, response]).toEqual(['1800007200:agent', wanted]);
      last().registers();
    }
  });
});

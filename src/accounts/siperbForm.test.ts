// What somebody types of a Siperb account, and what a device's settings become.
import { describe, expect, it } from 'vitest';
import { checkSiperbAccount } from './siperb.ts';
import { readSettings } from './siperbSettings.ts';

const TOKEN = 'pat_canary-4711';
const wrongFields = (input: unknown) => {
  const check = checkSiperbAccount(input);
  return check.ok ? [] : check.problems.map(({ field }) => field);
};

describe('a Siperb form', () => {
  it('needs the token alone', () => {
    expect(checkSiperbAccount({ token: ` ${TOKEN}\n` })).toEqual({
      ok: true,
      account: { kind: 'siperb', api: 'https://api.siperb.com', token: TOKEN },
    });
  });

  it('may name the device and another address, which is kept without a slash at its end', () => {
    const form = { token: TOKEN, deviceToken: 'dev-1', api: 'http://127.0.0.1:8080/' };
    expect(checkSiperbAccount(form)).toMatchObject({
      account: { api: 'http://127.0.0.1:8080', deviceToken: 'dev-1' },
    });
    expect(checkSiperbAccount({ token: TOKEN, deviceToken: '' })).not.toHaveProperty('account.deviceToken');
  });

  it.each([
    ['http://api.siperb.com'],
    ['ftp://api.siperb.com'],
    ['https://a:b@api.siperb.com'],
    ['https://api.siperb.com/?x'],
    ['api.siperb.com'],
  ])('is refused with the address "%s"', (api) => {
    expect(wrongFields({ token: TOKEN, api })).toEqual(['api']);
  });

  it.each(['', 'short', 'two words of it', `${TOKEN}\r\nX-Evil: 1`, 'ü'.repeat(20)])(
    'is refused with the token "%s"',
    (token) => {
      expect(wrongFields({ token })).toEqual(['token']);
    },
  );

  it.each([null, 42, [], {}])('is not found in %j', (input) => {
    expect(wrongFields(input)).toEqual(['token']);
  });

  it('never quotes a token, wherever it was typed', () => {
    const told = JSON.stringify([
      checkSiperbAccount({ token: `${TOKEN} ${TOKEN}` }),
      checkSiperbAccount({ token: TOKEN, api: `https://${TOKEN}@api.siperb.com` }),
    ]);
    expect(told).not.toContain('canary');
  });
});

const session = { sessionToken: 'sid', userId: 'u-7' };
const settings = {
  SipUsername: 'anna',
  SipPassword: ' pass word ',
  SipDomain: 'acme.example',
  SipWssServer: 'edge.acme.example',
  SipWebsocketPort: 4443,
  SipServerPath: 'ws',
};
const read = (change: object, api = 'https://api.siperb.com') => {
  const result = readSettings({ ...settings, ...change }, session, api);
  if (!result.ok) throw new Error(result.wrong.join());
  return result.credentials;
};

describe("a device's settings", () => {
  it.each([
    ['ws', 'wss://edge.acme.example:4443/ws'],
    ['/ws', 'wss://edge.acme.example:4443/ws'],
    ['//ws/a', 'wss://edge.acme.example:4443/ws/a'],
    ['', 'wss://edge.acme.example:4443/'],
    [undefined, 'wss://edge.acme.example:4443/'],
  ])('with the path %j lead to %s', (SipServerPath, url) => {
    expect(read({ SipServerPath }).servers).toEqual([url]);
  });

  it('may be an object or JSON text, their port a number or text', () => {
    const text = readSettings(
      JSON.stringify({ ...settings, SipWebsocketPort: '4443' }),
      session,
      'https://x',
    );
    expect(text).toEqual({ ok: true, credentials: read({}) });
  });

  it.each([
    [{ SipContact: 'anna_b' }],
    [{ ContactUserName: 'anna_b' }],
    [{ SipContact: 'anna_b', ContactUserName: 'other' }],
    [{ SipContact: 'sip:anna_b@acme.example' }],
  ])('name the contact as %j', (change) => {
    expect(read(change).contactUser).toBe('anna_b');
  });

  it('without a contact leave it to the phone', () => {
    expect(read({})).not.toHaveProperty('contactUser');
  });

  it('put the session in headers for the proxy and for Siperb’s own hosts, and nowhere else', () => {
    const sent = ['X-Siperb-Sid: sid', 'X-Siperb-Uid: u-7'];
    expect(read({})).not.toHaveProperty('headers');
    expect(read({ SipJwt: 'a.b.c' })).not.toHaveProperty('headers');
    expect(read({ SipWssServer: 'notsiperb.com' })).not.toHaveProperty('headers');
    expect(read({ RegistrationMode: 'Proxy' }).headers).toEqual(sent);
    expect(read({ SipWssServer: 'eu.SIPERB.com' }).headers).toEqual(sent);
    expect(read({ RegistrationMode: 'Proxy', SipJwt: 'a.b.c' }).headers).toEqual([
      ...sent,
      'Authorization: Bearer a.b.c',
    ]);
  });

  it('never lead to an unencrypted socket, but from a stand-in on this computer to this computer', () => {
    const here = { SipWssServer: '127.0.0.1' };
    expect(read(here, 'http://127.0.0.1:1').servers).toEqual(['ws://127.0.0.1:4443/ws']);
    expect(read(here).servers).toEqual(['wss://127.0.0.1:4443/ws']);
    expect(read({}, 'http://127.0.0.1:1').servers).toEqual(['wss://edge.acme.example:4443/ws']);
  });

  it.each([
    ['SipUsername', 'anna@acme'],
    ['SipPassword', ''],
    ['SipDomain', 'acme.example/x'],
    ['SipWssServer', 'edge.acme.example:1/x?'],
    ['SipWebsocketPort', 0],
    ['SipWebsocketPort', 70_000],
    ['SipUsername', undefined],
  ])('are refused with %s = %j', (key, value) => {
    expect(readSettings({ ...settings, [key]: value }, session, 'https://x')).toEqual({
      ok: false,
      wrong: [key],
    });
  });

  it.each([null, '', 'text', '[]', '{', 7])('are not found in %j', (found) => {
    expect(readSettings(found, session, 'https://x').ok).toBe(false);
  });

  it('cannot smuggle a header in', () => {
    const { headers } = read({ RegistrationMode: 'Proxy', SipJwt: 'a\r\nX-Evil: 1' });
    expect(headers).toEqual(['X-Siperb-Sid: sid', 'X-Siperb-Uid: u-7']);
  });
});

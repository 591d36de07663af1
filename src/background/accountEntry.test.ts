// From a form to credentials: what each kind is asked, and what a screen hears when it does not work.
import { describe, expect, test } from 'vitest';
import { createFakeSiperb } from '../../demo/fakeSiperb/fakeSiperb.ts';
import { createFakeProvider, OFFER } from '../accounts/fakeProvider.ts';
import { createSiperbClient } from '../accounts/siperb.ts';
import type { AccountForm, SipAccountForm } from '../messages/protocol.ts';
import { createAccountEntry, type SignInWindow } from './accountEntry.ts';

const SERVER = 'https://calls.example.com';
const sipForm: SipAccountForm = {
  kind: 'sip',
  servers: ['wss://sip.example'],
  user: 'ada',
  password: 'open sesame',
  domain: 'sip.example',
};
const token = {
  token: 'aa.bb.cc',
  username: 'ada_MA',
  plivoNumber: '14155550100',
  expiresAt: 1_800_000_000_000,
};

const asked = () => Promise.reject(new Error('asked'));

const fakeSiperb = createFakeSiperb({
  users: { 'canary-pat': 'u-7' },
  devices: [
    {
      token: 'dev-1',
      platform: 'script',
      name: 'Browser',
      settings: {
        SipUsername: 'anna',
        SipPassword: 'canary-password',
        SipDomain: 'acme.example',
        SipWssServer: 'edge.acme.example',
        SipWebsocketPort: 443,
        SipServerPath: 'ws',
      },
    },
  ],
});
const minted = {
  agent: 'ada0',
  user: '1800003600:ada0',
  password: 'canary-minted',
  domain: 'sip.example.com',
  server: 'wss://sip.example.com:8443',
  expiresAt: 1_800_003_600_000,
};

/** Our server, which knows one key and one provider, and an agent who signs in there. */
function world(change: { accessKey?: boolean; window?: 'closed' | 'none'; taken?: readonly string[] } = {}) {
  const provider = createFakeProvider();
  const { taken = ['ofh_good-key', 'access-0'] } = change;
  const fetch = (async (input: string | URL, init?: RequestInit) => {
    const url = new URL(input);
    if (url.origin !== SERVER) return provider.fetch(url, init);
    if (url.pathname === '/sign-in') return Response.json({ accessKey: true, oidc: OFFER });
    const bearer = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '');
    if (!taken.includes(bearer ?? '')) return new Response('', { status: 401 });
    return Response.json(url.pathname === '/sip-credentials' ? minted : token);
  }) as typeof globalThis.fetch;
  const signInWindow: SignInWindow = {
    redirectUrl: () => 'https://abcdefghijklmnop.chromiumapp.org/',
    open: async (url) => (change.window === 'closed' ? null : provider.signIn(url)),
  };
  return createAccountEntry({
    fetch,
    siperb: createSiperbClient({ fetch: fakeSiperb.fetch, signal: new AbortController().signal }),
    signInWindow: change.window === 'none' ? null : signInWindow,
    signal: new AbortController().signal,
  });
}

describe('a SIP form', () => {
  test('yields credentials, and asks nobody', async () => {
    const entry = createAccountEntry({
      fetch: asked,
      siperb: createSiperbClient({ fetch: asked, signal: new AbortController().signal }),
      signInWindow: null,
      signal: new AbortController().signal,
    });
    expect(await entry.enter(sipForm)).toMatchObject({ ok: true, value: { kind: 'sip', user: 'ada' } });
  });

  test('that is half empty names what is missing, and nothing that was typed', async () => {
    const reply = await world().enter({ ...sipForm, servers: ['ftp://sip.example'], domain: '' });
    expect(reply).toEqual({
      ok: false,
      failure: { code: 'wrong-credentials', detail: 'the form is incomplete: servers, domain' },
    });
  });
});

describe('a Plivo form with an access key', () => {
  test('yields credentials with a token', async () => {
    const reply = await world().enter({ kind: 'plivo', server: SERVER, accessKey: 'ofh_good-key' });
    expect(reply).toEqual({
      ok: true,
      value: { kind: 'plivo', server: SERVER, bearer: 'ofh_good-key', ...token },
    });
  });

  test('that the server does not know is refused, and the refusal carries no key', async () => {
    const reply = await world().enter({ kind: 'plivo', server: SERVER, accessKey: 'ofh_canary-key' });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'sign-in-expired' } });
    expect(JSON.stringify(reply)).not.toContain('canary');
  });

  test('that cannot be one is not sent anywhere', async () => {
    const reply = await world().enter({ kind: 'plivo', server: SERVER, accessKey: 'two words' });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'wrong-credentials' } });
  });
});

describe('a form for a gateway', () => {
  test.each([
    ['an access key', { accessKey: 'ofh_good-key' }, { bearer: 'ofh_good-key' }],
    ['the organisation’s window', {}, { bearer: 'access-0', oidc: { refreshToken: 'refresh-0' } }],
  ])('yields what our server minted, by %s', async (_, by, from) => {
    const reply = await world().enter({ kind: 'gateway', server: SERVER, ...by });
    const { agent: user, user: authorizationUser, expiresAt } = minted;
    expect(reply).toMatchObject({
      ok: true,
      value: { kind: 'sip', user, authorizationUser, expiresAt, from: { kind: 'gateway', ...from } },
    });
  });

  test('is checked like one for Plivo', async () => {
    const reply = await world().enter({ kind: 'gateway', server: SERVER, accessKey: 'two words' });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'wrong-credentials' } });
  });
});

describe('a Plivo form without a key', () => {
  const form: AccountForm = { kind: 'plivo', server: SERVER };

  test('opens the organisation’s window and yields credentials that can be renewed', async () => {
    expect(await world().enter(form)).toMatchObject({
      ok: true,
      value: { kind: 'plivo', bearer: 'access-0', oidc: { refreshToken: 'refresh-0' }, token: token.token },
    });
  });

  test('is cancelled by closing the window', async () => {
    const reply = await world({ window: 'closed' }).enter(form);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'sign-in-canceled' } });
  });

  test('is refused when our server does not take the organisation’s word', async () => {
    const reply = await world({ taken: [] }).enter(form);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'sign-in-expired' } });
    expect(JSON.stringify(reply)).not.toMatch(/access-|refresh-/);
  });

  test('is not supported where no window can be opened', async () => {
    const reply = await world({ window: 'none' }).enter(form);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'not-supported' } });
  });
});

describe('how to sign in', () => {
  test('is what the server offers and this browser can do', async () => {
    expect(await world().offerOf(SERVER)).toEqual({ ok: true, value: { accessKey: true, oidc: OFFER } });
    expect(await world({ window: 'none' }).offerOf(SERVER)).toEqual({ ok: true, value: { accessKey: true } });
  });

  test('is asked of no address that sends keys unencrypted', async () => {
    expect(await world().offerOf('http://calls.example.com')).toMatchObject({
      ok: false,
      failure: { code: 'server-unusable' },
    });
  });
});

describe('a Siperb form', () => {
  test('yields SIP credentials, and the devices to choose from', async () => {
    const entry = world();
    expect(await entry.devicesOf({ token: 'canary-pat' })).toEqual({
      ok: true,
      value: [{ deviceToken: 'dev-1', name: 'Browser' }],
    });
    expect(await entry.enter({ kind: 'siperb', token: 'canary-pat' })).toMatchObject({
      ok: true,
      value: { kind: 'sip', user: 'anna', from: { kind: 'siperb', deviceToken: 'dev-1' } },
    });
  });

  test('that is refused or no good says why and carries no token', async () => {
    const entry = world();
    const refused = [
      await entry.enter({ kind: 'siperb', token: 'canary-other' }),
      await entry.devicesOf({ token: 'canary-other' }),
      await entry.enter({ kind: 'siperb', token: 'canary two' }),
      await entry.devicesOf({ token: 'canary-pat', api: 'http://api.example.com' }),
    ];
    const codes = refused.map((reply) => (reply.ok ? '' : reply.failure.code));
    expect(codes).toEqual(['sign-in-expired', 'sign-in-expired', 'wrong-credentials', 'wrong-credentials']);
    expect(JSON.stringify(refused)).not.toContain('canary');
  });
});

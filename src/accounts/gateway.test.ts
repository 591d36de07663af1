import { describe, expect, it } from 'vitest';
import { createFakeProvider, OFFER } from './fakeProvider.ts';
import { gatewayCredentials } from './gateway.ts';
import { checkServerAccount, serverCredentials } from './serverAccount.ts';

const SERVER = 'https://calls.example.com';
const KEY = 'ofh_canary-4711';
const byKey = { kind: 'gateway', server: SERVER, bearer: KEY } as const;
const never = new AbortController().signal;
const turn = { urls: ['turn:sip.example.com:3478'], username: '1800003600:ada0', credential: 'canary-turn' };
const minted = {
  agent: 'ada0',
  user: '1800003600:ada0',
  password: 'canary-minted',
  domain: 'sip.example.com',
  server: 'wss://sip.example.com:8443',
  expiresAt: 1_800_003_600_000,
};

/** Our server, which takes these bearers, beside a provider. */
function world(bearers: readonly string[], reply: object = minted) {
  const provider = createFakeProvider({ rotates: true });
  const asked: string[] = [];
  const fetch = (async (input: string | URL, init?: RequestInit) => {
    const url = new URL(input);
    if (url.origin !== SERVER) return provider.fetch(url, init);
    asked.push(url.pathname);
    const bearer = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    return bearers.includes(bearer) ? Response.json(reply) : new Response('', { status: 401 });
  }) as typeof globalThis.fetch;
  return { fetch, asked };
}

describe('a gateway account', () => {
  it('is checked like one for Plivo at the same server', () => {
    expect(checkServerAccount('gateway', { server: SERVER, accessKey: KEY })).toEqual({
      ok: true,
      account: byKey,
    });
    const { ok } = checkServerAccount('gateway', { server: 'http://calls.example.com', accessKey: KEY });
    expect(ok).toBe(false);
  });

  it('yields what a SIP phone registers with, and whom to ask for the next', async () => {
    const { fetch, asked } = world([KEY], { ...minted, turn });
    expect(await serverCredentials(byKey, fetch, never)).toEqual({
      ok: true,
      credentials: {
        kind: 'sip',
        servers: [minted.server],
        user: 'ada0',
        domain: minted.domain,
        authorizationUser: minted.user,
        password: minted.password,
        expiresAt: minted.expiresAt,
        iceServers: [turn],
        from: byKey,
      },
    });
    expect(asked).toEqual(['/sip-credentials']);
  });

  it('has no ICE servers where the gateway has no TURN', async () => {
    const obtained = await gatewayCredentials(byKey, world([KEY]).fetch, never);
    expect(obtained).toMatchObject({ ok: true, credentials: { iceServers: [] } });
  });

  it('comes by a new bearer in place of one that has expired, and keeps it', async () => {
    const oidc = { ...OFFER, refreshToken: 'refresh-0', bearerExpiresAt: Date.now() - 1 };
    const account = { ...byKey, bearer: 'access-0', oidc };
    const obtained = await gatewayCredentials(account, world(['access-1']).fetch, never);
    const from = { kind: 'gateway', bearer: 'access-1', oidc: { refreshToken: 'refresh-1' } };
    expect(obtained).toMatchObject({ ok: true, credentials: { from } });
    const refused = await gatewayCredentials(account, world([]).fetch, never);
    expect(refused).toMatchObject({ ok: false, account: { bearer: 'access-1' } });
  });

  it('is refused with a key that the server does not know', async () => {
    expect(await gatewayCredentials(byKey, world([]).fetch, never)).toMatchObject({
      ok: false,
      failure: { code: 'sign-in-expired' },
      account: byKey,
    });
  });

  it.each([
    ['an agent that would end a header', { agent: 'ada\r\nX-Evil: 1' }],
    ['a digest user without its time', { user: 'ada0' }],
    ['an unencrypted server', { server: 'ws://sip.example.com' }],
    ['no end', { expiresAt: undefined }],
  ])('is not opened with %s', async (_, change) => {
    const obtained = await gatewayCredentials(byKey, world([KEY], { ...minted, ...change }).fetch, never);
    expect(obtained).toMatchObject({ ok: false, failure: { code: 'server-unusable' } });
  });
});

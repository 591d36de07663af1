// Signing in with an organisation: what is sent, what is checked, and what a provider may do wrong.
import { describe, expect, it } from 'vitest';
import { createFakeProvider, ISSUER, OFFER } from './fakeProvider.ts';
import { beginOidcSignIn, refreshOidc } from './oidc.ts';

const REDIRECT = 'https://abcdefghijklmnop.chromiumapp.org/';
const never = new AbortController().signal;
type Provider = ReturnType<typeof createFakeProvider>;

async function begin(provider: Provider, offer = OFFER) {
  const flow = await beginOidcSignIn(offer, REDIRECT, provider.fetch, never);
  if (!flow.ok) throw new Error(flow.failure.code);
  return flow;
}
async function failureOf(provider: Provider, answer: Record<string, string> = {}) {
  const flow = await begin(provider);
  const done = await flow.finish(provider.signIn(flow.url, answer));
  return done.ok ? null : done.failure.code;
}

describe('signing in with an organisation', () => {
  it('sends the agent to the provider with PKCE, state and nonce', async () => {
    const { url } = await begin(createFakeProvider());
    const sent = new URL(url);
    expect(sent.origin + sent.pathname).toBe(`${ISSUER}/authorize`);
    expect(Object.fromEntries(sent.searchParams)).toMatchObject({
      tenant: '1',
      client_id: 'offhook',
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: OFFER.scope,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('sends no nonce where there will be no ID token', async () => {
    const { url } = await begin(createFakeProvider(), { ...OFFER, scope: 'calls' });
    expect(new URL(url).searchParams.has('nonce')).toBe(false);
  });

  it('is never the same twice', async () => {
    const provider = createFakeProvider();
    const secrets = async () => {
      const { searchParams } = new URL((await begin(provider)).url);
      return ['state', 'nonce', 'code_challenge'].map((name) => searchParams.get(name));
    };
    const [one, two] = [await secrets(), await secrets()];
    expect(one.filter((secret, index) => secret === two[index])).toEqual([]);
  });

  it('yields the bearer, and what renews it', async () => {
    const provider = createFakeProvider();
    const flow = await begin(provider);
    const before = Date.now();
    const done = await flow.finish(provider.signIn(flow.url));
    expect(done).toMatchObject({
      ok: true,
      bearer: 'access-0',
      oidc: { ...OFFER, refreshToken: 'refresh-0' },
    });
    expect(done.ok && done.oidc.bearerExpiresAt).toBeGreaterThanOrEqual(before + 600_000);
  });
});

describe('a sign-in that does not fit', () => {
  it.each<[string, Provider, Record<string, string>, string]>([
    ['another state', createFakeProvider(), { state: 'forged' }, 'server-unusable'],
    ['another nonce', createFakeProvider({ nonce: 'forged' }), {}, 'server-unusable'],
    ['another issuer', createFakeProvider(), { iss: 'https://evil.example' }, 'server-unusable'],
    ['a token of another type', createFakeProvider({ tokenType: 'mac' }), {}, 'server-unusable'],
    ['a no of the agent', createFakeProvider(), { error: 'access_denied' }, 'sign-in-canceled'],
    ['a no of the provider', createFakeProvider(), { error: 'unauthorized_client' }, 'forbidden'],
  ])('for %s is refused', async (_, provider, answer, code) => {
    expect(await failureOf(provider, answer)).toBe(code);
  });

  it('cannot be finished by whoever does not hold the verifier', async () => {
    const provider = createFakeProvider();
    const [mine, other] = [await begin(provider), await begin(provider)];
    const callback = new URL(provider.signIn(other.url));
    callback.searchParams.set('state', new URL(mine.url).searchParams.get('state') ?? '');
    const done = await mine.finish(callback.href);
    expect(done).toMatchObject({ ok: false, failure: { code: 'sign-in-expired' } });
  });

  it.each([
    ['says it is another', createFakeProvider({ issuer: 'https://evil.example' }).fetch, 'server-unusable'],
    ['is a page', async () => new Response('<h1>'), 'server-unusable'],
    ['is gone', () => Promise.reject(new TypeError('Failed to fetch')), 'server-unreachable'],
  ])('is not begun with a provider that %s', async (_, fetch, code) => {
    const flow = await beginOidcSignIn(OFFER, REDIRECT, fetch, never);
    expect(flow).toMatchObject({ ok: false, failure: { code } });
  });

  it('sends nothing unencrypted to another computer', async () => {
    const { asked, fetch } = createFakeProvider();
    const flow = await beginOidcSignIn({ ...OFFER, issuer: 'http://id.example.com' }, REDIRECT, fetch, never);
    expect([flow.ok, asked]).toEqual([false, []]);
  });
});

describe('renewing', () => {
  const grant = { ...OFFER, refreshToken: 'refresh-0', bearerExpiresAt: 0 };

  it('takes the new refresh token where the provider replaces it, and keeps the old one where not', async () => {
    const rotating = await refreshOidc(grant, createFakeProvider({ rotates: true }).fetch, never);
    const steady = await refreshOidc(grant, createFakeProvider().fetch, never);
    expect(rotating).toMatchObject({ bearer: 'access-1', oidc: { refreshToken: 'refresh-1' } });
    expect(steady).toMatchObject({ bearer: 'access-1', oidc: { refreshToken: 'refresh-0' } });
  });

  it('ends the sign-in when the provider withdrew it, or never gave a refresh token', async () => {
    const withdrawn = createFakeProvider({ refreshError: 'invalid_grant' });
    expect(await refreshOidc(grant, withdrawn.fetch, never)).toMatchObject({
      failure: { code: 'sign-in-expired' },
    });
    const { refreshToken: _, ...without } = grant;
    expect(await refreshOidc(without, withdrawn.fetch, never)).toMatchObject({
      failure: { code: 'sign-in-expired' },
    });
  });

  it.each(['invalid_grant', 'canary-refresh is no good'])(
    'never quotes a token: %s',
    async (refreshError) => {
      const provider = createFakeProvider({ refreshError });
      const told = await refreshOidc({ ...grant, refreshToken: 'canary-refresh' }, provider.fetch, never);
      expect(told.ok).toBe(false);
      expect(JSON.stringify(told)).not.toContain('canary');
    },
  );
});

/** An identity provider of our own making: which of its tokens, and of others', let somebody in. */
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOidc } from './oidc.ts';

const ISSUER = 'https://id.example.com/tenant/';
const AUDIENCE = 'offhook';
const NOW = 1_800_000_000;
const CONFIG = { issuer: ISSUER, audience: AUDIENCE, clientId: 'extension', scope: 'openid' };

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let keys: Keys;
let strangers: Keys;

beforeAll(async () => {
  keys = await generateKeyPair('ES256');
  strangers = await generateKeyPair('ES256');
});

/** The provider's two documents, unless `broken` says otherwise. */
function provider(broken: { discovery?: unknown; keysStatus?: number } = {}) {
  const asked: string[] = [];
  const fetch = (async (url: string | URL) => {
    asked.push(String(url));
    if (String(url).endsWith('/.well-known/openid-configuration')) {
      return Response.json(broken.discovery ?? { issuer: ISSUER, jwks_uri: 'https://id.example.com/keys' });
    }
    if (broken.keysStatus) return new Response(null, { status: broken.keysStatus });
    return Response.json({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' }] });
  }) as typeof globalThis.fetch;
  return { fetch, asked };
}

const verifier = (broken?: Parameters<typeof provider>[0]) =>
  createOidc(CONFIG, { fetch: provider(broken).fetch, now: () => NOW * 1000 });

type Changes = { readonly [Claim in keyof JWTPayload]: JWTPayload[Claim] | undefined };

function tokenOf(changes: Changes = {}, kid = 'one', signedBy = keys): Promise<string> {
  const claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'user-7',
    exp: NOW + 300,
    nbf: NOW,
    ...changes,
  } as JWTPayload;
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(signedBy.privateKey);
}

describe('an access token', () => {
  it('of the issuer, for us, in force, says who it is', async () => {
    const token = await tokenOf({ preferred_username: 'ada' });
    expect(await verifier()(token)).toEqual({ ok: true, subject: 'user-7', name: 'ada' });
  });

  it('with a name that cannot be shown goes by its subject', async () => {
    const token = await tokenOf({ name: 'a\u0000b' });
    expect(await verifier()(token)).toEqual({ ok: true, subject: 'user-7', name: 'user-7' });
  });

  it.each<[string, Changes]>([
    ['expired', { exp: NOW - 60 }],
    ['not yet in force', { nbf: NOW + 60 }],
    ['for somebody else', { aud: 'another' }],
    ['of another issuer', { iss: 'https://id.example.com/other/' }],
    ['without an end', { exp: undefined }],
    ['without a subject', { sub: undefined }],
    ['of a subject that cannot be kept', { sub: 'a\u0000b' }],
  ])('that is %s is refused', async (_, changes) => {
    expect(await verifier()(await tokenOf(changes))).toEqual({ ok: false, reason: 'refused' });
  });

  it('signed by another key is refused', async () => {
    expect(await verifier()(await tokenOf({}, 'one', strangers))).toEqual({ ok: false, reason: 'refused' });
  });

  it('with a key id that the issuer does not know is refused', async () => {
    expect(await verifier()(await tokenOf({}, 'two'))).toEqual({ ok: false, reason: 'refused' });
  });

  it('without a signature, or signed with a shared secret, is refused', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = part({ iss: ISSUER, aud: AUDIENCE, sub: 'user-7', exp: NOW + 300 });
    expect(await verifier()(`${part({ alg: 'none' })}.${claims}.`)).toMatchObject({
      ok: false,
      reason: 'refused',
    });
    const shared = await new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'user-7', exp: NOW + 300 })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(new Uint8Array(32));
    expect(await verifier()(shared)).toEqual({ ok: false, reason: 'refused' });
  });

  it.each(['', 'x', 'a.b.c', '..', 'eyJhbGciOiJFUzI1NiJ9.e30.'])(
    'that is no token is refused: %j',
    async (token) => {
      expect(await verifier()(token)).toEqual({ ok: false, reason: 'refused' });
    },
  );
});

describe('an issuer', () => {
  it.each<[string, Parameters<typeof provider>[0]]>([
    [
      'describes somebody else',
      { discovery: { issuer: 'https://evil.example', jwks_uri: 'https://evil.example/k' } },
    ],
    ['describes nothing', { discovery: {} }],
    ['does not give its keys', { keysStatus: 503 }],
  ])('that %s makes sign-in unavailable, not refused', async (_, broken) => {
    expect(await verifier(broken)(await tokenOf())).toEqual({ ok: false, reason: 'unavailable' });
  });

  it('that could not be reached is asked again at the next sign-in', async () => {
    const { fetch, asked } = provider();
    let down = true;
    const flaky = (async (url: string) =>
      down ? Promise.reject(new TypeError('down')) : fetch(url)) as typeof fetch;
    const verify = createOidc(CONFIG, { fetch: flaky, now: () => NOW * 1000 });
    expect(await verify(await tokenOf())).toEqual({ ok: false, reason: 'unavailable' });
    down = false;
    expect(await verify(await tokenOf())).toMatchObject({ ok: true });
    expect(await verify(await tokenOf())).toMatchObject({ ok: true });
    expect(asked).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { createFakeProvider, OFFER } from './fakeProvider.ts';
import { checkPlivoAccount, plivoCredentials } from './plivo.ts';
import { plivoAccountOf } from './plivoAccount.ts';

const KEY = 'ofh_canary-4711';
const GOOD = { server: 'https://calls.example.com', accessKey: KEY };
const never = new AbortController().signal;
const reply = {
  token: 'aa.bb.cc',
  username: 'agent1_MAEXAMPLE',
  plivoNumber: '14155550100',
  expiresAt: 1_800_000_000_000,
};

const problemsOf = (change: object) => {
  const check = checkPlivoAccount({ ...GOOD, ...change });
  return check.ok ? [] : check.problems;
};
const wrongFields = (change: object) => problemsOf(change).map(({ field }) => field);

describe('a Plivo account', () => {
  it('is taken as typed, without the spaces around it', () => {
    expect(checkPlivoAccount({ server: ` ${GOOD.server} `, accessKey: `${KEY}\n` })).toEqual({
      ok: true,
      account: { kind: 'plivo', server: GOOD.server, bearer: KEY },
    });
  });

  it.each([
    'http://127.0.0.1:3000',
    'http://localhost:3000',
    'http://[::1]:3000',
    'https://x.example/offhook',
  ])('may be on %s', (server) => {
    expect(wrongFields({ server })).toEqual([]);
  });

  it.each([
    'http://calls.example.com',
    'http://127.0.0.1.example.com',
    'wss://calls.example.com',
    'calls.example.com',
    'https://me:pw@calls.example.com',
    'https://calls.example.com/?a=1',
    'https://calls.example.com/#a',
    'javascript:alert(1)',
    '',
  ])('is refused with the server "%s"', (server) => {
    expect(wrongFields({ server })).toEqual(['server']);
  });

  it.each(['', 'short', 'two words of it', 'line\nbreak-in-it', 'ключ-ключ', 'a'.repeat(600)])(
    'is refused with the access key "%s"',
    (accessKey) => {
      expect(wrongFields({ accessKey })).toEqual(['accessKey']);
    },
  );

  it('names every wrong field once, with what to write, and never quotes a key', () => {
    const problems = problemsOf({
      server: `https://me:${KEY}@calls.example.com`,
      accessKey: `${KEY} ${KEY}`,
    });
    expect(problems.map(({ field, value }) => [field, value])).toEqual([
      ['server', 'https://…@calls.example.com'],
      ['accessKey', ''],
    ]);
    for (const { fix } of problems) expect(fix).toMatch(/^Write .+\.$/);
  });

  it.each([null, undefined, 42, 'text', [], {}])('is not found in %j', (input) => {
    const check = checkPlivoAccount(input);
    expect(check.ok ? [] : check.problems.map(({ field }) => field)).toEqual(['server', 'accessKey']);
  });
});

/** Our server, which takes these bearers, beside a provider. */
function world(bearers: readonly string[], provider = createFakeProvider({ rotates: true })) {
  const shown: string[] = [];
  const fetch = (async (input: string | URL, init?: RequestInit) => {
    const url = new URL(input);
    if (url.hostname !== 'calls.example.com') return provider.fetch(url, init);
    const bearer = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    shown.push(bearer);
    return bearers.includes(bearer) ? Response.json(reply) : new Response('', { status: 401 });
  }) as typeof globalThis.fetch;
  return { fetch, provider, shown };
}

describe('the credentials of a Plivo account', () => {
  const byKey = { kind: 'plivo', server: GOOD.server, bearer: KEY } as const;
  const oidc = { ...OFFER, refreshToken: 'refresh-0', bearerExpiresAt: Date.now() + 600_000 };
  const byOidc = { ...byKey, bearer: 'access-0', oidc };

  it('are the account and what the server gave', async () => {
    expect(await plivoCredentials(byKey, world([KEY]).fetch, never)).toEqual({
      ok: true,
      credentials: { ...byKey, ...reply },
    });
  });

  it('of an earlier token are replaced, not kept beside the new ones', async () => {
    const old = { ...byKey, ...reply, servers: ['wss://old.example'] };
    const fresh = await plivoCredentials(old, world([KEY]).fetch, never);
    expect(fresh.ok && fresh.credentials).not.toHaveProperty('servers');
    expect(plivoAccountOf(old)).toEqual(byKey);
  });

  it('are refused with a key that the server does not know', async () => {
    expect(await plivoCredentials(byKey, world([]).fetch, never)).toMatchObject({
      ok: false,
      failure: { code: 'sign-in-expired' },
      account: byKey,
    });
  });

  it.each([
    ['that has expired', { ...byOidc, oidc: { ...oidc, bearerExpiresAt: Date.now() - 1 } }, ['access-1']],
    ['that the server refuses', byOidc, ['access-0', 'access-1']],
  ])('come by a new bearer in place of one %s', async (_, account, bearers) => {
    const { fetch, provider, shown } = world(['access-1']);
    const obtained = await plivoCredentials(account, fetch, never);
    expect(obtained).toMatchObject({
      ok: true,
      credentials: { bearer: 'access-1', oidc: { refreshToken: 'refresh-1' }, ...reply },
    });
    expect(provider.asked.filter((path) => path === '/token')).toHaveLength(1);
    expect(shown).toEqual(bearers);
  });

  it('are asked for with a good bearer without troubling the provider', async () => {
    const { fetch, provider } = world(['access-0']);
    expect((await plivoCredentials(byOidc, fetch, never)).ok).toBe(true);
    expect(provider.asked).toEqual([]);
  });

  it('refused after the provider replaced its tokens leave the new ones in hand', async () => {
    const expired = { ...byOidc, oidc: { ...oidc, bearerExpiresAt: 0 } };
    expect(await plivoCredentials(expired, world([]).fetch, never)).toMatchObject({
      ok: false,
      account: { bearer: 'access-1', oidc: { refreshToken: 'refresh-1' } },
    });
  });
});

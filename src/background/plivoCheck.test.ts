// Whose name our server is asked in, and when a bearer is renewed for it.
import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PlivoAccount, PlivoCredentials } from '../accounts/credentials.ts';
import type { CheckReply } from '../accounts/tokenContract.ts';
import type { AccountId } from '../call/state.ts';
import { accountStore } from '../storage/account.ts';
import { createPlivoCheck } from './plivoCheck.ts';
import { storedOf } from './remembered.ts';

const findings: CheckReply = [{ name: 'clock', verdict: 'ok', found: 'agrees with Plivo’s', tookMs: 3 }];
const byKey: PlivoAccount = { kind: 'plivo', server: 'https://calls.example', bearer: 'canary-key' };
const oidc = {
  issuer: 'https://id.example',
  clientId: 'offhook',
  scope: 'openid',
  refreshToken: 'canary-refresh',
  bearerExpiresAt: 1,
};
const byOidc: PlivoAccount = { ...byKey, bearer: 'canary-old', oidc };
const renewed: PlivoCredentials = {
  ...byOidc,
  bearer: 'canary-new',
  token: 'aa.bb.cc',
  username: 'ada_MA',
  plivoNumber: '14155550100',
  expiresAt: 901_000,
};

const ID = 'a1' as AccountId;
async function remember(account: PlivoAccount, withSecrets: boolean) {
  const shape = storedOf(account, withSecrets);
  if (shape)
    await accountStore.change(() => ({ accounts: [{ id: ID, label: 'x', ...shape }], defaultId: null }));
}

beforeEach(() => fakeBrowser.reset());

/** A server that knows every bearer but `unknown`, and a host that holds `held`. */
function house({ held = null, unknown = '' }: { held?: PlivoAccount | null; unknown?: string } = {}) {
  const asked: string[] = [];
  let renewals = 0;
  const check = createPlivoCheck({
    store: accountStore,
    door: {
      askIfThere: (async () => ({
        ok: true,
        value: held ? [{ accountId: ID, account: held }] : [],
      })) as never,
    },
    renew: async () => {
      renewals += 1;
      return { ok: true, value: { credentials: renewed } };
    },
    fetch: async (url, options) => {
      const bearer = new Headers(options?.headers).get('authorization') ?? '';
      asked.push(`${url} ${bearer}`);
      return bearer === `Bearer ${unknown}`
        ? Response.json({ status: 401 }, { status: 401 })
        : Response.json(findings);
    },
    signal: new AbortController().signal,
  });
  return { asked, check, renewals: () => renewals };
}

test('asks with the account that is remembered', async () => {
  await remember(byKey, true);
  const { asked, check } = house();
  expect(await check()).toEqual({ ok: true, value: findings });
  expect(asked).toEqual(['https://calls.example/check Bearer canary-key']);
});

test('asks with the account that only the host holds, where nobody stays signed in', async () => {
  await remember(byKey, false);
  const { asked, check } = house({ held: byKey });
  expect(await check()).toMatchObject({ ok: true });
  expect(asked).toEqual(['https://calls.example/check Bearer canary-key']);
});

test('asks nobody when no Plivo account is open', async () => {
  const { asked, check } = house();
  expect(await check()).toMatchObject({ ok: false, failure: { code: 'not-supported' } });
  expect(asked).toEqual([]);
});

test('renews a remembered bearer that is over, once', async () => {
  await remember(byOidc, true);
  const { asked, check, renewals } = house({ unknown: 'canary-old' });
  expect(await check()).toEqual({ ok: true, value: findings });
  expect(asked.map((line) => line.split(' ').at(-1))).toEqual(['canary-old', 'canary-new']);
  expect(renewals()).toBe(1);
});

test.each([
  ['an access key', byKey],
  ['what only the host holds', byOidc],
])('renews nothing for %s', async (_, held) => {
  const { check, renewals } = house({ held, unknown: held.bearer });
  expect(await check()).toMatchObject({ ok: false, failure: { code: 'sign-in-expired' } });
  expect(renewals()).toBe(0);
});

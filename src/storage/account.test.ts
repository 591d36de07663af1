import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccountId } from '../call/state.ts';
import { accountStore, NO_ACCOUNTS, type StoredAccount } from './account.ts';

const named = (id: string) => ({ id: id as AccountId, label: id });
const sip: StoredAccount = {
  ...named('a1'),
  kind: 'sip',
  servers: ['wss://sip.example', 'wss://other.example'],
  user: 'ada',
  domain: 'sip.example',
};
const plivo: StoredAccount = {
  ...named('a2'),
  kind: 'plivo',
  server: 'https://calls.example',
  by: 'organisation',
};
const gateway: StoredAccount = { ...plivo, ...named('a4'), kind: 'gateway', by: 'accessKey' };
const siperb: StoredAccount = { ...named('a3'), kind: 'siperb', api: 'https://api.siperb.com' };
const oidc = { issuer: 'https://id.example', clientId: 'offhook', scope: 'openid', bearerExpiresAt: 1 };
const signedIn: readonly StoredAccount[] = [
  {
    ...sip,
    password: 'canary',
    iceServers: [{ urls: ['turn:turn.example'], credential: 'canary' }],
    inviteHeaders: ['X-Key: canary'],
    callerIds: ['+442079460018'],
    numberFormat: 'local',
    country: 'GB',
  },
  { ...plivo, bearer: 'canary', oidc: { ...oidc, refreshToken: 'canary' } },
  { ...siperb, token: 'canary', deviceToken: 'dev-1' },
  { ...gateway, bearer: 'canary' },
];

const disk = async () => JSON.stringify(await fakeBrowser.storage.local.get());
const keepAll = (accounts: readonly StoredAccount[]) =>
  accountStore.change(() => ({ accounts, defaultId: accounts[0]?.id ?? null }));

test('nobody is signed in at first', async () => {
  expect(await accountStore.get()).toEqual(NO_ACCOUNTS);
});

test('accounts of each kind are kept in their order, with their secrets or without', async () => {
  for (const accounts of [[sip, plivo, siperb, gateway], signedIn]) {
    await keepAll(accounts);
    expect(await accountStore.get()).toEqual({ accounts, defaultId: sip.id });
  }
});

test('two changes at once are both kept', async () => {
  const add = (account: StoredAccount) =>
    accountStore.change(({ accounts, defaultId }) => ({ accounts: [...accounts, account], defaultId }));
  await Promise.all([add(sip), add(plivo), add(siperb)]);
  expect((await accountStore.get()).accounts.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3']);
});

test('forgetting leaves no trace of a secret on disk', async () => {
  await keepAll(signedIn);
  expect(await disk()).toContain('canary');
  await accountStore.clear();
  expect(await disk()).not.toContain('canary');
});

test('forgetting also empties the quarantine', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await fakeBrowser.storage.local.set({
    account: { password: 'canary', shape: 'of another time' },
    account$: { v: 3 },
  });
  expect(await accountStore.get()).toEqual(NO_ACCOUNTS);
  await accountStore.clear();
  expect(await disk()).not.toContain('canary');
});

/** The store as a worker finds it when it starts with `earlier` of that version on disk. */
async function startWith(earlier: object | null, version: number): Promise<typeof accountStore> {
  fakeBrowser.reset();
  await fakeBrowser.storage.local.set({ account: earlier, account$: { v: version } });
  vi.resetModules();
  return (await import('./account.ts')).accountStore;
}

const firstSip = { server: 'wss://sip.example', user: 'ada', domain: 'sip.example' };

test('the one account of earlier versions is the first of several, and the default', async () => {
  const cases: readonly [object, number, object][] = [
    [firstSip, 1, { kind: 'sip', servers: ['wss://sip.example'], label: 'ada@sip.example' }],
    [{ ...firstSip, kind: 'sip', password: 'open sesame' }, 2, { kind: 'sip', password: 'open sesame' }],
    [
      { kind: 'plivo', server: 'https://calls.example', by: 'accessKey', bearer: 'key' },
      2,
      { kind: 'plivo', server: 'https://calls.example', bearer: 'key', label: 'calls.example' },
    ],
  ];
  for (const [earlier, version, expected] of cases) {
    const { accounts, defaultId } = await (await startWith(earlier, version)).get();
    expect(accounts).toMatchObject([expected]);
    expect(defaultId).toBe(accounts[0]?.id);
  }
});

test('an account that got its name keeps it', async () => {
  const started = await startWith({ ...firstSip, kind: 'sip' }, 2);
  const [before] = (await started.get()).accounts;
  vi.resetModules();
  const later = (await import('./account.ts')).accountStore;
  expect((await later.get()).accounts).toEqual([before]);
});

import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { accountStore, type StoredAccount } from './account.ts';

const sip: StoredAccount = { kind: 'sip', server: 'wss://sip.example', user: 'ada', domain: 'sip.example' };
const plivo: StoredAccount = { kind: 'plivo', server: 'https://calls.example', by: 'organisation' };
const oidc = { issuer: 'https://id.example', clientId: 'offhook', scope: 'openid', bearerExpiresAt: 1 };

const disk = async () => JSON.stringify(await fakeBrowser.storage.local.get());

test('nobody is signed in at first', async () => {
  expect(await accountStore.get()).toBeNull();
});

test.each<[string, StoredAccount, StoredAccount]>([
  ['SIP', sip, { ...sip, password: 'open sesame' }],
  ['Plivo', plivo, { ...plivo, bearer: 'access', oidc: { ...oidc, refreshToken: 'refresh' } }],
])('a %s account is kept with its secrets or without', async (_, without, account) => {
  await accountStore.set(without);
  expect(await accountStore.get()).toEqual(without);
  await accountStore.set(account);
  expect(await accountStore.get()).toEqual(account);
});

test('signing out leaves no trace of a secret on disk', async () => {
  for (const account of [
    { ...sip, password: 'canary' },
    { ...plivo, bearer: 'canary', oidc },
  ]) {
    await accountStore.set(account);
    await accountStore.clear();
    expect(await disk()).not.toContain('canary');
  }
});

test('signing out also empties the quarantine', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await fakeBrowser.storage.local.set({ account: { password: 'canary', shape: 'of another time' } });
  expect(await accountStore.get()).toBeNull();
  await accountStore.clear();
  expect(await disk()).not.toContain('canary');
});

/** The store as a worker finds it when it starts with `earlier` on disk. */
async function startWith(earlier: object): Promise<typeof accountStore> {
  await fakeBrowser.storage.local.set({ account: earlier });
  vi.resetModules();
  return (await import('./account.ts')).accountStore;
}

test('an account of the first version is a SIP account, with its password or without', async () => {
  const { kind: _, ...first } = sip;
  expect(await (await startWith(first)).get()).toEqual(sip);
  fakeBrowser.reset();
  const signedIn = await startWith({ ...first, password: 'open sesame' });
  expect(await signedIn.get()).toEqual({ ...sip, password: 'open sesame' });
  await signedIn.set(plivo);
  expect(await (await startWith(plivo)).get()).toEqual(plivo);
});

import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { accountStore } from './account.ts';

const account = { server: 'wss://sip.example', user: 'ada', domain: 'sip.example' };

test('nobody is signed in at first', async () => {
  expect(await accountStore.get()).toBeNull();
});

test('an account is kept with its password or without', async () => {
  await accountStore.set(account);
  expect(await accountStore.get()).toEqual(account);
  await accountStore.set({ ...account, password: 'open sesame' });
  expect(await accountStore.get()).toEqual({ ...account, password: 'open sesame' });
});

test('signing out leaves no trace of the password on disk', async () => {
  await accountStore.set({ ...account, password: 'canary' });
  await accountStore.clear();
  expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('canary');
});

test('signing out also empties the quarantine', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await fakeBrowser.storage.local.set({ account: { password: 'canary', shape: 'of another time' } });
  expect(await accountStore.get()).toBeNull();
  await accountStore.clear();
  expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('canary');
});

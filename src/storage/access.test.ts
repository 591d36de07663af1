import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { closeStorageToPages } from './access.ts';

type Local = { setAccessLevel: unknown };

test('only the extension’s own contexts may read', async () => {
  const setAccessLevel = vi.fn(async () => undefined);
  (fakeBrowser.storage.local as Local).setAccessLevel = setAccessLevel;
  await closeStorageToPages();
  expect(setAccessLevel).toHaveBeenCalledExactlyOnceWith({ accessLevel: 'TRUSTED_CONTEXTS' });
});

test('a browser without such a door, or with a stuck one, does not stop us', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  for (const setAccessLevel of [undefined, () => Promise.reject(new Error('stuck'))]) {
    (fakeBrowser.storage.local as Local).setAccessLevel = setAccessLevel;
    await expect(closeStorageToPages()).resolves.toBeUndefined();
  }
});

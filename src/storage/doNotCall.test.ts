// The imported list of numbers not to be called: what is on disk of it, and what is not.
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type E164, toE164 } from '../numbers/e164.ts';
import { hashNumber, MOST_HASHES } from '../settings/doNotCall.ts';
import { doNotCallStore } from './doNotCall.ts';

const number = (index: number): E164 =>
  toE164(`+44163296${String(index).padStart(4, '0')}`) ?? expect.unreachable('no number');
const sha256 = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest('SHA-256', bytes);

beforeEach(() => doNotCallStore.clear());

test('nothing was imported: no list, and no salt', async () => {
  expect(await doNotCallStore.get()).toBeNull();
});

test('imported numbers are found again, and none of them is on disk', async () => {
  await doNotCallStore.add([number(1), number(2)]);
  await doNotCallStore.add([number(2), number(3)]);
  const list = (await doNotCallStore.get()) ?? expect.unreachable('no list');
  expect(list.hashes).toHaveLength(3);
  expect(list.hashes).toContain(await hashNumber(list.salt, number(3), sha256));
  expect(list.hashes).not.toContain(await hashNumber(list.salt, number(4), sha256));
  expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain(number(1).slice(4));
});

test('two imports at the same time are both kept, under one salt', async () => {
  await Promise.all([doNotCallStore.add([number(1)]), doNotCallStore.add([number(2)])]);
  expect((await doNotCallStore.get())?.hashes).toHaveLength(2);
});

test('no two browsers have the same hashes', async () => {
  await doNotCallStore.add([number(1)]);
  const first = await doNotCallStore.get();
  await doNotCallStore.clear();
  await doNotCallStore.add([number(1)]);
  expect((await doNotCallStore.get())?.hashes).not.toEqual(first?.hashes);
});

test('a list that would be too long stays as it was', async () => {
  const hashes = Array.from({ length: MOST_HASHES }, (_, index) => index.toString(16).padStart(16, '0'));
  await fakeBrowser.storage.local.set({ doNotCall: { salt: 'x', hashes: hashes.join('') } });
  expect(await doNotCallStore.add([number(1)])).toBe(false);
  expect((await doNotCallStore.get())?.hashes).toHaveLength(MOST_HASHES);
});

test('a broken list stops no call, and its loss is told until another is imported', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await fakeBrowser.storage.local.set({ doNotCall: { salt: 'x', hashes: 'not hexadecimal' } });
  expect(await doNotCallStore.hasLost()).toBe(true);
  expect(await doNotCallStore.get()).toBeNull();
  expect(await doNotCallStore.add([number(1)])).toBe(true);
  expect(await doNotCallStore.hasLost()).toBe(false);
});

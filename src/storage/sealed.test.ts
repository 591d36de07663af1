// What is sealed can be opened until its key is dropped, and is nowhere in the clear.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccountId } from '../call/state.ts';
import { accountStore, NO_ACCOUNTS, type StoredAccount } from './account.ts';
import { dropKeys, seal, unseal } from './sealed.ts';

/** The origin's private file system, as far as it is used: one folder of files. */
function fakeFiles() {
  const files = new Map<string, Uint8Array>();
  const handleOf = (name: string) => ({
    getFile: async () => new Blob([(files.get(name) ?? new Uint8Array()).slice()]),
    createWritable: async () => ({
      write: async (bytes: Uint8Array) => void files.set(name, bytes.slice()),
      close: async () => undefined,
    }),
  });
  const folder = {
    getFileHandle: async (name: string, { create = false } = {}) => {
      if (!create && !files.has(name)) throw new DOMException('no such file', 'NotFoundError');
      return handleOf(name);
    },
    keys: async function* () {
      yield* files.keys();
    },
    removeEntry: async (name: string) => void files.delete(name),
  };
  return { files, getDirectory: async () => ({ getDirectoryHandle: async () => folder }) };
}

let files: ReturnType<typeof fakeFiles>['files'];
beforeEach(() => {
  const fake = fakeFiles();
  files = fake.files;
  vi.stubGlobal('navigator', { storage: fake });
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => vi.unstubAllGlobals());

const sealOf = async (text: string) => (await seal(text)) ?? expect.unreachable('nothing was sealed');

test('a sealed text is opened with its key, and shows nothing of itself', async () => {
  const sealed = await sealOf('{"password":"canary ÅÄ"}');
  expect(await unseal(sealed)).toBe('{"password":"canary ÅÄ"}');
  expect(atob(sealed.data)).not.toContain('canary');
});

test('the same text is sealed differently each time', async () => {
  expect((await sealOf('canary')).data).not.toBe((await sealOf('canary')).data);
});

test('without its key it is lost, and so it is when somebody changed it', async () => {
  const [first, second] = [await sealOf('first'), await sealOf('second')];
  await dropKeys(second.key);
  expect([await unseal(first), await unseal(second)]).toEqual([null, 'second']);
  const flipped = second.data.startsWith('A') ? 'B' : 'A';
  expect(await unseal({ ...second, data: flipped + second.data.slice(1) })).toBeNull();
});

test('a browser without private files seals nothing, and keeps as before', async () => {
  vi.stubGlobal('navigator', {});
  expect(await seal('canary')).toBeNull();
  await expect(dropKeys()).resolves.toBeUndefined();
});

const account = (id: string, password: string): StoredAccount => ({
  id: id as AccountId,
  label: id,
  kind: 'sip',
  servers: ['wss://sip.example'],
  user: id,
  domain: 'sip.example',
  password,
});
const add = (one: StoredAccount) =>
  accountStore.change(({ accounts, defaultId }) => ({ accounts: [...accounts, one], defaultId }));
const disk = async () =>
  (await fakeBrowser.storage.local.get('account')).account as { key: string; data: string };

test('accounts lie sealed, under a key of their own at every writing', async () => {
  await add(account('a1', 'canary-1'));
  const earlier = await disk();
  await add(account('a2', 'canary-2'));
  expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toMatch(/canary|sip\.example/);
  expect((await accountStore.get()).accounts.map(({ id }) => id)).toEqual(['a1', 'a2']);
  expect([...files.keys()]).toEqual([(await disk()).key]);
  expect(await unseal(earlier)).toBeNull();
});

test('who signed out cannot be read from an earlier writing either', async () => {
  await add(account('a1', 'canary-1'));
  const earlier = await disk();
  await accountStore.change(() => NO_ACCOUNTS);
  expect(files.size).toBe(0);
  await add(account('a1', 'canary-1'));
  await accountStore.clear();
  expect(files.size).toBe(0);
  expect(await unseal(earlier)).toBeNull();
});

test('reading and writing at once loses nothing', async () => {
  const seen = await Promise.all([
    add(account('a1', 'x')),
    accountStore.get(),
    add(account('a2', 'y')),
    accountStore.get(),
  ]);
  expect(seen[1]?.accounts).toHaveLength(1);
  expect(seen[3]?.accounts).toHaveLength(2);
});

test('accounts whose key is gone are gone: nobody is signed in', async () => {
  await add(account('a1', 'canary-1'));
  await dropKeys();
  expect(await accountStore.get()).toEqual(NO_ACCOUNTS);
});

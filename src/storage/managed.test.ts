// What an organisation says, when it says it late, badly or not at all.
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { managedStore } from './managed.ts';

let say: (policy: unknown) => Promise<void>;

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'debug').mockReturnValue();
  const left = new AbortController();
  managedStore.onChanged(() => undefined, left.signal);
  let said: unknown = {};
  fakeBrowser.storage.managed.get = async () => said as Record<string, unknown>;
  say = async (policy) => {
    said = policy;
    await fakeBrowser.storage.onChanged.trigger({}, 'managed');
  };
});

test('where nobody says anything there is no policy', async () => {
  expect(await managedStore.get()).toEqual({ values: {}, problems: [], unsure: [] });
});

test('a browser that knows no managed storage has none', async () => {
  fakeBrowser.storage.managed.get = () => Promise.reject(new Error('no manifest'));
  expect((await managedStore.get()).values).toEqual({});
});

test('a policy that arrives late is heard of, and is what holds from then on', async () => {
  const heard = vi.fn();
  const over = new AbortController();
  managedStore.onChanged(heard, over.signal);
  expect((await managedStore.get()).values).toEqual({});
  await say({ theme: 'dark' });
  expect(heard).toHaveBeenCalledOnce();
  expect((await managedStore.get()).values).toEqual({ theme: 'dark' });
  await say({});
  expect((await managedStore.get()).values).toEqual({});
  over.abort();
  await say({ theme: 'light' });
  expect(heard).toHaveBeenCalledTimes(2);
});

test('a change of what an agent chose is none of the policy', async () => {
  const heard = vi.fn();
  managedStore.onChanged(heard, new AbortController().signal);
  await fakeBrowser.storage.onChanged.trigger({}, 'local');
  expect(heard).not.toHaveBeenCalled();
});

test('a policy is read once for many questions', async () => {
  await say({ theme: 'dark' });
  const get = vi.spyOn(fakeBrowser.storage.managed, 'get');
  await Promise.all([managedStore.get(), managedStore.get()]);
  await managedStore.get();
  expect(get).toHaveBeenCalledOnce();
});

test('what cannot be read is in the log, without its value', async () => {
  const warn = vi.spyOn(console, 'warn');
  await say({ theme: 'pink', agent: 'canary' });
  expect((await managedStore.get()).problems).toHaveLength(2);
  expect(JSON.stringify(warn.mock.calls)).toContain('theme');
  expect(JSON.stringify(warn.mock.calls)).not.toMatch(/canary|pink/);
});

// What an agent chose, through broken disks and other versions.
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { settingsStore } from './settings.ts';

beforeEach(async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await settingsStore.clear();
});

test('nobody chose anything: nothing is written down', async () => {
  expect(await settingsStore.get()).toEqual({ values: {}, problems: [] });
});

test('changes add up, also those made at the same time', async () => {
  await Promise.all([
    settingsStore.change({ theme: 'dark' }),
    settingsStore.change({ historyDays: 30 }),
    settingsStore.change({ denyPrefixes: ['+1900'] }),
  ]);
  expect((await settingsStore.get()).values).toEqual({
    theme: 'dark',
    historyDays: 30,
    denyPrefixes: ['+1900'],
  });
});

test('a key that is broken on disk costs itself alone, and is told until it is chosen again', async () => {
  await fakeBrowser.storage.local.set({ settings: { theme: 'pink', historyDays: 30, left: 'over' } });
  const { values, problems } = await settingsStore.get();
  expect(values).toEqual({ historyDays: 30 });
  expect(problems.map(({ key }) => key)).toEqual(['theme']);
  await settingsStore.change({ theme: 'light' });
  expect(await settingsStore.get()).toEqual({ values: { theme: 'light', historyDays: 30 }, problems: [] });
});

test('garbage instead of settings is put aside, told, and forgotten when settings are chosen again', async () => {
  await fakeBrowser.storage.local.set({ settings: 'garbage' });
  const { values, problems } = await settingsStore.get();
  expect(values).toEqual({});
  expect(problems).toHaveLength(1);
  await settingsStore.change({ theme: 'dark' });
  expect(await settingsStore.get()).toEqual({ values: { theme: 'dark' }, problems: [] });
});

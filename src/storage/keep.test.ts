// What is remembered, and what becomes of a value that nobody can read.
import * as v from 'valibot';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keep } from './keep.ts';

const kept = keep({
  area: 'local',
  key: 'colour',
  version: 1,
  schema: v.picklist(['red', 'blue']),
  fallback: 'blue',
});
const raw = () => fakeBrowser.storage.local.get();

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
});

describe('a kept value', () => {
  test('is the fallback until it is set', async () => {
    expect(await kept.get()).toBe('blue');
    await kept.set('red');
    expect(await kept.get()).toBe('red');
  });

  test('is forgotten when it is cleared', async () => {
    await kept.set('red');
    await kept.clear();
    expect(await kept.get()).toBe('blue');
    expect(await raw()).not.toHaveProperty('colour');
  });

  test.each([['green'], [7], [{}], [[]], ['{"half":'], [false]])(
    'that is garbage is put aside: %j',
    async (garbage) => {
      await fakeBrowser.storage.local.set({ colour: garbage });
      expect(await kept.get()).toBe('blue');
      expect(await raw()).toMatchObject({ 'quarantine:colour': garbage });
      expect(await raw()).not.toHaveProperty('colour');
      await kept.set('red');
      expect(await kept.get()).toBe('red');
    },
  );

  test('leaves nothing in quarantine when it is cleared', async () => {
    await fakeBrowser.storage.local.set({ colour: 'green' });
    await kept.get();
    await kept.clear();
    expect(await raw()).not.toHaveProperty('quarantine:colour');
  });

  test('is the fallback when the browser cannot read', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValueOnce(new Error('disk'));
    expect(await kept.get()).toBe('blue');
  });
});

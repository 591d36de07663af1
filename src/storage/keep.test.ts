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
      expect(await kept.hasLost()).toBe(true);
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
    expect(await kept.hasLost()).toBe(false);
  });

  test('is the fallback when the browser cannot read', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValueOnce(new Error('disk'));
    expect(await kept.get()).toBe('blue');
  });
});

test('two changes at the same time are both kept, and one that fails stops none after it', async () => {
  const list = keep<readonly number[]>({
    area: 'local',
    key: 'changed',
    version: 1,
    schema: v.array(v.number()),
    fallback: [],
  });
  const failing = list.change(() => {
    throw new Error('no');
  });
  const others = [1, 2, 3].map((one) => list.change((known) => [...known, one]));
  await expect(failing).rejects.toThrow('no');
  await Promise.all(others);
  expect(await list.get()).toEqual([1, 2, 3]);
});

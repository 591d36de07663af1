import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readingStore } from './readings.ts';

const crm = 'https://crm.example';

test('of a site that nobody corrected nothing is known', async () => {
  expect(await readingStore.get(crm)).toEqual({ origin: crm, corrections: [] });
});

test('a record has the country that was said last, and each site its own', async () => {
  await readingStore.correct(crm, '/contacts/7', 'SE');
  await readingStore.correct(crm, '/contacts/7', 'FI');
  await readingStore.chooseDialler(crm, 'page');
  expect(await readingStore.get(crm)).toEqual({
    origin: crm,
    corrections: [{ record: '/contacts/7', country: 'FI' }],
    dialler: 'page',
  });
  expect(await readingStore.get('https://other.example')).toMatchObject({ corrections: [] });
});

test('corrections made at the same time are all kept, and the oldest make room', async () => {
  const records = Array.from({ length: 520 }, (_, index) => `/contacts/${index}`);
  await Promise.all(records.map((record) => readingStore.correct(crm, record, 'SE')));
  const { corrections } = await readingStore.get(crm);
  expect(corrections).toHaveLength(500);
  expect(corrections.at(-1)?.record).toBe('/contacts/519');
});

test('what is no reading on disk says nothing', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await fakeBrowser.storage.local.set({ readings: [{ origin: crm, corrections: [], dialler: 'everybody' }] });
  expect(await readingStore.get(crm)).toEqual({ origin: crm, corrections: [] });
});

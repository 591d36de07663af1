import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { siteStore } from './sites.ts';

const crm = 'https://crm.example';

test('a site that nobody spoke of is off', async () => {
  expect(await siteStore.get(crm)).toEqual({ origin: crm, enabled: false });
  expect(await siteStore.all()).toEqual([]);
});

test('a site is its origin: another port is another site', async () => {
  await siteStore.set({ origin: crm, enabled: true, country: 'SE', oneClick: true });
  expect(await siteStore.get(crm)).toEqual({ origin: crm, enabled: true, country: 'SE', oneClick: true });
  expect((await siteStore.get(`${crm}:8443`)).enabled).toBe(false);
});

test('a site is there once, as it was set last', async () => {
  await siteStore.set({ origin: crm, enabled: true, country: 'SE' });
  await siteStore.set({ origin: crm, enabled: false });
  expect(await siteStore.all()).toEqual([{ origin: crm, enabled: false }]);
});

test('sites that are set at the same time are all kept', async () => {
  const origins = Array.from({ length: 20 }, (_, index) => `https://crm${index}.example`);
  await Promise.all(origins.map((origin) => siteStore.set({ origin, enabled: true })));
  expect((await siteStore.all()).map(({ origin }) => origin).sort()).toEqual(origins.sort());
});

test('a wildcard on disk turns nothing on', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await fakeBrowser.storage.local.set({ sites: [{ origin: 'https://*', enabled: true }] });
  expect(await siteStore.all()).toEqual([]);
});

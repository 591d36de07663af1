// Turning a site on and off, against a browser that keeps scripts, tabs and permissions.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { siteStore } from '../storage/sites.ts';
import { fakeScripting } from './fakeScripting.ts';

const crm = 'https://crm.example';
const evil = 'https://evil.example';
/** Nobody but the agent spoke of it. */
const own = { oneClick: false, managed: false, blocked: false };

beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'debug').mockReturnValue();
});

describe('turning a site on', () => {
  test('registers the page room for its pages and the scout for their frames, and for no other origin', async () => {
    const { sites, registered } = fakeScripting();
    expect(await sites.set({ origin: crm, enabled: true })).toEqual({
      ok: true,
      value: { origin: crm, enabled: true, ...own },
    });
    const both = {
      css: ['content-scripts/page.css'],
      matches: [`${crm}/*`],
      matchOriginAsFallback: true,
      persistAcrossSessions: true,
      runAt: 'document_idle',
    };
    expect([...registered.values()]).toEqual([
      { ...both, id: `page ${crm}`, js: ['content-scripts/page.js'], allFrames: false },
      { ...both, id: `frame ${crm}`, js: ['content-scripts/frame.js'], allFrames: true },
    ]);
  });

  test('reaches the tabs that are open, and in them only frames of the site', async () => {
    const { sites, injected } = fakeScripting();
    await sites.set({ origin: crm, enabled: true });
    expect(injected).toEqual([
      { tabId: 7, frameIds: [0, 4], file: '/content-scripts/page.css' },
      { tabId: 7, frameIds: [0], file: '/content-scripts/page.js' },
      { tabId: 7, frameIds: [4], file: '/content-scripts/frame.js' },
    ]);
  });

  test('brings the page room into a frame of the site that asks for it, and into no other', async () => {
    const { sites, injected } = fakeScripting();
    await sites.set({ origin: crm, enabled: true });
    injected.length = 0;
    expect(await sites.readFrame({ origin: crm, tabId: 7, frameId: 4 })).toEqual({ ok: true, value: null });
    expect(injected).toEqual([{ tabId: 7, frameIds: [4], file: '/content-scripts/page.js' }]);
    expect(await sites.readFrame({ origin: evil, tabId: 7, frameId: 3 })).toMatchObject({ ok: false });
    expect(injected).toHaveLength(1);
  });

  test('does not fail by a frame that went away before it was reached', async () => {
    const { sites } = fakeScripting();
    await sites.set({ origin: crm, enabled: true });
    expect(await sites.readFrame({ origin: crm, tabId: 99, frameId: 4 })).toMatchObject({ ok: true });
  });

  test('does not fail by a tab that went away', async () => {
    const { sites, tabs, injected } = fakeScripting();
    tabs.set(8, []);
    const gone = { get: tabs.get.bind(tabs) };
    vi.spyOn(tabs, 'get').mockImplementation((id) => (id === 8 ? undefined : gone.get(id)));
    expect(await sites.set({ origin: crm, enabled: true })).toMatchObject({ ok: true });
    expect(injected).toHaveLength(3);
  });

  test('is refused without the permission, and nothing is kept', async () => {
    const { sites, registered } = fakeScripting();
    expect(await sites.set({ origin: evil, enabled: true })).toEqual({
      ok: false,
      failure: { code: 'not-supported', detail: `no permission for ${evil}/*` },
    });
    expect(registered.size).toBe(0);
    expect(await siteStore.all()).toEqual([]);
  });

  test('twice, or at the same time, is turning it on once', async () => {
    const { sites, registered } = fakeScripting();
    const site = { origin: crm, enabled: true };
    const replies = await Promise.all([sites.set(site), sites.set(site), sites.set(site)]);
    expect(replies.every(({ ok }) => ok)).toBe(true);
    expect(registered.size).toBe(2);
  });
});

describe('turning a site off', () => {
  test('takes the script away and keeps the country', async () => {
    const { sites, registered } = fakeScripting();
    await sites.set({ origin: crm, enabled: true, country: 'SE' });
    await sites.set({ origin: crm, enabled: false });
    expect(registered.size).toBe(0);
    expect(await sites.view(crm)).toEqual({ origin: crm, enabled: false, country: 'SE', ...own });
  });

  test('works for a site that was never on, and without permission', async () => {
    const { sites } = fakeScripting();
    expect(await sites.set({ origin: evil, enabled: false })).toMatchObject({ ok: true });
  });
});

test('a site’s country can be taken back, and stays when nobody speaks of it', async () => {
  const { sites } = fakeScripting();
  await sites.set({ origin: crm, enabled: true, country: 'SE' });
  await sites.set({ origin: crm, enabled: true });
  expect((await sites.view(crm)).country).toBe('SE');
  await sites.set({ origin: crm, enabled: true, country: null });
  expect(await sites.view(crm)).not.toHaveProperty('country');
});

test('a page learns its site’s country, else the general one, and a site that is off learns nothing', async () => {
  const { sites } = fakeScripting();
  await sites.set({ origin: crm, enabled: true, country: 'SE' });
  expect(await sites.pageSettings(crm)).toMatchObject({ country: { country: 'SE', source: 'site' } });
  const nothing = { country: null, corrections: [], dialler: null, oneClick: false };
  expect(await sites.pageSettings(evil)).toEqual(nothing);
  expect(await sites.pageSettings(undefined)).toEqual(nothing);
});

test('what a person said on a page is remembered for its site, and for none that is off', async () => {
  const { sites } = fakeScripting();
  await sites.set({ origin: crm, enabled: true });
  expect(await sites.correct(crm, '/contacts/7', 'FI')).toEqual({ ok: true, value: null });
  expect(await sites.chooseDialler(crm, 'page')).toEqual({ ok: true, value: null });
  expect(await sites.pageSettings(crm)).toEqual({
    country: { country: 'GB', source: 'account' },
    corrections: [{ record: '/contacts/7', country: 'FI' }],
    dialler: 'page',
    oneClick: false,
  });
  expect(await sites.correct(evil, '/contacts/7', 'FI')).toMatchObject({ ok: false });
  expect(await sites.chooseDialler(undefined, 'page')).toMatchObject({ ok: false });
  expect(await sites.pageSettings(evil)).toMatchObject({ corrections: [], dialler: null });
});

test('a site whose permission was withdrawn is off', async () => {
  const { sites, permissions, registered } = fakeScripting();
  await sites.set({ origin: crm, enabled: true });
  permissions.clear();
  expect((await sites.view(crm)).enabled).toBe(false);
  await sites.reregister();
  expect(registered.size).toBe(0);
  permissions.add(`${crm}/*`);
  expect((await sites.view(crm)).enabled).toBe(false);
});

test('after an update the scripts are those of the sites that are on', async () => {
  const { sites, registered } = fakeScripting();
  await sites.set({ origin: crm, enabled: true });
  registered.clear();
  registered.set(`page ${evil}`, {});
  await siteStore.set({ origin: evil, enabled: false });
  await sites.reregister();
  expect([...registered.keys()]).toEqual([`page ${crm}`, `frame ${crm}`]);
});

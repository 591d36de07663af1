// Sites that the organisation turns on or off, against a browser that keeps scripts, tabs and permissions.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parsePolicy } from '../settings/parsePolicy.ts';
import { siteStore } from '../storage/sites.ts';
import { fakeScripting } from './fakeScripting.ts';
import { siteRule } from './policySites.ts';

const crm = 'https://crm.example';
const eu = 'https://eu.crm.example';
const everyCrm = 'https://*.crm.example/*';

beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'debug').mockReturnValue();
});

/** A managed install: the hosts came with the package. Tab 7 shows the CRM, tab 9 its European part. */
async function managed(policy: unknown) {
  const browser = fakeScripting();
  browser.permissions.add(everyCrm).add(`${eu}/*`);
  browser.tabs.set(9, [{ frameId: 0, origin: eu }]);
  browser.say(policy);
  await browser.sites.followPolicy();
  return browser;
}

describe('a site that the organisation turns on', () => {
  test('is on without a click, by one registration for all it covers, in tabs that are open too', async () => {
    const { sites, registered, injected } = await managed({ sites: [{ pattern: everyCrm }] });
    expect(registered.get(`page ${everyCrm}`)).toMatchObject({ matches: [everyCrm] });
    expect([...registered.keys()]).toEqual([`page ${everyCrm}`, `frame ${everyCrm}`]);
    expect(injected.map(({ tabId, file }) => [tabId, file])).toContainEqual([9, '/content-scripts/page.js']);
    expect(await sites.view(eu)).toMatchObject({ enabled: true, managed: true, blocked: false });
  });

  test('is in the tabs also when its registration was quicker than the news of the policy', async () => {
    const { sites, injected, permissions, say } = fakeScripting();
    permissions.add(everyCrm);
    say({ sites: [{ pattern: everyCrm }] });
    await sites.reregister();
    expect(injected).toEqual([]);
    await sites.followPolicy();
    expect(injected.map(({ tabId, file }) => [tabId, file])).toContainEqual([7, '/content-scripts/page.js']);
    injected.length = 0;
    await sites.followPolicy();
    expect(injected).toEqual([]);
  });

  test('cannot be turned off, and what the policy leaves open can be chosen', async () => {
    const { sites } = await managed({ sites: [{ pattern: everyCrm, country: 'SE' }] });
    expect(await sites.set({ origin: eu, enabled: false })).toMatchObject({
      ok: false,
      failure: { code: 'forbidden' },
    });
    await sites.set({ origin: eu, enabled: true, country: 'FI', oneClick: true });
    expect(await sites.view(eu)).toMatchObject({ country: 'SE', oneClick: true });
    expect((await sites.pageSettings(eu)).country).toEqual({ country: 'SE', source: 'policy' });
  });

  test('is no longer on when the organisation takes it back, unless the agent had turned it on', async () => {
    const { sites, registered, say, left } = await managed({ sites: [{ pattern: everyCrm }] });
    await siteStore.set({ origin: crm, enabled: true });
    say({});
    await sites.followPolicy();
    expect((await sites.view(eu)).enabled).toBe(false);
    expect((await sites.view(crm)).enabled).toBe(true);
    expect([...registered.keys()]).toEqual([`page ${crm}`, `frame ${crm}`]);
    expect(left.map(({ tabId }) => tabId)).toEqual([9]);
  });

  test('that was not packaged is off, and said to be closed', async () => {
    const pattern = 'https://other.example/*';
    const { sites, registered } = await managed({ sites: [{ pattern }] });
    expect((await sites.view('https://other.example')).enabled).toBe(false);
    expect(registered.size).toBe(0);
    expect(await sites.closed()).toEqual([pattern]);
  });

  test('and the agent turned on before has its scripts once', async () => {
    const browser = fakeScripting();
    await browser.sites.set({ origin: crm, enabled: true });
    browser.permissions.add(everyCrm);
    browser.say({ sites: [{ pattern: everyCrm }] });
    await browser.sites.followPolicy();
    expect([...browser.registered.keys()]).toEqual([`page ${everyCrm}`, `frame ${everyCrm}`]);
  });
});

describe('a site that the organisation blocks', () => {
  test('is off although the agent turned it on, at once, and cannot be turned on', async () => {
    const { sites, registered, say, left } = await managed({});
    await sites.set({ origin: crm, enabled: true });
    say({ blockedSites: ['*://*.crm.example/*'] });
    await sites.followPolicy();
    expect(registered.size).toBe(0);
    expect(left.map(({ tabId }) => tabId)).toContain(7);
    expect(await sites.view(crm)).toMatchObject({ enabled: false, blocked: true });
    expect(await sites.set({ origin: crm, enabled: true })).toMatchObject({ failure: { code: 'forbidden' } });
    expect(await sites.set({ origin: crm, enabled: false })).toMatchObject({ ok: true });
  });

  test('is left out of a wider pattern that is on', async () => {
    const policy = { sites: [{ pattern: everyCrm }], blockedSites: [`${eu}/*`] };
    const { sites, registered, injected } = await managed(policy);
    expect(registered.get(`page ${everyCrm}`)).toMatchObject({ excludeMatches: [`${eu}/*`] });
    expect(injected.map(({ tabId }) => tabId)).not.toContain(9);
    expect((await sites.view(eu)).enabled).toBe(false);
  });
});

test('where agents may choose no sites, only those of the policy are on', () => {
  const policy = parsePolicy({ sites: [{ pattern: everyCrm }], ownSites: false });
  expect(siteRule(policy, eu)).toMatchObject({ managed: { pattern: everyCrm }, blocked: false });
  expect(siteRule(policy, 'https://other.example')).toEqual({ managed: null, blocked: true });
});

test('one click is chosen for encrypted sites only', async () => {
  const { sites, permissions } = await managed({});
  permissions.add('http://intranet.example/*');
  const site = { origin: 'http://intranet.example', enabled: true };
  expect(await sites.set({ ...site, oneClick: true })).toMatchObject({ failure: { code: 'not-supported' } });
  expect(await sites.set(site)).toMatchObject({ ok: true, value: { oneClick: false } });
  expect(await sites.set({ origin: crm, enabled: true, oneClick: true })).toMatchObject({
    value: { oneClick: true },
  });
  expect((await sites.pageSettings(crm)).oneClick).toBe(true);
});

test('the list of sites has the organisation’s first, then what the agent spoke of', async () => {
  const { sites } = await managed({ sites: [{ pattern: everyCrm }, { pattern: `${crm}/*` }] });
  await siteStore.set({ origin: 'https://old.example', enabled: false });
  expect((await sites.all()).map(({ origin, enabled, managed: by }) => [origin, enabled, by])).toEqual([
    [everyCrm, true, true],
    [crm, true, true],
    ['https://old.example', false, false],
  ]);
});

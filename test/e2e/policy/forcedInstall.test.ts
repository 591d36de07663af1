/** A forced installation with a policy: the first call needs no click and no prompt before the click on the number. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, launchBrowser } from '../../../demo/browser.ts';
import { type Demo, startDemo } from '../../../demo/demo.ts';
import { type Desk, openDesk, PANEL, raise } from '../../../demo/desk.ts';
import type { ReceivedRequest } from '../../../demo/exchange/exchange.ts';
import { agentHears } from '../../../demo/hearing.ts';
import { writeTone } from '../../../demo/tone.ts';
import type { AccountView, SettingsView } from '../../../src/messages/protocol.ts';
import { launchManagedBrowser } from './managedBrowser.ts';
import { type Organisation, openOrganisation } from './organisation.ts';

const AGENT_HZ = 440;
const CUSTOMER_HZ = 880;
const FIRST_NUMBER = '020 7946 0018';
const FIRST_E164 = '+442079460018';

let dir: string;
let demo: Demo;
let organisation: Organisation;
let managed: Browser;
let home: Browser;
let customer: Page;
let desk: Desk;
let crm: Page;
let popup: Page;
let options: Page;

declare const chrome: { runtime: { requestUpdateCheck(): Promise<object> } };

const policy = () => {
  const { server, ...account } = demo.credentials;
  return {
    accounts: [{ name: 'Desk', kind: 'sip', servers: [server], ...account }],
    sites: [{ pattern: 'http://127.0.0.1/*', country: 'GB' }],
    ownAccounts: false,
    historyDays: 30,
    denyPrefixes: ['+1900'],
  };
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'offhook-forced-'));
  const microphoneWav = join(dir, 'agent.wav');
  writeTone(microphoneWav, AGENT_HZ);
  [demo, organisation] = await Promise.all([startDemo({}), openOrganisation()]);
  await organisation.publish('1.0.0');
  await organisation.setPolicy(policy());
  home = await launchBrowser();
  customer = await home.context.newPage();
  await customer.goto(demo.customerUrl.replace('#', '?auto#'));
  await customer.waitForFunction(() => document.querySelector('main')?.dataset.state === 'ready');
  managed = await launchManagedBrowser(organisation.policyFolder, microphoneWav);
}, 180_000);
afterAll(async () => {
  await managed?.close();
  await home?.close();
  await organisation?.close();
  await demo?.close();
  await rm(dir, { recursive: true, force: true });
});

const isAgents = ({ method, from }: ReceivedRequest) => method === 'REGISTER' && from.includes(':agent@');
const customerHears = () => customer.evaluate((hz) => window.customer?.hears([hz])[hz], AGENT_HZ);
const agentHearsCustomer = async () => (await agentHears(managed.devTools, [CUSTOMER_HZ]))?.[CUSTOMER_HZ];
const settings = () => desk.ask<SettingsView>(options, { type: 'getSettings' });
const change = (change: object) => desk.ask(options, { type: 'changeSettings', change });
const control = (setting: string) =>
  options.locator(`[data-setting=${setting}] :is(input, select, textarea)`).first();
const version = () =>
  Promise.race([
    managed.devTools.evaluate<string>('/background.js', 'chrome.runtime.getManifest().version').catch(String),
    // A question to a worker that is ended meanwhile is never answered.
    new Promise<string>((resolve) => setTimeout(resolve, 1_000, 'no answer')),
  ]);

describe('a forced installation', () => {
  it('arrives and signs itself in, and opens no tab to ask for anything', async () => {
    desk = await openDesk(managed);
    expect(desk.extensionId).toBe(organisation.extensionId);
    await demo.exchange.waitFor(isAgents, AbortSignal.timeout(20_000));
    const ours = managed.context.pages().filter((page) => page.url().startsWith('chrome-extension:'));
    expect(ours).toEqual([]);
  });

  it('marks the numbers of the organisation’s site, which nobody has turned on', async () => {
    crm = await managed.context.newPage();
    await crm.goto(`${demo.crmUrl}#/contacts`);
    await crm.waitForFunction(() => (CSS.highlights.get('offhook-number')?.size ?? 0) > 0);
  });

  it('calls after one click on a number and Enter', async () => {
    await raise(desk, crm, FIRST_NUMBER);
    await managed.devTools.pressEnter(PANEL);
    await demo.exchange.waitFor(({ method }) => method === 'INVITE', AbortSignal.timeout(10_000));
    popup = await desk.open('popup.html');
    const { calls } = await desk.until(popup, 'a live call', ({ calls }) => calls[0]?.status === 'live');
    expect(calls[0]?.remote.e164).toBe(FIRST_E164);
  });

  it('has the microphone by policy: both sides are heard', async () => {
    await expect.poll(customerHears, { timeout: 10_000 }).toBeGreaterThan(-1);
    await expect.poll(agentHearsCustomer, { timeout: 10_000 }).toBeGreaterThan(-1);
  });
});

describe('what the organisation has set', () => {
  it('is locked', async () => {
    options = await desk.open('options.html');
    const { locked, settings: inForce } = await settings();
    expect([...locked].sort()).toEqual(['denyPrefixes', 'historyDays']);
    expect(inForce).toMatchObject({ historyDays: 30, denyPrefixes: ['+1900'] });
    await options.getByText('Set by your organisation').first().waitFor();
    expect(await control('historyDays').isDisabled()).toBe(true);
    expect(await control('denyPrefixes').isDisabled()).toBe(true);
    expect(await control('allowPrefixes').isDisabled()).toBe(false);
    await expect(change({ historyDays: 3650 })).rejects.toThrow(/forbidden/);
  });

  it('cannot be signed out of, nor turned off', async () => {
    const [account] = await desk.ask<AccountView[]>(popup, { type: 'getAccounts' });
    expect(account).toMatchObject({ label: 'Desk', managed: true });
    await expect(desk.ask(popup, { type: 'signOut', accountId: account?.id })).rejects.toThrow(/refused/);
    const { origin } = new URL(crm.url());
    await expect(desk.ask(popup, { type: 'setSite', origin, enabled: false })).rejects.toThrow(/refused/);
  });
});

describe('an update', () => {
  it('waits until the call is over', async () => {
    await organisation.publish('1.0.1');
    const check = await popup.evaluate(() => chrome.runtime.requestUpdateCheck());
    expect(check).toMatchObject({ status: 'update_available', version: '1.0.1' });
    const { calls } = await desk.until(popup, 'the call', () => true);
    expect(calls.map(({ status }) => status)).toEqual(['live']);
    await expect.poll(customerHears, { timeout: 10_000 }).toBeGreaterThan(-1);
    expect(await version()).toBe('1.0.0');
    const callId = calls[0]?.id;
    await desk.ask(popup, { type: 'command', command: { type: 'hangUp', callId } });
    // The page that asks goes with the old version, and may not live to hear the answer.
    await desk.ask(popup, { type: 'command', command: { type: 'dismissCall', callId } }).catch(() => null);
    await expect.poll(version, { timeout: 20_000 }).toBe('1.0.1');
  });

  it('leaves the organisation’s account signed in', async () => {
    [popup, options] = [await desk.open('popup.html'), await desk.open('options.html')];
    await desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready');
  });
});

describe('a policy that is withdrawn', () => {
  it('unlocks what it held, and takes its account and its site along', async () => {
    await organisation.setPolicy(null);
    await expect.poll(async () => (await settings()).locked, { timeout: 30_000 }).toEqual([]);
    const { historyDays } = (await settings()).settings;
    expect(historyDays).toBe(365);
    await options.reload();
    await expect.poll(() => control('historyDays').isDisabled(), { timeout: 10_000 }).toBe(false);
    await change({ historyDays: 90 });
    expect((await settings()).settings.historyDays).toBe(90);
    await expect.poll(() => desk.ask(popup, { type: 'getAccounts' }), { timeout: 10_000 }).toEqual([]);
    const { origin } = new URL(crm.url());
    expect(await desk.ask(popup, { type: 'getSite', origin })).toMatchObject({
      enabled: false,
      managed: false,
    });
  });
});

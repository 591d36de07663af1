/** The options page in the real extension: what is set there is kept and obeyed, the doctor measures, and erasing erases. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallRecord } from '../../src/call/record.ts';
import type { AccountView, SettingsView } from '../../src/messages/protocol.ts';
import { DEFAULTS, type SettingKey } from '../../src/settings/settings.ts';
import { openRig, type Rig } from './rig.ts';

declare const chrome: { readonly storage: Record<'local' | 'session', { get(): Promise<object> }> };

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** Neither today nor a day next to it, wherever on earth somebody is called. */
const ANOTHER_DAY = `${DAYS[(new Date().getUTCDay() + 3) % 7]} 08:00-20:00`;
const KARIN = '+1 415 555 0142';

let rig: Rig;
let options: Page;
let popup: Page;

beforeAll(async () => {
  rig = await openRig();
  await rig.browser.context.grantPermissions(['clipboard-read', 'clipboard-write', 'microphone']);
  popup = rig.popup;
  options = await rig.desk.open('options.html');
});
afterAll(() => rig?.close());
beforeEach(async () => {
  await rig.desk.ask(options, { type: 'changeSettings', change: { ...DEFAULTS } });
  await rig.desk.ask(options, { type: 'clearDoNotCall' });
  await options.reload();
  await popup.reload();
  await options.bringToFront();
});

const control = (key: SettingKey): Locator =>
  options.locator(`[data-setting=${key}] :is(input, select, textarea)`).first();
const row = (key: SettingKey) => options.locator(`[data-setting=${key}]`);

/** As a person does: types, and leaves the field. */
async function write(key: SettingKey, text: string): Promise<void> {
  await control(key).fill(text);
  await control(key).blur();
  await row(key).getByText('Saved').waitFor();
}

async function type(number: string): Promise<void> {
  await popup.bringToFront();
  await popup.getByLabel('Number to call').fill(number);
  await popup.keyboard.press('Enter');
}

const invites = () => rig.demo.exchange.received().filter(({ method }) => method === 'INVITE').length;
const alert = () => popup.getByRole('alert').textContent();
const settings = async () => (await rig.desk.ask<SettingsView>(options, { type: 'getSettings' })).settings;

/** Hangs up what was answered, and puts it away. */
async function endCall(): Promise<void> {
  await rig.desk.until(popup, 'an answer', ({ calls }) => calls.some(({ status }) => status === 'live'));
  await popup.getByRole('button', { name: 'Hang up' }).click();
  await rig.desk.until(popup, 'the end', ({ calls }) => calls.every(({ status }) => status === 'ended'));
  await popup.getByRole('button', { name: 'Dismiss' }).click();
  await rig.desk.until(popup, 'no call', ({ calls }) => calls.length === 0);
}

describe('what is set', () => {
  it('is seen at once and kept after a reload', async () => {
    await control('theme').selectOption('dark');
    await options.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await write('denyPrefixes', '+1 900, +979');
    await write('callHoursByRegion', 'US-CA: Mon-Fri 09:00-17:00\nDE: Mon-Fri 09:00-18:00');
    await write('historyDays', '90');
    await row('openTiers').getByLabel('Satellite').click();
    await row('openTiers').getByText('Saved').waitFor();
    await options.reload();
    await options.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    expect(await control('denyPrefixes').inputValue()).toBe('+1900, +979');
    expect(await control('historyDays').inputValue()).toBe('90');
    expect(await row('openTiers').getByLabel('Satellite').isChecked()).toBe(true);
    expect((await settings()).callHoursByRegion).toHaveLength(2);
  });

  it('is not kept when it is no value: the field says how to write it', async () => {
    await control('allowPrefixes').fill('0900');
    await control('allowPrefixes').blur();
    expect(await row('allowPrefixes').getByRole('alert').textContent()).toContain('+44, +1 900');
    expect((await settings()).allowPrefixes).toEqual([]);
  });
});

describe('a rule', () => {
  it('of prefixes refuses a call for good, and says so', async () => {
    await write('denyPrefixes', '+1 415');
    const before = invites();
    await type(KARIN);
    expect(await alert()).toBe('Your rules do not allow calls to this number. Nothing was dialled.');
    expect(await popup.getByLabel('Why call nevertheless?').count()).toBe(0);
    expect(invites()).toBe(before);
  });

  it('of hours wants a reason, in a field that has the keyboard, and keeps it with the call', async () => {
    await write('callHours', ANOTHER_DAY);
    const before = invites();
    await type(KARIN);
    expect(await alert()).toBe('This number may not be called at this hour. Nobody was called.');
    expect(invites()).toBe(before);
    const reason = popup.getByLabel('Why call nevertheless?');
    await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
    await reason.fill('they asked for it');
    // The answer takes a press only once a hand could have meant it.
    const pressed = () => popup.keyboard.press('Enter').then(invites);
    await expect.poll(pressed).toBeGreaterThan(before);
    await endCall();
    const [record] = await rig.desk.ask<CallRecord[]>(popup, { type: 'getRecentCalls', limit: 1 });
    expect(record?.override).toBe('they asked for it');
  });

  it('of calls in a day counts them, and of a list knows its numbers from a pasted table', async () => {
    await write('attemptsPerDay', '1');
    await type('+1 415 555 0143');
    await endCall();
    await type('+1 415 555 0143');
    expect(await alert()).toContain('as often today as your rules allow');
    await options.bringToFront();
    await options.getByLabel('Do not call').fill('name;number\nKarin;+44 20 7946 0018\nbad;12345x67890');
    await options.getByRole('button', { name: 'Add to the list' }).click();
    await options.getByText('1 numbers added. Not understood, in lines: 3').waitFor();
    await popup.getByRole('button', { name: 'Cancel' }).click();
    await type('+44 20 7946 0018');
    expect(await alert()).toContain('do-not-call list');
  });
});

describe('a site', () => {
  it('is turned on by its address, in the tabs that are open too, and off again', async () => {
    const crm = await rig.browser.context.newPage();
    await crm.goto(`${rig.demo.crmUrl}#/contacts`);
    const marked = () => crm.evaluate(() => CSS.highlights.get('offhook-number')?.size ?? 0);
    await options.bringToFront();
    await options.getByLabel('Add a site').fill(rig.demo.crmUrl);
    await options.getByRole('button', { name: 'Turn on' }).click();
    await options.locator('.siteItem select').selectOption('GB');
    await crm.bringToFront();
    await expect.poll(marked, { timeout: 10_000 }).toBeGreaterThan(0);
    await options.bringToFront();
    await options.locator('.siteItem').getByRole('switch', { name: 'Turn on' }).click();
    await crm.bringToFront();
    await expect.poll(marked, { timeout: 10_000 }).toBe(0);
    await crm.close();
  });
});

describe('the doctor', () => {
  it('finds everything between here and a call, with the time that sound takes, and copies it without secrets', async () => {
    await options.getByRole('button', { name: 'Start the check' }).click();
    await options.locator('.checks[aria-busy=false]').waitFor();
    const rows = await options.locator('.check').allInnerTexts();
    const lineOf = (name: string) => rows.find((row) => row.startsWith(name)) ?? '';
    expect(lineOf('Registration')).toMatch(/OK\s+Registered as agent@/);
    expect(Number(/comes back after (\d+) ms/.exec(lineOf('Echo'))?.[1])).toBeGreaterThan(0);
    await options.getByRole('button', { name: 'Copy report' }).click();
    await options.getByText('Copied, without keys or numbers').waitFor();
    const report = await options.evaluate(() => navigator.clipboard.readText());
    expect(report).toMatch(/Echo: OK\. Sound comes back after \d+ ms\./);
    expect(report).not.toContain(rig.demo.credentials.password);
  });
});

describe('erasing everything', () => {
  it('is asked about once more, and leaves nothing, on no screen', async () => {
    await write('denyPrefixes', '+1 900');
    await options.getByRole('button', { name: 'Erase everything' }).click();
    const focused = () => options.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe('Cancel');
    await options.getByRole('button', { name: 'Erase now' }).click();
    await options.getByText('Everything is erased.').waitFor();
    expect(await control('denyPrefixes').inputValue()).toBe('');
    await options.locator('#accounts').getByLabel('Paste what you were given').waitFor();
    await popup.getByLabel('Paste what you were given').waitFor();
    expect(await rig.desk.ask<AccountView[]>(popup, { type: 'getAccounts' })).toEqual([]);
    expect(await rig.desk.ask(popup, { type: 'getRecentCalls', limit: 9 })).toEqual([]);
    const left = () =>
      popup.evaluate(async () => [await chrome.storage.local.get(), await chrome.storage.session.get()]);
    expect(await left()).toEqual([{}, {}]);
  });
});

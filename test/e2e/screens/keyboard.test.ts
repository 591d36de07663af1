/** Every screen by keyboard alone: Tab comes to every control and goes round, what has the focus shows it, and the keys act. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OPTIONS } from './gallery/options.ts';
import { SITUATIONS, type SituationName } from './gallery/situations.ts';
import { type Gallery, goOn, openGallery, pressAll, show } from './gallery.ts';

const LONG_MS = 600_000; // many screens in one test, and the machine may be busy with others

/** A screen of each kind, with all of its controls. */
const KINDS = [
  'ready',
  'signInSip',
  'accounts',
  'raised',
  'needsReason',
  'fourCalls',
  'incomingInCall',
  'transferForm',
  'consulting',
  'conference',
  'bridge',
  'keypadOpen',
  'qualityDetails',
  'soundPicker',
  'hungUp',
  'history',
  'historyOpened',
  'historyErasing',
] as const satisfies readonly SituationName[];

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery?.close());

async function enter(page: Page, name: SituationName): Promise<void> {
  const situation = SITUATIONS[name];
  const surface = 'site' in situation ? 'popup' : 'panel';
  await show(page, `situation=${name}&surface=${surface}`);
  if ('does' in situation && situation.does) await goOn(page, situation.does);
  await pressAll(page, situation);
}

/** Numbers the controls that can be used. A group of radio buttons is one stop: arrows go on inside. */
function numberControls(): number {
  const groups = new Set<string>();
  const controls = [
    ...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], summary'),
  ].filter((control) => {
    if (control.matches(':disabled') || control.checkVisibility() === false) return false;
    if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return true;
    const isFirst = !groups.has(control.name);
    groups.add(control.name);
    return isFirst;
  });
  for (const [index, control] of controls.entries()) control.dataset.stop = String(index);
  return controls.length;
}

/** What has the focus: its number, and whether an outline shows it. */
function focused(): { readonly stop: string; readonly isShown: boolean } | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const radio = element instanceof HTMLInputElement && element.type === 'radio' ? element : null;
  const group = radio && document.querySelector<HTMLElement>(`[name="${radio.name}"][data-stop]`);
  const shown = radio ? (radio.closest('label') ?? element) : element;
  const { outlineStyle } = getComputedStyle(shown);
  return { stop: (group ?? element).dataset.stop ?? '', isShown: outlineStyle !== 'none' };
}

/** Tabs once round; what was not come to, and what had the focus unseen. */
async function tabFaults(page: Page): Promise<readonly string[]> {
  const count = await page.evaluate(numberControls);
  const reached = new Set<string>();
  const faults: string[] = [];
  for (let step = 0; step < count + 2; step += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(focused);
    if (!now) continue;
    reached.add(now.stop);
    if (!now.isShown) faults.push(`unseen: ${await htmlOf(page, now.stop)}`);
  }
  for (let stop = 0; stop < count; stop += 1)
    if (!reached.has(String(stop))) faults.push(`not reached: ${await htmlOf(page, String(stop))}`);
  return faults;
}

const htmlOf = (page: Page, stop: string) =>
  page.evaluate((at) => document.querySelector(`[data-stop="${at}"]`)?.outerHTML.slice(0, 120), stop);

describe('Tab', () => {
  it.each(KINDS)('comes to every control of: %s', { timeout: LONG_MS }, async (name) => {
    const page = await gallery.open({ viewport: { width: 360, height: 600 } });
    await enter(page, name);
    expect(await tabFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('is seen to miss a control that it does not come to', async () => {
    const page = await gallery.open({ viewport: { width: 360, height: 600 } });
    await enter(page, 'live');
    await page.locator('[data-opens=transfer]').evaluate((button) => button.setAttribute('tabindex', '-1'));
    expect(await tabFaults(page)).toEqual([expect.stringContaining('data-opens="transfer"')]);
    await page.context().close();
  });

  it('comes to every control of the options', { timeout: LONG_MS }, async () => {
    const page = await gallery.open({ viewport: { width: 900, height: 700 } });
    const name = 'own' satisfies keyof typeof OPTIONS;
    await show(page, `options=${name}`);
    await page.waitForSelector('.proof button');
    expect(await tabFaults(page)).toEqual([]);
    await page.context().close();
  });
});

describe('the keys', () => {
  async function on(name: SituationName, act: (page: Page) => Promise<void>): Promise<void> {
    const page = await gallery.open({ viewport: { width: 360, height: 600 } });
    await enter(page, name);
    await act(page);
    await page.context().close();
  }
  const asked = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { asked: readonly object[] }).asked);

  it('open the transfer, type the number and ask first', () =>
    on('live', async (page) => {
      await page.locator('[data-opens=transfer]').focus();
      await page.keyboard.press('Enter');
      await page.locator('.transferForm input:focus').waitFor();
      await page.keyboard.type('+46846500460');
      await page.keyboard.press('Enter');
      await page.locator('.transferForm').waitFor({ state: 'detached' });
      expect(await asked(page)).toContainEqual({
        type: 'command',
        command: expect.objectContaining({ type: 'dial', consultFor: '1' }),
      });
    }));

  it('close the transfer with Escape, and nobody is called', () =>
    on('transferForm', async (page) => {
      await page.keyboard.press('Escape');
      await page.locator('.transferForm').waitFor({ state: 'detached' });
      expect(JSON.stringify(await asked(page))).not.toContain('"dial"');
    }));

  it.each([
    ['live', 'transfer', '.transferForm'],
    ['live', 'sound', '.soundPicker'],
    ['conference', 'sound', '.soundPicker'],
  ] as const)('close what was opened with Escape (%s, %s)', (name, what, selector) =>
    on(name, async (page) => {
      await page.locator(`[data-opens=${what}]`).click();
      await page.locator(selector).waitFor();
      await page.locator('.lineBar button').first().focus();
      await page.keyboard.press('Escape');
      await page.locator(selector).waitFor({ state: 'detached' });
      await page.locator(`[data-opens=${what}]:focus`).waitFor();
    }),
  );

  it('send tones as soon as the keypad is open', () =>
    on('live', async (page) => {
      await page.locator('[data-opens=keypad]').focus();
      await page.keyboard.press('Space');
      await page.locator('.tonePad .key:focus').waitFor();
      await page.keyboard.press('7');
      await page.getByText('7', { exact: true }).first().waitFor();
      expect(await asked(page)).toContainEqual({
        type: 'command',
        command: { type: 'sendDigits', callId: '1', digits: '7' },
      });
    }));

  it('turn do not disturb on with Space', () =>
    on('ready', async (page) => {
      await page.locator('.quietSwitch').focus();
      await page.keyboard.press('Space');
      expect(await asked(page)).toContainEqual({
        type: 'changePhoneSettings',
        change: { doNotDisturb: true },
      });
    }));

  it('open a call of the history, and put the keyboard on the answer that erases nothing', () =>
    on('historyOpened', async (page) => {
      await page.locator('.historyDetails > .textButton').focus();
      await page.keyboard.press('Enter');
      await page.locator('.asked .plain:focus').waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.asked').waitFor({ state: 'detached' });
      expect(JSON.stringify(await asked(page))).not.toContain('forgetCalls');
    }));
});

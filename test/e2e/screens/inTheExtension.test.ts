/** The screens in the real extension, in a real call: what is pressed happens, what is written stays, what is heard moves. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRecord } from '../../../src/call/record.ts';
import type { CallId } from '../../../src/call/state.ts';
import type { SettingsView } from '../../../src/messages/protocol.ts';
import { callThat, dial, hangUp, openRig, type Rig } from '../rig.ts';

const KARIN = '+14155550142';
/** A busy machine is no failure. */
const PATIENCE = { timeout: 15_000 };

let rig: Rig;
let popup: Page;

beforeAll(async () => {
  rig = await openRig();
  await rig.browser.context.grantPermissions(['microphone']);
  popup = rig.popup;
  await popup.reload();
});
afterAll(() => rig?.close());

const search = () => rig.desk.ask<CallRecord[]>(popup, { type: 'searchCalls', query: { limit: 9 } });
const button = (name: string | RegExp) => popup.getByRole('button', { name });

describe('in a call', () => {
  let id: CallId;
  beforeAll(async () => {
    await popup.bringToFront();
    id = await dial(rig, KARIN);
    await callThat(rig, id, 'an answer', ({ status }) => status === 'live');
  });

  it('a note outlives the screen it was typed on', async () => {
    await button('Call back').click();
    await popup.getByLabel('Note').fill('Wants the offer');
    // A popup goes with the next click elsewhere.
    await popup.reload();
    await expect.poll(() => popup.getByLabel('Note').inputValue(), PATIENCE).toBe('Wants the offer');
    await expect.poll(() => button('Call back').getAttribute('aria-pressed'), PATIENCE).toBe('true');
    expect(await search()).toMatchObject([{ id, note: 'Wants the offer', disposition: 'Call back' }]);
  });

  it('the microphone is heard and another can be chosen', async () => {
    await button('Sound').click();
    const level = () => popup.getByLabel('Microphone level').getAttribute('value');
    await expect.poll(async () => Number(await level()), PATIENCE).toBeGreaterThan(0);
    const microphones = popup.getByLabel('Microphone', { exact: true });
    const other = await microphones.locator('option').nth(1).getAttribute('value');
    await microphones.selectOption(other);
    const kept = async () =>
      (await rig.desk.ask<SettingsView>(popup, { type: 'getSettings' })).settings.microphone;
    await expect.poll(kept, PATIENCE).toBe(other);
    await microphones.selectOption('');
    await expect.poll(kept, PATIENCE).toBe('');
  });

  it('its sound is graded, and the figures follow', async () => {
    await button(/sound$/).click();
    await popup.locator('.qualityLine').first().waitFor();
    expect(await popup.locator('.qualityLine dd b').first().textContent()).toMatch(/^[1-4]\.\d$/);
  });

  it('is in the history when it is over, and can be called again from there', async () => {
    await hangUp(rig, id);
    await callThat(rig, id, 'the end', ({ status }) => status === 'ended');
    await button('Dismiss').click();
    await button('History').click();
    await popup.getByText('Connected · ').first().waitFor();
    await popup.getByLabel('Search calls and notes').fill('nothing like this');
    await popup.getByText('Nothing found').waitFor();
    await popup.getByLabel('Search calls and notes').fill('the offer');
    await popup.getByRole('button', { name: /again$/ }).click();
    const again = await rig.desk.until(popup, 'one more call', ({ calls }) =>
      calls.some((call) => call.id !== id && call.status === 'live'),
    );
    await hangUp(rig, again.calls.find((call) => call.id !== id)?.id ?? id);
  });
});

it('do not disturb is the phone’s word as soon as it is pressed', async () => {
  const bell = popup.getByRole('switch', { name: 'Do not disturb' });
  await bell.click();
  await rig.desk.until(popup, 'quiet', ({ doNotDisturb }) => doNotDisturb);
  await bell.click();
  await rig.desk.until(popup, 'no quiet', ({ doNotDisturb }) => !doNotDisturb);
});

it('the options prove each device, and save the history', async () => {
  const options = await rig.desk.open('options.html');
  await options.getByRole('button', { name: 'Test the microphone' }).click();
  const level = () => options.getByLabel('Microphone level').getAttribute('value');
  await expect.poll(async () => Number(await level()), PATIENCE).toBeGreaterThan(0);
  const tone = options.getByRole('button', { name: 'Play a tone: Where it rings' });
  await tone.click();
  await expect.poll(() => tone.getAttribute('aria-disabled'), PATIENCE).toBe('false');
  expect(await options.getByText('It cannot be played there').count()).toBe(0);
  const saving = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saving).suggestedFilename()).toBe('offhook-calls.csv');
});

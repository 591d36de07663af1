/** The phone is within reach with no page of ours open: notifications, shortcuts, context menu, address bar. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PhoneState } from '../../../src/call/state.ts';
import { openRig, type Rig } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig?.close());

/** Evaluates in the worker. What the browser would tell it is dispatched on the browser's own event. */
const worker = <Value>(expression: string): Promise<Value> =>
  rig.browser.devTools.evaluate<Value>('/background.js', expression);
const happens = (event: string, ...told: unknown[]) =>
  worker(`chrome.${event}.dispatch(${told.map((one) => JSON.stringify(one)).join(', ')})`);
const notices = () => worker<string[]>('chrome.notifications.getAll().then((all) => Object.keys(all))');
const until = (what: string, fits: (state: PhoneState) => boolean) => rig.desk.until(rig.popup, what, fits);
const raised = async () => {
  const { raised: number } = await until('a raised number', (state) => state.raised !== null);
  return number;
};

const rings = async () => {
  await rig.customer.evaluate(() => window.customer?.callAgent());
  const state = await until('a call that rings', ({ calls }) =>
    calls.some(({ status }) => status === 'offered'),
  );
  const call = state.calls.find(({ status }) => status === 'offered');
  await expect.poll(notices, { timeout: 5_000 }).toEqual([`call:${call?.id}`]);
  return `call:${call?.id}`;
};
const isIdle = ({ calls }: PhoneState) => calls.every(({ status }) => status === 'ended');

afterEach(async () => {
  await rig.desk.ask(rig.popup, { type: 'command', command: { type: 'dismissRaised' } });
  await until('no call', isIdle);
});

describe('a call that rings', () => {
  it('is answered by the first button of its notification, which then goes, and hung up by the key', async () => {
    const notice = await rings();
    await happens('notifications.onButtonClicked', notice, 0);
    await until('a live call', ({ calls }) => calls.some(({ status }) => status === 'live'));
    await expect.poll(notices, { timeout: 5_000 }).toEqual([]);
    await happens('commands.onCommand', 'mute');
    await until('a muted call', ({ calls }) => calls.some(({ muted }) => muted));
    await happens('commands.onCommand', 'answer-or-hang-up');
    await until('the end', isIdle);
  });

  it('is declined by the second', async () => {
    const notice = await rings();
    await happens('notifications.onButtonClicked', notice, 1);
    await until('the end', isIdle);
    await expect.poll(notices, { timeout: 5_000 }).toEqual([]);
  });

  it('is answered by the key, also after the worker slept', async () => {
    await rings();
    await rig.browser.devTools.end('/background.js');
    await rig.desk.ask(rig.popup, { type: 'getState' });
    await happens('commands.onCommand', 'answer-or-hang-up');
    await until('a live call', ({ calls }) => calls.some(({ status }) => status === 'live'));
    await happens('commands.onCommand', 'answer-or-hang-up');
  });
});

describe('a number that is no mark', () => {
  const tab = () => worker<object>('chrome.tabs.query({ active: true }).then(([tab]) => tab)');
  const invites = () => rig.demo.exchange.received().filter(({ method }) => method === 'INVITE').length;
  it('is raised from a selection, and not dialled', async () => {
    const before = invites();
    const click = { menuItemId: 'call-selection', selectionText: 'Desk: +1 415 555 0142 ext. 7' };
    await happens('contextMenus.onClicked', click, await tab());
    expect(await raised()).toMatchObject({ remote: { e164: '+14155550142', extension: '7' } });
    expect(invites()).toBe(before);
  });

  it('is raised from a telephone link', async () => {
    const click = { menuItemId: 'call-link', linkUrl: 'tel:+1-415-555-0142' };
    await happens('contextMenus.onClicked', click, await tab());
    expect(await raised()).toMatchObject({ remote: { e164: '+14155550142' } });
  });

  it('is raised from the address bar', async () => {
    await happens('omnibox.onInputEntered', '+1 415 555 0142', 'currentTab');
    expect(await raised()).toMatchObject({ remote: { e164: '+14155550142' } });
  });

  it('that nobody can call is said to be none', async () => {
    await happens('omnibox.onInputEntered', 'INV-2024-0117', 'currentTab');
    await expect.poll(notices, { timeout: 5_000 }).toEqual(['text']);
    await worker("chrome.notifications.clear('text')");
  });
});

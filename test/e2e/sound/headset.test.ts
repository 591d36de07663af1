/** A headset at the real extension, with no page of ours open: it rings, answers, mutes and hangs up. The device is a mock. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HEADSET } from '../../../src/headset/fakeHeadset.ts';
import { openRig, type Rig } from '../rig.ts';

const HOST = '/offscreen.html';

/** Runs in the host: a device that has just been plugged in, and what it does and shows. */
const PLUG_IN = (collections: readonly object[]) => {
  const lamps: string[] = [];
  const headset = Object.assign(new EventTarget(), {
    productName: 'Desk set',
    vendorId: 1,
    opened: false,
    collections,
    open: async () => {},
    close: async () => {},
    sendReport: async (_: number, data: Uint8Array) => void lamps.push(String([...data])),
  });
  const sends = (byte: number) => {
    const data = new DataView(new Uint8Array([byte]).buffer);
    headset.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 1, data }));
  };
  const { hid } = navigator as unknown as { hid: EventTarget & { getDevices: () => Promise<object[]> } };
  hid.getDevices = async () => [headset];
  Object.assign(globalThis, { headset: { lamps, sends } });
  hid.dispatchEvent(new Event('connect'));
};

let rig: Rig;

beforeAll(async () => {
  rig = await openRig();
  await rig.browser.devTools.evaluate(HOST, `(${PLUG_IN.toString()})(${JSON.stringify([HEADSET])})`);
  await rig.desk.until(rig.popup, 'the headset', ({ audio }) => audio.headset === 'Desk set');
});
afterAll(() => rig?.close());

const sends = (byte: number) => rig.browser.devTools.evaluate<void>(HOST, `headset.sends(${byte})`);
const lamps = () => rig.browser.devTools.evaluate<string | undefined>(HOST, 'headset.lamps.at(-1)');
const customerIs = (kind: string) =>
  rig.customer.waitForFunction((wanted) => window.customer?.state().kind === wanted, kind);

it('rings, answers by the hook, mutes and unmutes, hangs up by the hook', async () => {
  await rig.popup.close();
  await rig.customer.evaluate(() => window.customer?.callAgent());
  await expect.poll(lamps).toBe('2,0');
  await sends(0b01);
  await customerIs('live');
  await expect.poll(lamps).toBe('1,0');
  await sends(0b11);
  await sends(0b01);
  await expect.poll(lamps).toBe('1,2');
  await sends(0b11);
  await sends(0b01);
  await expect.poll(lamps).toBe('1,0');
  await sends(0b00);
  await customerIs('ready');
  await expect.poll(lamps).toBe('0,0');
});

/** A microphone that is pulled out in the middle of a call, in the real extension: another one is heard, and the state says so. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PhoneState } from '../../../src/call/state.ts';
import { callThat, dial, openRig, type Rig } from '../rig.ts';
import { takeOverDevices } from './host.ts';
import { heard, listenAt } from './listener.ts';

const CHOSEN = 'Fake Audio Input 1';

let rig: Rig;
let plugs: Awaited<ReturnType<typeof takeOverDevices>>;

beforeAll(async () => {
  rig = await openRig();
  plugs = await takeOverDevices(rig.browser.devTools);
  await listenAt(rig.customer);
});
afterAll(() => rig?.close());

const input = (what: string, fits: (input: PhoneState['audio']['input']) => boolean) =>
  rig.desk.until(rig.popup, what, ({ audio }) => fits(audio.input));

it('has a stand-in that the far end hears, and is back when it is plugged in again', async () => {
  const microphone = await rig.popup.evaluate(async (label) => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.find((device) => device.label === label)?.deviceId;
  }, CHOSEN);
  // A tone that does not change is noise to who suppresses it.
  const change = { microphone, noiseSuppression: false, echoCancellation: false };
  await rig.desk.ask(rig.popup, { type: 'changePhoneSettings', change });
  const callId = await dial(rig, '+14155550142');
  await callThat(rig, callId, 'an answer', ({ status }) => status === 'live');
  await input('the chosen one', (now) => now?.label === CHOSEN && !now.standIn);
  await heard(rig.customer);

  await plugs.unplug(CHOSEN);
  const { audio } = await input('a stand-in', (now) => now?.standIn === true);
  expect(audio.input?.label).not.toBe(CHOSEN);
  await heard(rig.customer);

  await plugs.plugIn(CHOSEN);
  await input('the chosen one again', (now) => now?.label === CHOSEN && !now.standIn);
  await heard(rig.customer);
  await callThat(rig, callId, 'the same call', ({ status }) => status === 'live');
});

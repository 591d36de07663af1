/** Microphones changed in the middle of a call, in the real extension: heard at the far end without a gap or a word on the wire. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CallId } from '../../../src/call/state.ts';
import { callThat, dial, hangUp, openRig, type Rig } from '../rig.ts';
import { heard, listenAt, takeGaps } from './listener.ts';

const TIMES = 100;
/** What nobody notices in a word. A machine that does much else at the time has its own gaps: figures are the bench's. */
const MOST_GAP_MS = 300;

let rig: Rig;
let inputs: { readonly id: string; readonly label: string }[];

beforeAll(async () => {
  rig = await openRig();
  await listenAt(rig.customer);
  inputs = await rig.popup.evaluate(async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== 'default')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  });
  // A tone that does not change is noise to who suppresses it.
  await change({ noiseSuppression: false, echoCancellation: false });
});
afterAll(() => rig?.close());
afterEach(async () => {
  const state = await rig.desk.state(rig.popup);
  for (const { id } of state?.calls ?? []) await over(id);
});

const change = (change: object) => rig.desk.ask(rig.popup, { type: 'changePhoneSettings', change });

/** Resolves when the state says that it is in use. */
async function use({ id, label }: { id: string; label: string }): Promise<void> {
  await change({ microphone: id });
  await rig.desk.until(rig.popup, `input ${label}`, ({ audio }) => audio.input?.label === label);
}
const invites = () => rig.demo.exchange.received().filter(({ method }) => method === 'INVITE').length;
const mute = (callId: CallId, muted: boolean) =>
  rig.desk.ask(rig.popup, { type: 'command', command: { type: 'setMuted', callId, muted } });
async function over(callId: CallId): Promise<void> {
  await hangUp(rig, callId);
  await callThat(rig, callId, 'the end', ({ status }) => status === 'ended');
  await rig.customer.waitForFunction(() => window.customer?.state().kind === 'ready');
}
const live = (callId: CallId) => callThat(rig, callId, 'an answer', ({ status }) => status === 'live');

it('there are two to change between', () => {
  expect(inputs.length).toBeGreaterThanOrEqual(2);
});

it('the listener at the far end finds a silence that is there: a muted microphone', async () => {
  const callId = await dial(rig, '+14155550142');
  await live(callId);
  await heard(rig.customer);
  await takeGaps(rig.customer);
  await mute(callId, true);
  await rig.customer.waitForFunction((ms) => (window.listener?.quietForMs ?? 0) > ms, MOST_GAP_MS);
  await mute(callId, false);
  await heard(rig.customer);
  expect(Math.max(0, ...(await takeGaps(rig.customer)))).toBeGreaterThan(MOST_GAP_MS);
});

it(
  `a microphone that is changed ${TIMES} times is heard on, and nothing of it is on the wire`,
  async () => {
    const callId = await dial(rig, '+14155550142');
    await live(callId);
    await heard(rig.customer);
    await takeGaps(rig.customer);
    const before = invites();
    const gaps: number[] = [];
    for (let turn = 0; turn < TIMES; turn += 1) {
      const next = inputs[(turn + 1) % 2];
      if (next) await use(next);
      await heard(rig.customer);
      gaps.push(Math.max(0, ...(await takeGaps(rig.customer))));
    }
    process.stderr.write(`${figures(gaps)}\n`);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(MOST_GAP_MS);
    expect(invites()).toBe(before);
  },
  60_000 + TIMES * 2_000,
);

it('one that is changed while the far end rings is the one that it hears', async () => {
  await rig.customer.uncheck('#auto');
  const callId = await dial(rig, '+14155550142');
  await callThat(rig, callId, 'ringing', ({ status }) => status === 'ringing');
  const before = invites();
  for (let turn = 0; turn < 10; turn += 1) {
    const next = inputs[turn % 2];
    if (next) await use(next);
  }
  await rig.customer.evaluate(() => window.customer?.answer());
  await live(callId);
  await heard(rig.customer);
  expect(invites()).toBe(before);
  await rig.customer.check('#auto');
});

it('the loudspeaker that is set plays the voice of the call that is up', async () => {
  const callId = await dial(rig, '+14155550142');
  await live(callId);
  const sink = () =>
    rig.browser.devTools.evaluate<string>('/offscreen.html', 'document.querySelector("audio")?.sinkId');
  const outputs = await rig.popup.evaluate(async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === 'audiooutput').map(({ deviceId }) => deviceId);
  });
  for (const speaker of [outputs[1] ?? 'none', outputs[2] ?? 'none', '']) {
    await change({ speaker });
    await expect.poll(sink).toBe(speaker);
  }
});

function figures(gaps: readonly number[]): string {
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return `gaps of ${sorted.length} switches: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`;
}

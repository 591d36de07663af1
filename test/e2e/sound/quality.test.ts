/** How a real call is measured in the real extension: figures, warnings that come and go, what the journal keeps. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallWarning, QualitySecond } from '../../../src/call/quality.ts';
import type { CallRecord } from '../../../src/call/record.ts';
import type { CallId } from '../../../src/call/state.ts';
import { callThat, dial, hangUp, openRig, type Rig } from '../rig.ts';

let rig: Rig;
let callId: CallId;

beforeAll(async () => {
  rig = await openRig();
  // What the customer sends is stopped and goes on by these.
  await rig.customer.evaluate(() => {
    const Connection = RTCPeerConnection;
    const open: RTCPeerConnection[] = [];
    Object.assign(window, {
      open,
      RTCPeerConnection: class extends Connection {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          open.push(this);
        }
      },
    });
  });
});
afterAll(() => rig?.close());
beforeEach(async () => {
  callId = await dial(rig, '+14155550142');
  await callThat(rig, callId, 'an answer', ({ status }) => status === 'live');
  await callThat(rig, callId, 'a grade', ({ grade }) => grade !== undefined);
});
afterEach(async () => {
  await hangUp(rig, callId);
  await callThat(rig, callId, 'the end', ({ status }) => status === 'ended');
  await rig.customer.waitForFunction(() => window.customer?.state().kind === 'ready');
});

const mute = (muted: boolean) =>
  rig.desk.ask(rig.popup, { type: 'command', command: { type: 'setMuted', callId, muted } });
const warns = (warning: CallWarning) =>
  callThat(rig, callId, warning, ({ warnings = [] }) => warnings.includes(warning));
const isClear = (warning: CallWarning) =>
  callThat(rig, callId, `no ${warning}`, ({ warnings = [] }) => !warnings.includes(warning));
const seconds = () => rig.desk.ask<QualitySecond[]>(rig.popup, { type: 'getQuality', callId });

describe('a call on this machine', () => {
  it('has figures for each of its seconds, and for all of it in the journal', async () => {
    const count = async () => (await seconds()).length;
    await expect.poll(count, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
    for (const { mos, rttMs, lossPercent } of await seconds()) {
      expect(mos).toBeGreaterThan(1);
      expect(mos).toBeLessThanOrEqual(4.5);
      expect(rttMs).toBeGreaterThanOrEqual(0);
      expect(lossPercent).toBeLessThanOrEqual(100);
    }
    await hangUp(rig, callId);
    const { quality } = await callThat(rig, callId, 'figures', (call) => call.quality !== undefined);
    expect(quality?.seconds).toBeGreaterThanOrEqual(3);
    const record = async () => {
      const [newest] = await rig.desk.ask<CallRecord[]>(rig.popup, { type: 'getRecentCalls', limit: 1 });
      return newest?.quality;
    };
    await expect.poll(record).toEqual(quality);
  });

  it('warns who talks into a muted microphone, until it is unmuted', async () => {
    await mute(true);
    await warns('talking-muted');
    await mute(false);
    await isClear('talking-muted');
  });

  it('warns when nothing arrives any more, until it does', async () => {
    const send = (isOn: boolean) =>
      rig.customer.evaluate(async (on) => {
        const { open, track } = window as unknown as {
          open: RTCPeerConnection[];
          track?: MediaStreamTrack;
        };
        const [sender] = open.at(-1)?.getSenders() ?? [];
        if (!on) Object.assign(window, { track: sender?.track });
        await sender?.replaceTrack(on ? (track ?? null) : null);
      }, isOn);
    await send(false);
    await warns('not-hearing');
    await send(true);
    await isClear('not-hearing');
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { MediaSample } from '../call/quality.ts';
import { createRoomLog } from '../log.ts';
import { createManualClock, type ManualClock } from '../phones/fake/manualClock.ts';
import { watchQuality } from './quality.ts';
import { ABLE, callId, DESK, remote, settled } from './rehearsal.ts';
import { createStore, type Store } from './store.ts';

const A = callId('a');
let clock: ManualClock;
let store: Store;
let graded: string[];
/** What a second of media adds, and what the microphone gives. */
let flow: { received: number; lost: number; sent: number; rttMs: number };
let voice: number | undefined;
let rested: number;
let readings: number;

beforeEach(() => {
  clock = createManualClock(10_000);
  graded = [];
  flow = { received: 50, lost: 0, sent: 50, rttMs: 40 };
  voice = 0.05;
  rested = 0;
  readings = 0;
  const log = createRoomLog('host', (_, what) => graded.push(what));
  store = createStore({ hostId: 'h', now: clock.now, write: async () => {}, publish: () => {}, log });
  store.watch((_, event) => {
    if (event.type === 'callGraded') graded.push(`${event.grade} ${event.warnings}`.trim());
  });
  void store.apply({ type: 'accountOpened', accountId: DESK, label: 'desk' });
  void store.apply({ type: 'phoneOpened', accountId: DESK, capabilities: ABLE });
});

/** A phone whose counters grow by `flow` with each reading. */
function watch() {
  const counters = { packetsReceived: 0, packetsLost: 0, packetsSent: 0 };
  const sampleMedia = async (): Promise<MediaSample> => {
    readings += 1;
    counters.packetsReceived += flow.received;
    counters.packetsLost += flow.lost;
    counters.packetsSent += flow.sent;
    return { at: clock.now(), ...counters, rttMs: flow.rttMs, jitterMs: 3, codec: 'opus' };
  };
  const quality = watchQuality({
    store,
    phoneOf: () => ({ sampleMedia }),
    voice: () => voice,
    rest: () => {
      rested += 1;
    },
    clock,
  });
  return quality;
}

async function seconds(count: number): Promise<void> {
  for (let second = 0; second < count; second += 1) {
    clock.advance(1_000);
    await settled();
  }
}

async function live() {
  void store.apply({ type: 'callDialed', callId: A, remote: remote(), accountId: DESK });
  void store.apply({ type: 'callAnswered', callId: A });
  await settled();
}
const call = () => store.state.calls.find(({ id }) => id === A);

describe('a call that is answered', () => {
  test('is read once a second and graded once, as long as nothing changes', async () => {
    const quality = watch();
    await seconds(5);
    expect(readings).toBe(0);
    await live();
    await seconds(10);
    expect(readings).toBe(11);
    expect(graded).toEqual(['good']);
    expect(quality.secondsOf(A)).toHaveLength(10);
  });

  test('that was answered before anybody watched is read too', async () => {
    await live();
    watch();
    await seconds(2);
    expect(call()?.grade).toBe('good');
  });

  test('is warned of within five seconds of trouble, and no more when it is over', async () => {
    watch();
    await live();
    await seconds(5);
    flow.lost = 5;
    flow.rttMs = 900;
    await seconds(4);
    expect(call()).toMatchObject({ grade: 'poor', warnings: ['high-rtt', 'packet-loss', 'low-mos'] });
    Object.assign(flow, { lost: 0, rttMs: 40 });
    await seconds(6);
    expect(call()?.grade).toBe('good');
    expect(call()?.warnings).toBeUndefined();
  });

  test('that sends nothing, or a dead microphone, is one that nobody hears', async () => {
    watch();
    await live();
    await seconds(3);
    voice = 0;
    await seconds(4);
    expect(call()?.warnings).toEqual(['not-heard']);
    voice = 0.05;
    flow.sent = 0;
    await seconds(3);
    expect(call()?.warnings).toEqual(['not-heard']);
  });

  test('in which somebody speaks into a muted microphone says so until it is unmuted', async () => {
    watch();
    await live();
    void store.apply({ type: 'callMuted', callId: A, muted: true });
    await seconds(5);
    expect(call()?.warnings).toEqual(['talking-muted']);
    void store.apply({ type: 'callMuted', callId: A, muted: false });
    await seconds(1);
    expect(call()?.warnings).toBeUndefined();
  });

  test('is silent on hold without a warning, and the silence does not count', async () => {
    const quality = watch();
    await live();
    await seconds(5);
    void store.apply({ type: 'callHeld', callId: A });
    Object.assign(flow, { received: 0, sent: 0 });
    await seconds(20);
    expect(call()?.warnings).toBeUndefined();
    expect(call()?.grade).toBe('good');
    expect(quality.secondsOf(A)).toHaveLength(5);
  });

  test('is remembered for two minutes', async () => {
    const quality = watch();
    await live();
    await seconds(130);
    const kept = quality.secondsOf(A);
    expect([kept.length, kept.at(-1)?.at]).toEqual([120, clock.now()]);
  });
});

describe('a call that is over', () => {
  test('has its figures, once, and the microphone is listened to no more', async () => {
    const quality = watch();
    await live();
    await seconds(3);
    flow.lost = 50;
    await seconds(1);
    void store.apply({ type: 'callEnded', callId: A, by: 'remote' });
    const measured = call()?.quality;
    expect(measured).toMatchObject({ seconds: 4, rttMs: 40, lossPercent: 12.5 });
    expect(measured?.worstMos).toBeLessThan(measured?.mos ?? 0);
    const was = readings;
    await seconds(5);
    expect([readings, rested]).toEqual([was, 1]);
    expect(quality.secondsOf(A)).toHaveLength(4);
    void store.apply({ type: 'callDismissed', callId: A });
    expect(quality.secondsOf(A)).toEqual([]);
  });

  test('before anything was measured has none', async () => {
    watch();
    await live();
    void store.apply({ type: 'callEnded', callId: A, by: 'remote' });
    expect(call()?.quality).toBeUndefined();
  });

  test('is not graded by a reading that comes late', async () => {
    const late = Promise.withResolvers<MediaSample>();
    watchQuality({
      store,
      phoneOf: () => ({ sampleMedia: () => late.promise }),
      voice: () => undefined,
      rest: () => {},
      clock,
    });
    await live();
    await seconds(3);
    void store.apply({ type: 'callEnded', callId: A, by: 'remote' });
    late.resolve({ at: 1, packetsReceived: 1, packetsLost: 0, packetsSent: 1 });
    await settled();
    expect(graded).toEqual([]);
  });
});

test('a phone that cannot say costs nothing', async () => {
  watchQuality({
    store,
    phoneOf: () => ({ sampleMedia: async () => null }),
    voice: () => undefined,
    rest: () => {},
    clock,
  });
  await live();
  await seconds(5);
  expect([graded, call()?.grade]).toEqual([[], undefined]);
});

import { beforeEach, describe, expect, test } from 'vitest';
import { createRoomLog } from '../log.ts';
import { FakeDevices, refuse } from './fakeDevices.ts';
import { createMicrophone, type MicrophoneDeps, type Wish } from './microphone.ts';
import { settled } from './rehearsal.ts';

const SYSTEM: Wish = { deviceId: '', identity: 'built-in', noiseSuppression: true, echoCancellation: true };
const HEADSET: Wish = { ...SYSTEM, deviceId: 'headset', identity: 'headset' };
let devices: FakeDevices;
let life: AbortController;
let wish: Wish;
let switched: MediaStream[];
let mayLetGo: boolean;

beforeEach(() => {
  devices = new FakeDevices();
  life = new AbortController();
  wish = SYSTEM;
  switched = [];
  mayLetGo = true;
});

function microphone() {
  const deps = {
    devices: devices as unknown as MicrophoneDeps['devices'],
    permissions: devices as unknown as MicrophoneDeps['permissions'],
    wish: () => wish,
    report: () => {},
    switched: async (stream: MediaStream) => {
      switched.push(stream);
      return mayLetGo;
    },
    log: createRoomLog('host', () => {}),
  };
  return createMicrophone(deps, life.signal);
}

const stopped = () => devices.tracks.map((track) => track.stopped);

describe('another device that is set in a call', () => {
  test.each([
    ['device', HEADSET],
    ['hardware behind the system’s choice', { ...SYSTEM, identity: 'dock' }],
    ['noise suppression', { ...SYSTEM, noiseSuppression: false }],
    ['echo cancellation', { ...SYSTEM, echoCancellation: false }],
  ])('is opened and given to the calls before the first is let go: %s', async (_, next) => {
    const mine = microphone();
    await mine.open();
    wish = next;
    await mine.renew();
    expect([switched.length, stopped()]).toEqual([1, [true, false]]);
    expect(mine.current()).toBe(switched[0]);
    expect(await mine.open()).toEqual({ ok: true, stream: switched[0] });
  });

  test('is not opened when it is what is open', async () => {
    const mine = microphone();
    await mine.open();
    await mine.renew();
    wish = { ...SYSTEM, identity: null };
    await mine.renew();
    expect(devices.asked).toBe(1);
  });

  test('and cannot be opened leaves the one that works', async () => {
    const mine = microphone();
    await mine.open();
    const before = mine.current();
    wish = HEADSET;
    devices.answer = refuse('NotReadableError');
    await mine.renew();
    expect([mine.current(), stopped(), switched]).toEqual([before, [false], []]);
  });

  test('while it is closed opens nothing', async () => {
    const mine = microphone();
    wish = HEADSET;
    await mine.renew();
    await mine.open();
    mine.close();
    await settled();
    wish = SYSTEM;
    await mine.renew();
    expect([devices.asked, switched]).toEqual([1, []]);
  });

  test('a hundred times over leaves one open, the last', async () => {
    const mine = microphone();
    await mine.open();
    for (let turn = 0; turn < 100; turn += 1) {
      wish = turn % 2 === 0 ? HEADSET : SYSTEM;
      await mine.renew();
    }
    expect(switched).toHaveLength(100);
    expect(stopped().filter((one) => !one)).toHaveLength(1);
    expect(mine.current()).toBe(switched.at(-1));
  });

  test('is dropped when the call is over before it is open', async () => {
    const mine = microphone();
    await mine.open();
    wish = HEADSET;
    const later = Promise.withResolvers<MediaStream>();
    devices.answer = () => later.promise;
    const renewing = mine.renew();
    await settled();
    mine.close();
    later.resolve(devices.stream());
    await renewing;
    await settled();
    expect([switched, stopped()]).toEqual([[], [true, true]]);
  });

  test('keeps the first open too while a call cannot exchange it, until the last call is over', async () => {
    const mine = microphone();
    await mine.open();
    mayLetGo = false;
    wish = HEADSET;
    await mine.renew();
    expect(stopped()).toEqual([false, false]);
    mine.close();
    await settled();
    expect(stopped()).toEqual([true, true]);
  });
});

describe('a device that is pulled out in a call', () => {
  test('has the next one take its place', async () => {
    const mine = microphone();
    await mine.open();
    devices.tracks[0]?.end();
    expect(mine.current()).toBeNull();
    await settled();
    expect([switched.length, mine.current()]).toEqual([1, switched[0]]);
  });

  test('has none while there is no other, and then the one that comes', async () => {
    const mine = microphone();
    await mine.open();
    devices.answer = refuse('NotFoundError');
    devices.tracks[0]?.end();
    await settled();
    expect(mine.current()).toBeNull();
    devices.answer = async () => devices.stream();
    await mine.renew();
    expect(mine.current()).toBe(switched[0]);
  });

  test('and opened again by the next call is given to the first one too', async () => {
    const mine = microphone();
    await mine.open();
    devices.tracks[0]?.end();
    const again = await mine.open();
    await settled();
    expect(again).toEqual({ ok: true, stream: switched[0] });
    expect(devices.asked).toBe(2);
  });
});

test('a microphone that could not be opened for a call is not opened behind its back later', async () => {
  const mine = microphone();
  devices.answer = refuse('NotFoundError');
  await mine.open();
  devices.answer = async () => devices.stream();
  wish = HEADSET;
  await mine.renew();
  expect([devices.asked, mine.current()]).toEqual([1, null]);
});

test('hardware that nobody could name at first is known by the next wish', async () => {
  const mine = microphone();
  wish = { ...SYSTEM, identity: null };
  await mine.open();
  wish = SYSTEM;
  await mine.renew();
  wish = { ...SYSTEM, identity: 'dock' };
  await mine.renew();
  expect(devices.asked).toBe(2);
});

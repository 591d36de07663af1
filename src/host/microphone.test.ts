import { beforeEach, describe, expect, test } from 'vitest';
import type { Microphone as MicrophoneState } from '../call/state.ts';
import { createRoomLog, redact } from '../log.ts';
import { FakeDevices, refuse } from './fakeDevices.ts';
import { createMicrophone, type MicrophoneDeps, type Wish } from './microphone.ts';
import { settled } from './rehearsal.ts';

let devices: FakeDevices;
let life: AbortController;
let reported: MicrophoneState[];
let complaints: string[];
let wish: Wish;

beforeEach(() => {
  devices = new FakeDevices();
  life = new AbortController();
  reported = [];
  complaints = [];
  wish = { deviceId: '', identity: null, noiseSuppression: true, echoCancellation: true };
});

function microphone(changes: Partial<MicrophoneDeps> = {}) {
  return createMicrophone(
    {
      devices: devices as unknown as MicrophoneDeps['devices'],
      permissions: devices as unknown as MicrophoneDeps['permissions'],
      wish: () => wish,
      switched: async () => true,
      report: (state) => void reported.push(state),
      log: createRoomLog('host', (_, what, why) => void complaints.push(`${what}: ${redact(why)}`)),
      ...changes,
    },
    life.signal,
  );
}

describe('the permission', () => {
  test.each([
    ['granted', 1, 'granted'],
    ['granted', 0, 'missing'],
    ['denied', 1, 'denied'],
    ['prompt', 1, 'unknown'],
    ['prompt', 0, 'missing'],
  ] as const)('%s with %i inputs is reported as %s', async (permission, inputs, state) => {
    Object.assign(devices, { permission, inputs });
    microphone();
    await settled();
    expect(reported).toEqual([state]);
  });

  test('is reported again when it changes and when a device comes or goes', async () => {
    devices.permission = 'prompt';
    microphone();
    await settled();
    devices.permission = 'granted';
    devices.status.dispatchEvent(new Event('change'));
    await settled();
    devices.inputs = 0;
    devices.dispatchEvent(new Event('devicechange'));
    await settled();
    expect(reported).toEqual(['unknown', 'granted', 'missing']);
  });

  test('of a browser that does not tell is unknown', async () => {
    microphone({ permissions: { query: refuse('TypeError') } });
    await settled();
    expect(reported).toEqual(['unknown']);
  });

  test('is not watched any more after the end', async () => {
    microphone();
    await settled();
    life.abort();
    devices.status.dispatchEvent(new Event('change'));
    devices.dispatchEvent(new Event('devicechange'));
    await settled();
    expect(reported).toEqual(['granted']);
  });
});

describe('opening', () => {
  test('asks for one voice, cleaned up, and no picture', async () => {
    let asked: MediaStreamConstraints | undefined;
    const tap = Object.assign(devices, {
      getUserMedia: async (constraints: MediaStreamConstraints) => {
        asked = constraints;
        return devices.stream();
      },
    });
    await microphone({ devices: tap as unknown as MicrophoneDeps['devices'] }).open();
    expect(asked).toEqual({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      video: false,
    });
  });

  test('twice is one stream', async () => {
    const mine = microphone();
    const [one, other] = await Promise.all([mine.open(), mine.open()]);
    expect(one).toBe(other);
    expect(await mine.open()).toBe(one);
    expect(devices.asked).toBe(1);
  });

  test.each([
    ['NotAllowedError', 'microphone-denied'],
    ['SecurityError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
    ['NotReadableError', 'microphone-missing'],
    ['SomethingElseError', 'media-failed'],
  ])('refused with %s fails as %s, and the next attempt asks again', async (name, code) => {
    const mine = microphone();
    devices.answer = refuse(name);
    expect(await mine.open()).toEqual({ ok: false, failure: { code, detail: name } });
    devices.answer = async () => devices.stream();
    expect(await mine.open()).toMatchObject({ ok: true });
  });

  test('again after the microphone was unplugged opens anew', async () => {
    const mine = microphone();
    await mine.open();
    devices.tracks[0]?.end();
    await mine.open();
    expect(devices.asked).toBe(2);
  });
});

describe('closing', () => {
  test('stops the tracks, and the next opening asks again', async () => {
    const mine = microphone();
    await mine.open();
    mine.close();
    await settled();
    await mine.open();
    expect(devices.tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  test('stops also what is still being opened', async () => {
    const mine = microphone();
    const opening = mine.open();
    mine.close();
    await opening;
    await settled();
    expect(devices.tracks.map(({ stopped }) => stopped)).toEqual([true]);
  });

  test('happens with the end of the host', async () => {
    const mine = microphone();
    await mine.open();
    life.abort();
    await settled();
    expect(devices.tracks[0]?.stopped).toBe(true);
  });
});

test('the one that is set is asked for; demanded only where it is known to be there', async () => {
  const asked: (MediaStreamConstraints | undefined)[] = [];
  devices.getUserMedia = (constraints?: MediaStreamConstraints) => {
    asked.push(constraints);
    return devices.answer();
  };
  wish = { ...wish, deviceId: 'headset', noiseSuppression: false };
  await microphone().open();
  wish = { ...wish, deviceId: '', echoCancellation: false };
  await microphone().open();
  wish = { ...wish, deviceId: 'headset', identity: 'headset' };
  await microphone().open();
  expect(asked[0]).toMatchObject({ audio: { deviceId: { ideal: 'headset' }, noiseSuppression: false } });
  expect(asked[1]).toMatchObject({ audio: { echoCancellation: false } });
  expect(asked[1]?.audio).not.toHaveProperty('deviceId');
  expect(asked[2]).toMatchObject({ audio: { deviceId: { exact: 'headset' } } });
});

test('another one is better than none: the one that is set cannot be had', async () => {
  wish = { ...wish, deviceId: 'headset', identity: 'headset' };
  devices.answer = async () => {
    if (devices.asked === 1) throw new DOMException('in use', 'NotReadableError');
    return devices.stream();
  };
  expect(await microphone().open()).toMatchObject({ ok: true });
  expect(devices.asked).toBe(2);
});

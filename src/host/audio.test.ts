import { beforeEach, describe, expect, test } from 'vitest';
import type { Audio } from '../call/state.ts';
import { createRoomLog } from '../log.ts';
import { type AudioDesk, type AudioSettings, createAudio } from './audio.ts';
import { device, FakeDevices, refuse } from './fakeDevices.ts';
import { settled } from './rehearsal.ts';

const MIC = device('audioinput', 'mic', 'Built-in');
const HEADSET_MIC = device('audioinput', 'headset-in', 'Headset');
const DESK = device('audiooutput', 'desk', 'Loudspeaker');
const HEADSET = device('audiooutput', 'headset-out', 'Headset');
const ALL = [MIC, HEADSET_MIC, DESK, HEADSET];
const SYSTEM: AudioSettings = {
  microphone: '',
  speaker: '',
  ringer: '',
  noiseSuppression: true,
  echoCancellation: true,
};
const ON_HEADSET: AudioSettings = { ...SYSTEM, microphone: 'headset-in', speaker: 'headset-out' };

let devices: FakeDevices;
let life: AbortController;
let inUse: Partial<Audio>;
let speaker: string[];
let tones: unknown[];
let switched: number;
let audio: AudioDesk;

beforeEach(async () => {
  devices = new FakeDevices();
  devices.listed = ALL;
  devices.getUserMedia = async (constraints) => {
    devices.asked += 1;
    const wanted = (constraints?.audio as { deviceId?: { exact: string } } | undefined)?.deviceId?.exact;
    const inputs = devices.listed?.filter(({ kind }) => kind === 'audioinput') ?? [];
    const found = wanted ? inputs.find(({ deviceId }) => deviceId === wanted) : inputs[0];
    return found ? devices.stream(found.deviceId) : refuse('NotFoundError')();
  };
  life = new AbortController();
  inUse = {};
  speaker = [];
  tones = [];
  switched = 0;
  audio = createAudio(
    {
      devices: devices as never,
      permissions: devices as never,
      speaker: { use: (id) => void speaker.push(id) },
      tones: { use: (ids) => void tones.push(ids) },
      report: () => {},
      switched: async () => {
        switched += 1;
        return true;
      },
      say: (audio) => {
        inUse = audio;
      },
      log: createRoomLog('host', () => {}),
    },
    life.signal,
  );
  await settled();
});

const use = async (settings: AudioSettings) => {
  audio.use(settings);
  await settled();
};
const plug = async (...there: MediaDeviceInfo[]) => {
  const gone = devices.listed?.filter((one) => !there.includes(one)) ?? [];
  devices.listed = there;
  for (const track of devices.tracks)
    if (!track.stopped && gone.some(({ deviceId }) => deviceId === track.deviceId)) track.end();
  devices.dispatchEvent(new Event('devicechange'));
  await settled();
};

describe('what is in use', () => {
  test('is the system’s choice until another is set', () => {
    expect(inUse).toEqual({
      input: { label: 'Built-in' },
      output: { label: 'Loudspeaker' },
      ringer: { label: 'Loudspeaker' },
    });
  });

  test('is each device that is set, said before a call as well as in one', async () => {
    const set = {
      input: { label: 'Headset' },
      output: { label: 'Headset' },
      ringer: { label: 'Loudspeaker' },
    };
    await use(ON_HEADSET);
    expect(inUse).toEqual(set);
    await audio.microphone.open();
    await settled();
    expect(inUse).toEqual(set);
  });

  test('is not known where the browser does not name its devices: what is set is tried', async () => {
    devices.listed = null;
    devices.dispatchEvent(new Event('devicechange'));
    await settled();
    await use(ON_HEADSET);
    expect(inUse).toEqual({ input: null, output: null, ringer: null });
    expect([speaker.at(-1), tones.at(-1)]).toEqual(['headset-out', { speaker: 'headset-out', ringer: '' }]);
  });
});

describe('in a call', () => {
  beforeEach(async () => {
    await use(ON_HEADSET);
    await audio.microphone.open();
    await settled();
  });

  test('another microphone that is set is the calls’ at once', async () => {
    await use({ ...ON_HEADSET, microphone: 'mic' });
    expect(switched).toBe(1);
    expect(inUse.input).toEqual({ label: 'Built-in' });
  });

  test('a headset that is pulled out has stand-ins, and is back when it is', async () => {
    await plug(MIC, DESK);
    expect(inUse).toEqual({
      input: { label: 'Built-in', standIn: true },
      output: { label: 'Loudspeaker', standIn: true },
      ringer: { label: 'Loudspeaker' },
    });
    expect([switched > 0, speaker.at(-1)]).toEqual([true, '']);
    await plug(...ALL);
    expect(inUse.input).toEqual({ label: 'Headset' });
    expect([inUse.output, speaker.at(-1)]).toEqual([{ label: 'Headset' }, 'headset-out']);
    expect(devices.tracks.filter(({ stopped }) => !stopped).at(-1)?.deviceId).toBe('headset-in');
  });

  test('a device that is set and cannot be opened leaves the one that works, and says which', async () => {
    devices.getUserMedia = refuse('NotReadableError');
    await use({ ...ON_HEADSET, microphone: 'mic' });
    expect(switched).toBe(0);
    expect(inUse.input).toEqual({ label: 'Headset', standIn: true });
  });

  test('devices that come and go beside it change nothing', async () => {
    await plug(...ALL, device('audioinput', 'camera', 'Camera'));
    expect([switched, devices.asked]).toEqual([0, 1]);
  });
});

test('devices of another page are not listed: what is set is tried', async () => {
  Object.assign(devices, { areBorrowed: true });
  await plug(MIC);
  // As it was before: nobody looked.
  expect(inUse.output).toEqual({ label: 'Loudspeaker' });
  await use(ON_HEADSET);
  expect(speaker.at(-1)).toBe('headset-out');
});

test('nothing is listed any more after the end', async () => {
  life.abort();
  inUse = {};
  await plug(MIC);
  expect(inUse).toEqual({});
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { Capabilities } from '../call/state.ts';
import { createRoomLog } from '../log.ts';
import { createInputs, type Inputs } from './inputs.ts';
import type { Gathering, Mixer } from './mixer.ts';
import { ABLE, callId, DESK, remote, settled } from './rehearsal.ts';
import { FakePhone } from './rehearsedPhone.ts';
import { createStore, type Store } from './store.ts';

const [A, B, C] = [callId('a'), callId('b'), callId('c')];
const SWITCHES: Capabilities = { ...ABLE, switchInput: true, maxCalls: 4 };
const named = (name: string) => ({ name }) as unknown as MediaStream;

let store: Store;
let phone: FakePhone;
let inputs: Inputs;
let microphone: MediaStream;
let gatherings: Gathering[];
let closed: number;
let silenced: readonly string[];
let loadMixer: () => Promise<Mixer>;

beforeEach(() => {
  const log = createRoomLog('host', () => {});
  store = createStore({ hostId: 'h', now: () => 0, write: async () => {}, publish: () => {}, log });
  gatherings = [];
  closed = 0;
  silenced = [];
  microphone = named('microphone');
  loadMixer = async () => fakeMixer;
  begin(SWITCHES);
});

const MIXES = new Map([A, B, C].map((id) => [id, named(`mix for ${id}`)]));
const fakeMixer: Mixer = {
  mix(gathering) {
    gatherings.push(gathering);
    return MIXES;
  },
  close() {
    closed += 1;
  },
};

function begin(abilities: Capabilities) {
  phone = new FakePhone({ report: () => {}, playRemote: () => {} }, abilities);
  inputs = createInputs({
    store,
    phoneOf: () => phone,
    microphone: () => microphone,
    speaker: {
      play: () => {},
      silence: (ids) => {
        silenced = ids;
      },
    },
    loadMixer: () => loadMixer(),
    log: createRoomLog('host', () => {}),
  });
  void store.apply({ type: 'accountOpened', accountId: DESK, label: 'desk' });
  void store.apply({ type: 'phoneOpened', accountId: DESK, capabilities: abilities });
}

function live(...ids: (typeof A)[]) {
  for (const id of ids) {
    void store.apply({ type: 'callDialed', callId: id, remote: remote(), accountId: DESK });
    void store.apply({ type: 'callAnswered', callId: id });
  }
}
const mix = async (as: 'conference' | 'bridge', ...ids: (typeof A)[]) => {
  void store.apply({ type: 'callsMixed', callIds: ids, as });
  await settled();
};
const sent = () =>
  Object.fromEntries(
    [...phone.inputs].map(([id, stream]) => [id, (stream as never as { name: string }).name]),
  );

describe('another microphone', () => {
  test('goes to each call that is up, also to one that is on its way, and to none that only knocks', async () => {
    live(A);
    void store.apply({ type: 'callDialed', callId: B, remote: remote(), accountId: DESK });
    void store.apply({ type: 'callOffered', callId: C, remote: remote(), accountId: DESK });
    microphone = named('headset');
    expect(await inputs.switched()).toBe(true);
    expect(sent()).toEqual({ a: 'headset', b: 'headset' });
  });

  test('that a phone cannot take leaves it the one that it has', async () => {
    begin({ ...SWITCHES, switchInput: false });
    live(A);
    expect(await inputs.switched()).toBe(false);
    expect(sent()).toEqual({});
  });

  test('that a call could not be given leaves it the former one, which it still needs', async () => {
    live(A);
    phone.setInput = () => Promise.reject(new Error('refused'));
    microphone = named('headset');
    expect(await inputs.switched()).toBe(false);
  });

  test('goes again to a call that is answered after it, or that another line takes over', async () => {
    void store.apply({ type: 'callDialed', callId: A, remote: remote(), accountId: DESK });
    phone.setInput = () => Promise.reject(new Error('not yet'));
    microphone = named('headset');
    await inputs.switched();
    Reflect.deleteProperty(phone, 'setInput');
    void store.apply({ type: 'callAnswered', callId: A });
    await settled();
    expect(sent()).toEqual({ a: 'headset' });
    void store.apply({ type: 'callDialed', callId: B, remote: remote(), accountId: DESK });
    void store.apply({ type: 'callRerouted', callId: B, accountId: DESK });
    await settled();
    expect(sent()).toEqual({ a: 'headset', b: 'headset' });
  });

  test('is nothing new to calls of later', async () => {
    live(A);
    await inputs.switched();
    void store.apply({ type: 'callEnded', callId: A, by: 'local' });
    live(B);
    await settled();
    expect(sent()).toEqual({ a: 'microphone' });
  });
});

describe('calls that are mixed', () => {
  test('are each sent what is mixed for them, of the voices that came and that come later', async () => {
    live(A, B);
    inputs.play(A, named('anna'));
    await mix('conference', A, B);
    expect(sent()).toEqual({ a: 'mix for a', b: 'mix for b' });
    inputs.play(B, named('ben'));
    await settled();
    expect(gatherings.at(-1)).toEqual({
      as: 'conference',
      parties: [
        { callId: A, voice: named('anna') },
        { callId: B, voice: named('ben') },
      ],
      microphone,
      muted: false,
    });
  });

  test('are given the microphone back when they are not, and the mixer goes', async () => {
    live(A, B);
    await mix('conference', A, B);
    void store.apply({ type: 'callEnded', callId: B, by: 'remote' });
    await settled();
    expect([sent().a, closed]).toEqual(['microphone', 1]);
  });

  test('hear another microphone through the mixer', async () => {
    live(A, B);
    await mix('conference', A, B);
    microphone = named('headset');
    expect(await inputs.switched()).toBe(true);
    expect(gatherings.at(-1)?.microphone).toBe(microphone);
    expect(sent()).toEqual({ a: 'mix for a', b: 'mix for b' });
  });

  test('without the agent sound in no loudspeaker here', async () => {
    live(A, B);
    await mix('bridge', A, B);
    expect(silenced).toEqual([A, B]);
    void store.apply({ type: 'callEnded', callId: B, by: 'remote' });
    await settled();
    expect(silenced).toEqual([]);
  });

  test('that cannot be mixed are said not to be', async () => {
    loadMixer = () => Promise.reject(new TypeError('not loaded'));
    live(A, B);
    await mix('conference', A, B);
    expect(store.state.calls.map(({ mixed }) => mixed)).toEqual([undefined, undefined]);
  });
});

describe('the agent’s mute', () => {
  const mute = (isMuted: boolean) => {
    for (const id of [A, B]) void store.apply({ type: 'callMuted', callId: id, muted: isMuted });
  };

  test('is done in the mix, for everybody in it', async () => {
    live(A, B);
    await mix('conference', A, B);
    mute(true);
    await settled();
    expect(gatherings.at(-1)?.muted).toBe(true);
    mute(false);
    await settled();
    expect(gatherings.at(-1)?.muted).toBe(false);
  });

  test('is lifted at the phone once it sends the mix and not the microphone, and only then', async () => {
    live(A, B);
    mute(true);
    await mix('conference', A, B);
    expect(phone.told).toEqual(['input a', 'unmute a', 'input b', 'unmute b']);
    expect(gatherings.map(({ muted }) => muted)).toEqual([true]);
  });

  test('stays at the phone of a call that still sends the microphone', async () => {
    live(A, B);
    mute(true);
    phone.setInput = () => Promise.reject(new Error('refused'));
    await mix('conference', A, B);
    expect(phone.told.join()).not.toContain('unmute');
  });

  test('is the phone’s when the mix could not be made', async () => {
    loadMixer = () => Promise.reject(new TypeError('not loaded'));
    live(A, B);
    mute(true);
    await mix('conference', A, B);
    expect(phone.told).toEqual([]);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '../call/command.ts';
import { FakeHeadset } from '../headset/fakeHeadset.ts';
import type { HeadsetDevice } from '../headset/headset.ts';
import { createRoomLog } from '../log.ts';
import { createManualClock, type ManualClock } from '../phones/fake/manualClock.ts';
import { followHeadsets, type Hid } from './headsets.ts';
import { ABLE, callId, DESK, remote, settled } from './rehearsal.ts';
import { createStore, type Store } from './store.ts';

const [A, B] = [callId('a'), callId('b')];
const JABRA = 0x0b0e;

class FakeHid extends EventTarget implements Hid {
  devices: HeadsetDevice[] = [];
  getDevices = async () => [...this.devices];
  async changes(what: 'connect' | 'disconnect', ...devices: HeadsetDevice[]) {
    this.devices = devices;
    this.dispatchEvent(new Event(what));
    await arrived();
  }
}

let hid: FakeHid;
let device: FakeHeadset;
let store: Store;
let clock: ManualClock;
let commands: string[];
let complaints: string[];
let life: AbortController;

beforeEach(() => {
  hid = new FakeHid();
  device = new FakeHeadset();
  clock = createManualClock(10_000);
  commands = [];
  complaints = [];
  life = new AbortController();
  const log = createRoomLog('host', (_, what) => void complaints.push(what));
  store = createStore({ hostId: 'h', now: clock.now, write: async () => {}, publish: () => {}, log });
  const desk = async (command: Command) => {
    const [id, muted] =
      'muted' in command ? [command.callId, command.muted] : ['callId' in command && command.callId];
    commands.push([command.type, id, muted].filter((one) => one !== undefined).join(' '));
  };
  followHeadsets({ hid, store, desk, log, clock }, life.signal);
  void store.apply({ type: 'accountOpened', accountId: DESK, label: 'desk' });
  void store.apply({ type: 'phoneOpened', accountId: DESK, capabilities: ABLE });
  void store.apply({ type: 'lineReady', accountId: DESK, identity: 'agent' });
});

/** The desk is loaded with the first headset. */
async function arrived() {
  await import('./headset.ts');
  for (let turn = 0; turn < 3; turn += 1) await settled();
}
const plugIn = (one: HeadsetDevice = device) => hid.changes('connect', one);
const offer = (id = A) => store.apply({ type: 'callOffered', callId: id, remote: remote(), accountId: DESK });
const answered = (id = A) => store.apply({ type: 'callAnswered', callId: id });
const lamps = async () => {
  await settled();
  return device.lit.at(-1);
};

describe('a headset', () => {
  test('is named in the state while it is plugged in', async () => {
    await plugIn();
    expect(store.state.audio.headset).toBe('Desk set');
    await hid.changes('disconnect');
    expect(store.state.audio.headset).toBeNull();
    await plugIn();
    expect(store.state.audio.headset).toBe('Desk set');
  });

  test('that was connected in the options is found by the next call', async () => {
    await arrived();
    hid.devices = [device];
    await offer();
    await arrived();
    expect(store.state.audio.headset).toBe('Desk set');
    expect(device.lit.at(-1)).toBe('2: 02 00');
  });

  test('in use goes before another that comes', async () => {
    await plugIn();
    const other = new FakeHeadset({ productName: 'Another' });
    await hid.changes('connect', other, device);
    expect([store.state.audio.headset, other.opened]).toEqual(['Desk set', false]);
  });

  test('that cannot be opened makes way for one that can', async () => {
    const broken = new FakeHeadset();
    broken.trouble = new Error('in use');
    await hid.changes('connect', broken, device);
    expect(store.state.audio.headset).toBe('Desk set');
    expect(complaints).toEqual(['could not open a headset']);
  });

  test('is dark and let go when the host ends', async () => {
    await plugIn();
    await offer();
    life.abort();
    await arrived();
    expect([device.opened, device.lit.at(-1)]).toEqual([false, '2: 00 00']);
  });
});

describe('its lamps', () => {
  test('ring, are off-hook in a call, on hold too, and show mute', async () => {
    await plugIn();
    await offer();
    expect(await lamps()).toBe('2: 02 00');
    await answered();
    expect(await lamps()).toBe('2: 01 00');
    await store.apply({ type: 'callMuted', callId: A, muted: true });
    expect(await lamps()).toBe('2: 01 02');
    await store.apply({ type: 'callHeld', callId: A });
    expect(await lamps()).toBe('2: 01 02');
    await store.apply({ type: 'callEnded', callId: A, by: 'remote' });
    expect(await lamps()).toBe('2: 00 00');
  });

  test('that cannot be lit are no trouble of a call', async () => {
    await plugIn();
    device.trouble = new Error('gone');
    await offer();
    await settled();
    device.trouble = null;
    await answered();
    expect(await lamps()).toBe('2: 01 00');
  });
});

describe('its hook', () => {
  test('lifted answers what rings, laid down hangs up', async () => {
    await plugIn();
    await offer();
    device.sends(1, 1);
    await answered();
    device.sends(1, 0);
    expect(commands).toEqual(['answer a', 'hangUp a']);
  });

  test('does nothing without a call, and does not decline one that only knocks', async () => {
    await plugIn();
    device.sends(1, 1);
    device.sends(1, 0);
    await offer();
    device.sends(1, 1);
    device.sends(1, 0);
    expect(commands).toEqual(['answer a']);
  });

  test('hangs up the call in which it is laid down, not the one that knocks', async () => {
    await plugIn();
    await offer();
    await answered();
    await offer(B);
    device.sends(1, 1);
    device.sends(1, 0);
    expect(commands).toEqual(['answer b', 'hangUp a']);
  });

  test('that only confirms its lamp is no finger', async () => {
    device = new FakeHeadset({ vendorId: JABRA });
    await plugIn();
    await offer();
    await answered();
    await offer(B);
    // Answered on the screen: the lamp goes on, and the headset says so.
    device.sends(1, 1);
    expect(commands).toEqual([]);
    clock.advance(2_000);
    device.sends(1, 0);
    expect(commands).toEqual(['hangUp a']);
  });
});

describe('beside two who were handed to each other', () => {
  test('it is on-hook, lifted answers who calls, and laid down ends nothing of theirs', async () => {
    await plugIn();
    for (const id of [A, B]) {
      await offer(id);
      await answered(id);
    }
    await store.apply({ type: 'callsMixed', callIds: [A, B], as: 'bridge' });
    expect(await lamps()).toBe('2: 00 00');
    device.sends(1, 1);
    device.sends(1, 0);
    expect(commands).toEqual([]);
    await offer(callId('c'));
    device.sends(1, 1);
    expect(commands).toEqual(['answer c']);
  });
});

describe('its mute', () => {
  test('mutes and unmutes the call that somebody is in', async () => {
    await plugIn();
    await offer();
    await answered();
    device.sends(1, 0b10);
    device.sends(1, 0);
    await store.apply({ type: 'callMuted', callId: A, muted: true });
    device.sends(1, 0b10);
    expect(commands).toEqual(['setMuted a true', 'setMuted a false']);
  });

  test('without a call is undone at its lamp', async () => {
    await plugIn();
    device.lit.length = 0;
    device.sends(1, 0b10);
    expect(await lamps()).toBe('2: 00 00');
    expect(commands).toEqual([]);
  });
});

test('a browser without WebHID has none', () => {
  expect(() =>
    followHeadsets(
      { hid: null, store, desk: async () => {}, log: createRoomLog('host', () => {}), clock },
      life.signal,
    ),
  ).not.toThrow();
});

// The headset whose buttons are heard: one at a time, opened when it is there, let go when it is not. Loaded when a
// person has connected one. What a press means is headsetWords.ts.
import type { Command } from '../call/command.ts';
import { DARK, type Headset, type HeadsetDevice, openHeadset, type Press } from '../headset/headset.ts';
import type { Lamps } from '../headset/reports.ts';
import type { RoomLog } from '../log.ts';
import type { Clock } from '../phones/clock.ts';
import { commandOf, lampsFor } from './headsetWords.ts';
import type { Store } from './store.ts';

export type HeadsetDeps = {
  readonly store: Store;
  readonly desk: (command: Command) => Promise<unknown>;
  readonly log: RoomLog;
  readonly clock: Clock;
};

export interface HeadsetDesk {
  /** These are connected and may be used: the one in use stays while it is among them. Never rejects. */
  take(devices: readonly HeadsetDevice[]): Promise<void>;
  close(): Promise<void>;
}

/** A headset confirms a lamp within some 100 ms; a finger that wants the same in that time wants nothing new. */
const CONFIRMED_WITHIN_MS = 1_000;

type Connected = { readonly device: HeadsetDevice; readonly headset: Headset };

export function createHeadsetDesk({ store, desk, log, clock }: HeadsetDeps): HeadsetDesk {
  let connected: Connected | null = null;
  let lit = { lamps: DARK, offHookAt: Number.NEGATIVE_INFINITY };
  let queue: Promise<void> = Promise.resolve();
  /** Whatever goes wrong with one device or lamp is no trouble of a call. */
  const inTurn = (what: string, work: () => Promise<void>) => {
    queue = queue.then(work).catch((error: unknown) => log.warn(what, error));
    return queue;
  };

  const isConfirmation = ({ button, stands }: Press) =>
    button === 'hook' &&
    connected?.headset.confirmsLamps === true &&
    stands === lit.lamps.offHook &&
    clock.now() - lit.offHookAt < CONFIRMED_WITHIN_MS;
  const pressed = (press: Press) => {
    const command = isConfirmation(press) ? null : commandOf(store.state, press);
    if (command) void desk(command);
    // It may have lit its own lamp, for what could not be done.
    else light(lampsFor(store.state));
  };

  const light = (lamps: Lamps) => {
    const offHookAt = lamps.offHook === lit.lamps.offHook ? lit.offHookAt : clock.now();
    lit = { lamps, offHookAt };
    void inTurn('light a headset', async () => connected?.headset.light(lamps));
  };
  const say = (headset: string | null) => void store.apply({ type: 'audioChanged', audio: { headset } });

  const leave = async () => {
    const was = connected;
    connected = null;
    if (was) say(null);
    await was?.headset.close();
  };
  const join = async (devices: readonly HeadsetDevice[]) => {
    for (const device of devices) {
      const headset = await openHeadset(device, pressed).catch((error: unknown) => {
        log.warn('open a headset', error);
        return null;
      });
      if (!headset) continue;
      connected = { device, headset };
      say(headset.name);
      lit = { lamps: DARK, offHookAt: Number.NEGATIVE_INFINITY };
      return light(lampsFor(store.state));
    }
  };

  store.watch((state) => {
    const lamps = lampsFor(state);
    if (connected && JSON.stringify(lamps) !== JSON.stringify(lit.lamps)) light(lamps);
  });
  return {
    take: (devices) =>
      inTurn('use a headset', async () => {
        if (connected && devices.includes(connected.device)) return;
        await leave();
        await join(devices);
      }),
    close: () => inTurn('let a headset go', leave),
  };
}

// Holds the one PhoneState. Every fact passes through `apply`: it is stamped, reduced, put on disk and announced.
// What a fact means is call/reduce.ts; what is done about it is desk.ts and sound.ts.

import type { CallEvent, Fact } from '../call/event.ts';
import type { CallRecord } from '../call/record.ts';
import { recordOf } from '../call/recordOf.ts';
import { reduce } from '../call/reduce.ts';
import { initialState, type PhoneState } from '../call/state.ts';
import type { RoomLog } from '../log.ts';

export type StoreDeps = {
  readonly hostId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly write: (record: CallRecord) => Promise<void>;
  /** Told to everybody, once for all changes of one turn of the event loop. */
  readonly publish: (state: PhoneState) => void;
  readonly log: RoomLog;
};

export interface Store {
  readonly state: PhoneState;
  /**
   * Takes one fact. Never throws and never rejects, whatever the fact does: a phone must not break by telling.
   * Settles when the calls that it changed are on disk, or the journal has given up.
   */
  apply(fact: Fact): Promise<void>;
  watch(watcher: Watcher): void;
}

/** Hears of every fact at once, after the state took it in, also of one that made no difference there. */
export type Watcher = (state: PhoneState, event: CallEvent) => void;

export function createStore(deps: StoreDeps): Store {
  const { hostId, log } = deps;
  const watchers: Watcher[] = [];
  let state = initialState(hostId);
  let publishing = false;

  const publishSoon = () => {
    if (publishing) return;
    publishing = true;
    queueMicrotask(() => {
      publishing = false;
      log.guard('announce the state', () => deps.publish(state));
    });
  };

  const write = async (record: CallRecord) => {
    try {
      await deps.write(record);
    } catch (error) {
      log.warn('journal a call', error);
    }
  };

  return {
    get state() {
      return state;
    },
    async apply(fact) {
      const before = state;
      let written: Promise<void>[] = [];
      log.guard('take in a fact', () => {
        const event = { ...fact, at: deps.now() } as CallEvent;
        state = reduce(before, event);
        written = changedRecords(before, state, hostId).map(write);
        if (state !== before) publishSoon();
        for (const watcher of watchers) log.guard(`act on ${event.type}`, () => watcher(state, event));
      });
      await Promise.all(written);
    },
    watch(watcher) {
      watchers.push(watcher);
    },
  };
}

/** What is said of a moment (grade, warnings, mute) is in no record, and costs no write. */
function changedRecords(before: PhoneState, after: PhoneState, hostId: string): CallRecord[] {
  return after.calls
    .filter((call) => !before.calls.includes(call))
    .map((call) => ({ now: recordOf(call, hostId), was: before.calls.find(({ id }) => id === call.id) }))
    .filter(({ now, was }) => !was || JSON.stringify(recordOf(was, hostId)) !== JSON.stringify(now))
    .map(({ now }) => now);
}

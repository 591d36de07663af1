/**
 * Finds a socket that is open and dead (the server went silent, TCP did not notice) before a request's 32 s timer
 * does, which would end the call. Policy only: what a ping is and how a socket is replaced is handed in.
 */
import type { Clock } from '../clock.ts';

/** 10 s + 5 s: a half-open socket is found within 15 s. */
export const PING_EVERY_MS = 10_000;
export const PONG_WITHIN_MS = 5_000;

/** The same when something happened that may have broken it: the network changed, or somebody pressed "now". */
export const PROBE_WITHIN_MS = 3_000;

/** A timer this late means that the computer slept: the socket is renewed without asking it. */
export const SLEPT_MS = 15_000;

/** Long waits are made of short ones: many clocks stand still in a sleep, and the rest of a wait would come after it. */
const TICK_MS = 2_000;

export type HeartbeatParts = {
  readonly clock: Clock;
  readonly ping: () => void;
  /** The socket said nothing in time, or the computer slept. */
  readonly lost: (why: 'silent' | 'slept') => void;
};

export interface Heartbeat {
  /** The socket opened: begin. */
  start(): void;
  /** The socket said something, whatever it was. */
  heard(): void;
  /** Ask now instead of at the next beat (the network changed). */
  probe(): void;
  stop(): void;
}

export function createHeartbeat({ clock, ping, lost }: HeartbeatParts): Heartbeat {
  let cancelTimer = () => {};
  let awaiting = false;

  const stop = () => {
    cancelTimer();
    awaiting = false;
  };
  const fail = (why: 'silent' | 'slept') => {
    stop();
    lost(why);
  };
  const after = (delayMs: number, run: () => void) => {
    cancelTimer();
    const tickMs = Math.min(delayMs, TICK_MS);
    const dueAt = clock.now() + tickMs;
    cancelTimer = clock.after(tickMs, () => {
      if (clock.now() - dueAt > SLEPT_MS) fail('slept');
      else if (delayMs > tickMs) after(delayMs - tickMs, run);
      else run();
    });
  };
  const beat = () => after(PING_EVERY_MS, () => ask(PONG_WITHIN_MS));
  const ask = (withinMs: number) => {
    awaiting = true;
    after(withinMs, () => fail('silent'));
    ping();
  };

  return {
    start() {
      stop();
      beat();
    },
    heard() {
      if (!awaiting) return;
      awaiting = false;
      beat();
    },
    probe() {
      if (!awaiting) ask(PROBE_WITHIN_MS);
    },
    stop,
  };
}

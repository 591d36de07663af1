/** A clock that stands still until a test or a script moves it. */
import type { Clock } from '../clock.ts';

export interface ManualClock extends Clock {
  /** Moves time on and runs everything that falls due, in order. */
  advance(byMs: number): void;
}

export function createManualClock(startAt = 0): ManualClock {
  let now = startAt;
  const waiting = new Map<symbol, { at: number; run: () => void }>();

  const nextDue = (until: number): [symbol, { at: number; run: () => void }] | undefined =>
    [...waiting].filter(([, entry]) => entry.at <= until).sort(([, a], [, b]) => a.at - b.at)[0];

  return {
    now: () => now,
    after(delayMs, run) {
      const key = Symbol('timer');
      waiting.set(key, { at: now + delayMs, run });
      return () => void waiting.delete(key);
    },
    advance(byMs) {
      const until = now + byMs;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        const [key, { at, run }] = due;
        waiting.delete(key);
        now = at;
        run();
      }
      now = until;
    },
  };
}

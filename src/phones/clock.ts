/** Time as phones see it: handed in, so that policies and the fake are tested without waiting. */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs once after `delayMs` unless the returned function is called before. */
  after(delayMs: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** When a lost line is tried again. */

/** JsSIP's own 2–30 s brought a line back after 16–22 s; a cap of 4 s brings it back within about 4 s. */
const DELAYS_MS = [300, 1_000, 2_000, 4_000] as const;

/** Spreads the phones of one team, which all lose the same server at the same moment. */
const JITTER = 0.2;

/** `attempt` counts from 1; `random` is in [0, 1). There is no last attempt. */
export function retryDelayMs(attempt: number, random: number): number {
  const base = DELAYS_MS[Math.min(Math.max(attempt, 1), DELAYS_MS.length) - 1] ?? 4_000;
  return Math.round(base * (1 - JITTER * random));
}

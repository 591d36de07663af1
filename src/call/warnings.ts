/**
 * What is wrong with a call's sound now: the last seconds in, warnings out. A warning is raised after three seconds that
 * speak for it and cleared after five that do not, so that none flickers. Pure; who measures is the host's business.
 */
import { CALL_WARNINGS, type CallWarning, type QualitySecond } from './quality.ts';

/** One second with what of it can be heard. */
export type HeardSecond = QualitySecond & {
  /** Packets in this second. */
  readonly received: number;
  readonly sent: number;
  /** 0–1, what the microphone gave, whether or not it was sent; absent: not known. */
  readonly voice?: number;
  readonly muted: boolean;
  /** Nobody is to hear anybody: it is held, or the agent has left it to others. */
  readonly silent: boolean;
};

/** Twilio Voice SDK, "Voice Insights events": raised when 3 of the last 5 samples are over, cleared when none is. */
const MOST_RTT_MS = 400;
const MOST_JITTER_MS = 30;
const MOST_LOSS_PERCENT = 1;
const LEAST_MOS = 3.5;
const RAISED_BY = 3;
/** How many seconds are looked at: also how long it takes until a warning is cleared. */
export const WATCHED_SECONDS = 5;

/**
 * Root mean square, −40 dB of full scale: somebody who speaks reaches −30 with their pauses, a keyboard or a room does
 * not.
 */
const SPEAKING = 0.01;

const SPEAKS_FOR: Readonly<Record<CallWarning, (second: HeardSecond) => boolean>> = {
  'high-rtt': ({ rttMs }) => rttMs > MOST_RTT_MS,
  'high-jitter': ({ jitterMs }) => jitterMs > MOST_JITTER_MS,
  'packet-loss': ({ lossPercent }) => lossPercent > MOST_LOSS_PERCENT,
  'low-mos': ({ mos, received }) => received > 0 && mos < LEAST_MOS,
  // A room is never quite silent: exact zeros come from a device that is switched off, or from none.
  'not-heard': ({ muted, silent, sent, voice }) => !silent && !muted && (sent <= 0 || voice === 0),
  'not-hearing': ({ silent, received }) => !silent && received <= 0,
  'talking-muted': ({ muted, silent, voice = 0 }) => muted && !silent && voice > SPEAKING,
};

/** Gone with their cause: the agent has just changed it, and knows. */
const ENDS_AT_ONCE: Partial<Record<CallWarning, (second: HeardSecond) => boolean>> = {
  // Some microphones give exact zeros between words: whoever is about to be heard is not told otherwise.
  'not-heard': ({ muted, silent, sent, voice = 0 }) => muted || silent || (sent > 0 && voice > SPEAKING),
  'not-hearing': ({ silent }) => silent,
  'talking-muted': ({ muted, silent }) => !muted || silent,
};

/**
 * The warnings that hold after these seconds (oldest first, the last WATCHED_SECONDS count), given those that held a
 * second before; in the order of CALL_WARNINGS.
 */
export function warningsAfter(
  seconds: readonly HeardSecond[],
  before: readonly CallWarning[],
): readonly CallWarning[] {
  const watched = seconds.slice(-WATCHED_SECONDS);
  const newest = watched.at(-1);
  return CALL_WARNINGS.filter((warning) => {
    if (!newest || ENDS_AT_ONCE[warning]?.(newest)) return false;
    const count = watched.filter(SPEAKS_FOR[warning]).length;
    return count >= RAISED_BY || (count > 0 && before.includes(warning));
  });
}

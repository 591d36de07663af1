/**
 * What the SDK writes into localStorage: every step of every call under one key, the token and the dialled number
 * included, whatever its log level is. Full, it would throw inside the SDK's own handlers and calls would no longer be
 * seen as answered (measured). The packaged SDK cannot write it (scripts/cleanPlivoSdk.ts); this removes what an
 * unpackaged one, or an earlier life, has left.
 */
import type { Clock } from '../clock.ts';

/** `debug` switches JsSIP's wire log on; the SDK sets it as well. */
const KEYS = ['PlivoLogStorage', 'debug'];

/** The SDK's last words about a call come up to 3 s after it. */
const LAST_WORDS_MS = 4_000;
const EVERY_MS = 30_000;

export function purgeLogStore(storage: Pick<Storage, 'removeItem'>): void {
  for (const key of KEYS) storage.removeItem(key);
}

export interface LogPurge {
  /** Now, and once more when the SDK has said its last words about it. */
  callEnded(): void;
  stop(): void;
}

/** Purges at once, from time to time, and after each call. */
export function startLogPurge(purge: () => void, clock: Clock): LogPurge {
  let cancelNext = () => {};
  let cancelLast = () => {};
  const regularly = () => {
    purge();
    cancelNext = clock.after(EVERY_MS, regularly);
  };
  regularly();
  return {
    callEnded() {
      purge();
      cancelLast();
      cancelLast = clock.after(LAST_WORDS_MS, purge);
    },
    stop() {
      cancelNext();
      cancelLast();
      purge();
    },
  };
}

/** Long work in short slices, so that the page never waits for us. Knows nothing of what the work is. */

/** A frame is 16 ms, and the page needs most of it. */
export const SLICE_MS = 8;
/** A busy page grants no idle time: then we take a slice all the same, a shorter one. */
const IDLE_TIMEOUT_MS = 200;
const BUSY_SLICE_MS = 4;

export type Slices = {
  /** Soon, whatever the page does: what somebody waits to see. */
  hurry(): void;
  /** When the page has nothing better to do. */
  wake(): void;
};

/**
 * Runs `step` in slices until it returns false ("nothing left"). `wake` and `hurry` start it again; twice is fine.
 * `isUrgent` says whether the next step is one that somebody waits for. Stops for good when the signal aborts.
 */
export function createSlices(step: () => boolean, isUrgent: () => boolean, signal: AbortSignal): Slices {
  let isWaiting = false;
  let isHurrying = false;
  const slice = (lengthMs: number) => {
    const until = performance.now() + lengthMs;
    let more = !signal.aborted;
    while (more && performance.now() < until) more = step();
    if (!more) return;
    if (isUrgent()) hurry();
    else wake();
  };
  const wake = () => {
    if (isWaiting || isHurrying || signal.aborted) return;
    isWaiting = true;
    whenIdle((isBusy) => {
      isWaiting = false;
      slice(isBusy ? BUSY_SLICE_MS : SLICE_MS);
    });
  };
  const hurry = () => {
    if (isHurrying || signal.aborted) return;
    isHurrying = true;
    soon(() => {
      isHurrying = false;
      slice(SLICE_MS);
    });
  };
  return { hurry, wake };
}

function soon(work: () => void): void {
  if (typeof scheduler === 'object') void scheduler.postTask(work, { priority: 'user-visible' });
  else setTimeout(work);
}

function whenIdle(work: (isBusy: boolean) => void): void {
  if (typeof requestIdleCallback !== 'function') setTimeout(() => work(true), 1);
  else requestIdleCallback(({ didTimeout }) => work(didTimeout), { timeout: IDLE_TIMEOUT_MS });
}

/** Not in TypeScript's own library yet: https://wicg.github.io/scheduling-apis/ */
declare const scheduler:
  | { postTask(work: () => void, options: { readonly priority: 'user-visible' }): Promise<void> }
  | undefined;

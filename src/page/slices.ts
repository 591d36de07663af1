/** Long work in short slices, so that the page never waits for us. Knows nothing of what the work is. */

/** A frame is 16 ms, and the page needs most of it. */
export const SLICE_MS = 8;
/** A busy page grants no idle time: then we take a slice all the same. */
const IDLE_TIMEOUT_MS = 200;

/**
 * Runs `step` in idle slices until it returns false ("nothing left"). `wake` starts it again; waking twice is fine.
 * Stops for good when the signal aborts.
 */
export function createSlices(step: () => boolean, signal: AbortSignal): { wake(): void } {
  let scheduled = false;
  const wake = () => {
    if (scheduled || signal.aborted) return;
    scheduled = true;
    whenIdle(() => {
      scheduled = false;
      const until = performance.now() + SLICE_MS;
      let more = !signal.aborted;
      while (more && performance.now() < until) more = step();
      if (more) wake();
    });
  };
  return { wake };
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: IDLE_TIMEOUT_MS });
  else setTimeout(work, 1);
}

/** How often a page that changes is looked at: at once after a calm, and seldom while it changes in every frame. */

/**
 * What is read, observed and painted for one frame only costs that frame a sixth (bench/numbers). People do not see a mark
 * come a quarter of a second late in a list that moves.
 */
const LOOK_EVERY_MS = 250;

export type PaceOptions = {
  /** To be looked at now: there was a change, or several. */
  readonly onLook: () => void;
  /** The page changes again and again; told once, and false when it has come to rest. */
  readonly onBusy: (isBusy: boolean) => void;
};

export type Pace = { changed(): void };

export function createPace({ onLook, onBusy }: PaceOptions, signal: AbortSignal): Pace {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let changes = 0;
  let isBusy = false;

  const become = (busy: boolean) => {
    if (busy === isBusy) return;
    isBusy = busy;
    onBusy(busy);
  };
  const look = () => {
    changes = 0;
    resting = setTimeout(rested, LOOK_EVERY_MS);
    onLook();
  };
  const rested = () => {
    resting = undefined;
    if (changes > 0) look();
    else become(false);
  };
  signal.addEventListener('abort', () => clearTimeout(resting));
  return {
    changed() {
      if (signal.aborted) return;
      changes += 1;
      if (resting === undefined) look();
      else if (changes > 1) become(true);
    },
  };
}

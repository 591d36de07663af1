// When this document has to make way for a new one: an SDK that lives once per document has given up, or a phone cannot
// be opened beside it. What goes along is lines.ts.
import type { Clock } from '../phones/clock.ts';
import type { Store } from './store.ts';

export type NewDocumentDeps = {
  readonly store: Store;
  readonly clock: Clock;
  /** Settles when the machine has a network: at once, or when it comes. */
  readonly online: () => Promise<void>;
  /** Closes every phone and has the next document opened. False: `mayMove` was no longer true when its turn came. */
  readonly move: (mayMove: () => boolean) => Promise<boolean>;
};

/** `isWanted`: whether who asked still does, by the time it can be done. */
export type Demand = { readonly isWanted: () => boolean };

export interface NewDocument {
  /** As soon as no call is up. */
  need(demand: Demand): void;
  /** Likewise, but not before this document has lived a little and the machine has a network. */
  needInTime(demand: Demand): void;
}

/** A line that fails at once in every document must not make the browser open one after the other. */
const DOCUMENT_LIVES_MS = 5_000;

export function createNewDocument({ store, clock, online, move }: NewDocumentDeps): NewDocument {
  const bornAt = clock.now();
  /** Those that wait for the end of a call, on whatever line. */
  let waiting: Demand[] = [];
  let moving = false;
  const isTalking = () => store.state.calls.some(({ status }) => status !== 'ended');

  const moveWhenIdle = () => {
    waiting = waiting.filter(({ isWanted }) => isWanted());
    if (waiting.length === 0 || moving || isTalking()) return;
    const asked = waiting;
    waiting = [];
    moving = true;
    void move(() => !isTalking())
      .then((hasMoved) => {
        // Somebody dialled while another line was opened or closed before it.
        if (!hasMoved) waiting.push(...asked);
      })
      .finally(() => {
        moving = false;
        moveWhenIdle();
      });
  };
  const need = (demand: Demand) => {
    waiting.push(demand);
    moveWhenIdle();
  };

  store.watch(() => {
    if (waiting.length > 0) moveWhenIdle();
  });
  return {
    need,
    needInTime(demand) {
      const youngMs = DOCUMENT_LIVES_MS - (clock.now() - bornAt);
      // Without a network a new document would fail as this one did, again and again.
      clock.after(Math.max(0, youngMs), () => void online().then(() => need(demand)));
    },
  };
}

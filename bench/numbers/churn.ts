/**
 * A list that is drawn again and again: 50 rows replaced, a frame between. Runs in the measured page; what the page's
 * thread did meanwhile is read from outside, by churnPairs.ts.
 */
import { librarySearch } from './peers.ts';
import { type Stopwatch, startStopwatch } from './stopwatch.ts';
import { tableRow } from './syntheticPages.ts';

export type ChurnSubject = 'nothing' | 'offhook' | 'rescan';

/** Milliseconds of our own: the median of a batch's synchronous part; all of it, per batch. */
export type ChurnWork = { readonly synchronous: number; readonly work: number };

export const BATCHES = 20;
const ROWS_A_BATCH = 50;
const ROWS = 500;

export type Churn = {
  /** Draws the list. Once a page. */
  draw(): void;
  /** Brings a detector in and resolves when it has read everything. */
  bringIn(subject: ChurnSubject): Promise<void>;
  /** One stretch of batches, until nobody has anything to do. */
  run(): Promise<ChurnWork>;
  takeOut(): void;
};

/** `start` brings Offhook in; it is given the signal that ends it. */
export function createChurn(start: (signal: AbortSignal) => unknown): Churn {
  let stopwatch: Stopwatch | null = null;
  let end = new AbortController();
  const detectors: Readonly<Record<ChurnSubject, (signal: AbortSignal) => unknown>> = {
    nothing: () => {},
    offhook: start,
    rescan: rescanOnChange,
  };
  const watched = () => {
    stopwatch ??= startStopwatch();
    return stopwatch;
  };
  return {
    draw() {
      document.body.innerHTML = `<table><tbody>${rowsFrom(0, ROWS)}</tbody></table>`;
    },
    async bringIn(subject) {
      end = new AbortController();
      const { atRest } = watched();
      detectors[subject](end.signal);
      await atRest();
    },
    run: () => stretch(watched()),
    takeOut: () => end.abort(),
  };
}

async function stretch(stopwatch: Stopwatch): Promise<ChurnWork> {
  const body = document.querySelector('tbody') as HTMLElement;
  const before = stopwatch.total();
  const seen = stopwatch.inMutations().length;
  for (let batch = 0; batch < BATCHES; batch++) {
    replaceRows(body, batch);
    await frame();
  }
  await stopwatch.atRest();
  return {
    synchronous: median(stopwatch.inMutations().slice(seen)),
    work: (stopwatch.total() - before) / BATCHES,
  };
}

/** What a detector does that knows no better: the whole page again, after every change. */
function rescanOnChange(signal: AbortSignal): void {
  const observer = new MutationObserver(() => librarySearch());
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** The rows on the screen, which is where a list changes. */
function replaceRows(body: HTMLElement, batch: number): void {
  const made = document.createElement('tbody');
  made.innerHTML = rowsFrom((batch + 1) * ROWS_A_BATCH, ROWS_A_BATCH);
  for (let at = 0; at < ROWS_A_BATCH; at++) {
    body.children[at]?.replaceWith(made.firstElementChild as Element);
  }
}

/** Every row has a number here. */
function rowsFrom(first: number, count: number): string {
  return Array.from({ length: count }, (_, at) => tableRow((first + at) * 2, true)).join('');
}

async function frame(): Promise<void> {
  await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
}

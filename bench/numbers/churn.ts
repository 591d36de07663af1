/**
 * A list that is drawn again and again: 50 rows replaced, a frame between. Runs in the measured page; what the page's
 * thread did meanwhile is read from outside, by churnPairs.ts.
 */
import { HIGHLIGHT_NAME, type Marks } from '../../src/page/marks.ts';
import { librarySearch } from './peers.ts';
import { type Stopwatch, startStopwatch, unmeasured } from './stopwatch.ts';
import { tableRow } from './syntheticPages.ts';

export type ChurnSubject = 'nothing' | 'offhook' | 'rescan';

/** Milliseconds of our own: the median of a batch's synchronous part; all of it, per batch. */
export type ChurnWork = { readonly synchronous: number; readonly work: number };

/** As many as the list is replaced in: a page that moves for some four seconds. */
export const BATCHES = 200;
const ROWS_A_BATCH = 50;
const ROWS = 500;
const NUMBER_CELL = 2;

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
export function createChurn(start: (signal: AbortSignal) => Marks | null): Churn {
  let stopwatch: Stopwatch | null = null;
  let end = new AbortController();
  let marks: Marks | null = null;
  const detectors: Readonly<Record<ChurnSubject, (signal: AbortSignal) => void>> = {
    nothing: () => {},
    offhook(signal) {
      marks = start(signal);
    },
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
    async run() {
      const work = await stretch(watched());
      if (marks) expectAllMarked(marks);
      return work;
    },
    takeOut() {
      marks = null;
      end.abort();
    },
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

/** However little is done meanwhile: once the list is at rest every number is known, and what is seen of them is painted. */
function expectAllMarked(marks: Marks): void {
  const painted = new Set(
    [...(CSS.highlights.get(HIGHLIGHT_NAME) ?? [])].map((range) => range.startContainer),
  );
  for (const row of document.querySelectorAll('tr')) {
    const node = row.cells[NUMBER_CELL]?.firstChild as Text;
    const isSeen = row.getBoundingClientRect().top < innerHeight;
    if (marks.on(node).length === 1 && (!isSeen || painted.has(node))) continue;
    throw new Error(`"${node.data}" has no mark after the churn, or no paint on the screen.`);
  }
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
  await new Promise((resume) => requestAnimationFrame(() => unmeasured(resume)));
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
}

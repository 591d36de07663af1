/** A list that is drawn again and again: 50 rows replaced 200 times, a frame between. Runs in the measured page. */
import { librarySearch } from './peers.ts';
import { startStopwatch } from './stopwatch.ts';
import { tableRow } from './syntheticPages.ts';

export type ChurnSubject = 'nothing' | 'offhook' | 'rescan';

/** Milliseconds: the mean length of a frame; the median of a batch's synchronous part; all of our work, per batch. */
export type ChurnFigures = {
  readonly frame: number;
  readonly synchronous: number;
  readonly work: number;
};

const BATCHES = 200;
const ROWS_A_BATCH = 50;
const ROWS = 500;

/** `start` brings the subject in; it is given the signal that ends it. */
export async function churn(
  subject: ChurnSubject,
  start: (signal: AbortSignal) => unknown,
): Promise<ChurnFigures> {
  document.body.innerHTML = `<table><tbody>${rowsFrom(0, ROWS)}</tbody></table>`;
  const body = document.querySelector('tbody') as HTMLElement;
  const stopwatch = startStopwatch();
  const end = new AbortController();
  if (subject === 'offhook') start(end.signal);
  if (subject === 'rescan') rescanOnChange(end.signal);
  await stopwatch.atRest();
  const before = stopwatch.total();
  const seen = stopwatch.inMutations().length;
  const frames: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const from = performance.now();
    replaceRows(body, batch);
    await frame();
    frames.push(performance.now() - from);
  }
  const figures = {
    frame: mean(frames),
    synchronous: median(stopwatch.inMutations().slice(seen)),
    work: (stopwatch.total() - before) / BATCHES,
  };
  await stopwatch.atRest();
  end.abort();
  return figures;
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

function mean(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0) / list.length;
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
}

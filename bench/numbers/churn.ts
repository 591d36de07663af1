/**
 * A list that is drawn again and again: 50 rows replaced, a frame between. Runs in the measured page. With and without a
 * detector in turn, in one page load: on a busy machine two loads differ by more than a detector costs.
 */
import { librarySearch } from './peers.ts';
import { type Stopwatch, startStopwatch } from './stopwatch.ts';
import { tableRow } from './syntheticPages.ts';

export type ChurnSubject = 'nothing' | 'offhook' | 'rescan';

/** Milliseconds: the mean length of a frame; the median of a batch's synchronous part; all of our work, per batch. */
export type ChurnFigures = {
  readonly frame: number;
  readonly synchronous: number;
  readonly work: number;
};

/** The same stretch of batches without and with a detector, one right after the other. */
export type ChurnPair = { readonly without: ChurnFigures; readonly with: ChurnFigures };

const BATCHES = 20;
const ROWS_A_BATCH = 50;
const ROWS = 500;

/**
 * So many pairs one after the other; which half comes first changes, so that what drifts counts for neither. `start` brings
 * Offhook in; it is given the signal that ends it.
 */
export async function churn(
  subject: Exclude<ChurnSubject, 'nothing'>,
  pairs: number,
  start: (signal: AbortSignal) => unknown,
): Promise<ChurnPair[]> {
  document.body.innerHTML = `<table><tbody>${rowsFrom(0, ROWS)}</tbody></table>`;
  const stopwatch = startStopwatch();
  const bringIn = subject === 'offhook' ? start : rescanOnChange;
  const without = () => stretch(stopwatch, () => {});
  const having = () => stretch(stopwatch, bringIn);
  // The first of all warms up the machine, the page and us.
  await without();
  await having();
  const taken: ChurnPair[] = [];
  for (let at = 0; at < pairs; at++) {
    const first = await (at % 2 === 0 ? without : having)();
    const second = await (at % 2 === 0 ? having : without)();
    taken.push(at % 2 === 0 ? { without: first, with: second } : { without: second, with: first });
  }
  return taken;
}

async function stretch(
  stopwatch: Stopwatch,
  bringIn: (signal: AbortSignal) => unknown,
): Promise<ChurnFigures> {
  const body = document.querySelector('tbody') as HTMLElement;
  const end = new AbortController();
  bringIn(end.signal);
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

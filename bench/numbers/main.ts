/** What is put into a measured page: the page room as the content script starts it, its peers, and what drives them. */

import type { CardWords } from '../../src/page/cardContent.ts';
import { HIGHLIGHT_NAME, type Mark, type Marks } from '../../src/page/marks.ts';
import { startPage } from '../../src/page/startPage.ts';
import { type ChurnFigures, type ChurnSubject, churn } from './churn.ts';
import { bareWalk, librarySearch, wrapInElements } from './peers.ts';
import { startStopwatch } from './stopwatch.ts';
import { type PageKind, syntheticPage } from './syntheticPages.ts';

/** Milliseconds of one load of a page; null for a subject that was left out. */
export type LoadFigures = {
  readonly textNodes: number;
  readonly walk: number;
  readonly offhook: number;
  readonly library: number | null;
  readonly linkifier: number | null;
  readonly firstMarks: number | null;
  readonly longestTask: number;
  readonly found: number;
  readonly libraryFound: number | null;
};

export type NumbersBench = {
  measureLoad(kind: PageKind, textNodes: number, withPeers: boolean): Promise<LoadFigures>;
  measureChurn(subject: ChurnSubject): Promise<ChurnFigures>;
};

declare global {
  interface Window {
    numbersBench: NumbersBench;
  }
}

window.numbersBench = { measureLoad, measureChurn: (subject) => churn(subject, start) };

async function measureLoad(kind: PageKind, textNodes: number, withPeers: boolean): Promise<LoadFigures> {
  const html = syntheticPage(kind, textNodes);
  const fresh = async () => {
    document.body.innerHTML = '';
    document.body.innerHTML = html;
    document.body.getBoundingClientRect();
    // What the page before left behind is nobody's cost.
    (globalThis as { gc?: () => void }).gc?.();
    await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  };
  // Each on nodes that no script has touched: the objects a first visit makes are part of its cost.
  await fresh();
  const walked = time(bareWalk);
  await fresh();
  const ours = await measureOffhook();
  let library: Timed | null = null;
  let linkifier: Timed | null = null;
  if (withPeers) {
    await fresh();
    library = time(librarySearch);
    await fresh();
    linkifier = time(wrapInElements);
  }
  return {
    textNodes: walked.result,
    walk: walked.ms,
    ...ours,
    library: library?.ms ?? null,
    libraryFound: library?.result ?? null,
    linkifier: linkifier?.ms ?? null,
  };
}

async function measureOffhook() {
  const stopwatch = startStopwatch();
  const end = new AbortController();
  const from = performance.now();
  let marks: Marks | null = null;
  stopwatch.measure(() => {
    marks = start(end.signal);
  });
  const firstMarks = firstPaint(from, stopwatch.atRest());
  await stopwatch.atRest();
  const figures = {
    offhook: stopwatch.total(),
    longestTask: stopwatch.longest(),
    firstMarks: await firstMarks,
    found: marks ? countMarks(marks) : 0,
  };
  end.abort();
  return figures;
}

/** Words and wires that nobody reads or hears of here. */
const SILENT = {
  words: new Proxy({}, { get: () => () => '' }),
  ask: async () => ({ ok: true, value: null }) as const,
  remember: () => {},
  isAlive: () => true,
};

/** As the content script does, for a page whose site is set to British numbers. */
function start(signal: AbortSignal): Marks | null {
  const settings = { country: { country: 'GB', source: 'site' }, corrections: [], dialler: null } as const;
  return startPage({ ...SILENT, words: SILENT.words as CardWords, settings }, signal);
}

/** Looks between tasks; null when there was nothing to mark. */
async function firstPaint(from: number, end: Promise<void>): Promise<number | null> {
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  const turn = new MessageChannel();
  while (!isOver) {
    if ((CSS.highlights.get(HIGHLIGHT_NAME)?.size ?? 0) > 0) return performance.now() - from;
    await new Promise<void>((resume) => {
      turn.port1.onmessage = () => resume();
      turn.port2.postMessage(null);
    });
  }
  return null;
}

function countMarks(marks: Marks): number {
  const seen = new Set<Mark>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (const mark of marks.on(walker.currentNode as Text)) seen.add(mark);
  return seen.size;
}

type Timed = { readonly ms: number; readonly result: number };

function time(work: () => number): Timed {
  const from = performance.now();
  const result = work();
  return { ms: performance.now() - from, result };
}

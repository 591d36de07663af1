/** What is put into a measured page: the page room as the content script starts it, its peers, and what drives them. */
import type { CardWords } from '../../src/page/cardContent.ts';
import type { Mark, Marks } from '../../src/page/marks.ts';
import { startPage } from '../../src/page/startPage.ts';
import { type Churn, createChurn } from './churn.ts';
import { bareWalk, librarySearch, wrapInElements } from './peers.ts';
import { type Stopwatch, startStopwatch, unmeasured } from './stopwatch.ts';
import { type PageKind, syntheticPage } from './syntheticPages.ts';

/** `nothing` is what it costs to ask. */
export type LoadSubject = 'nothing' | 'walk' | 'offhook' | 'library' | 'linkifier';

export type OffhookFigures = {
  readonly firstMarksMs: number | null;
  readonly longestTaskMs: number;
  readonly found: number;
};

export type NumbersBench = {
  /** A document that no script has touched: the objects that a first visit makes are part of its cost. */
  prepare(kind: PageKind, textNodes: number): Promise<void>;
  /** Starts the stopwatch, which is nobody's cost either. */
  watch(): void;
  /** Resolves with how many were found when all is done; Offhook's own are counted by `finish`. */
  run(subject: LoadSubject): Promise<number>;
  finish(): OffhookFigures;
  readonly churn: Churn;
};

declare global {
  interface Window {
    numbersBench: NumbersBench;
  }
}

let stopwatch: Stopwatch | null = null;
let running: { marks: Marks | null; end: AbortController } | null = null;

window.numbersBench = {
  async prepare(kind, textNodes) {
    const html = syntheticPage(kind, textNodes);
    document.body.innerHTML = '';
    document.body.innerHTML = html;
    document.body.getBoundingClientRect();
    // What the page before left behind is nobody's cost.
    (globalThis as { gc?: () => void }).gc?.();
    await new Promise((resume) => requestAnimationFrame(() => unmeasured(resume)));
  },
  watch() {
    stopwatch = startStopwatch();
  },
  async run(subject) {
    if (subject !== 'offhook') return inTask(PEERS[subject]);
    if (!stopwatch) throw new Error('The stopwatch has not been started in this page.');
    await runOffhook(stopwatch);
    return 0;
  },
  finish() {
    if (!running || !stopwatch) throw new Error('Offhook has not been run in this page.');
    const { marks, end } = running;
    const found = marks ? countMarks(marks) : 0;
    end.abort();
    return { found, firstMarksMs: stopwatch.firstMarks(), longestTaskMs: stopwatch.longest() };
  },
  churn: createChurn(start),
};

const PEERS: Readonly<Record<Exclude<LoadSubject, 'offhook'>, () => number>> = {
  nothing: () => 0,
  walk: bareWalk,
  library: librarySearch,
  linkifier: wrapInElements,
};

/** The browser adds up the time of its tasks, and what a debugger asks for is none of them. */
function inTask<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve) => unmeasured(() => resolve(work())));
}

async function runOffhook(stopwatch: Stopwatch): Promise<void> {
  const end = new AbortController();
  let marks: Marks | null = null;
  await inTask(() =>
    stopwatch.measure(() => {
      marks = start(end.signal);
    }),
  );
  await stopwatch.atRest();
  running = { marks, end };
}

/** Words and wires that nobody reads or hears of here. */
const SILENT = {
  words: new Proxy({}, { get: () => () => '' }) as CardWords,
  ask: async () => ({ ok: true, value: null }) as const,
  cancel: () => {},
  zonesOf: async () => [],
  remember: () => {},
  isAlive: () => true,
};

/** As the content script does, for a page whose site is set to British numbers. */
function start(signal: AbortSignal): Marks | null {
  const settings = {
    country: { country: 'GB', source: 'site' },
    corrections: [],
    dialler: null,
    oneClick: false,
  } as const;
  return startPage({ ...SILENT, settings }, signal);
}

function countMarks(marks: Marks): number {
  const seen = new Set<Mark>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (const mark of marks.on(walker.currentNode as Text)) seen.add(mark);
  return seen.size;
}

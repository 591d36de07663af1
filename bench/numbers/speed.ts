/**
 * What marking a page costs in Chromium, beside the same page load of a bare walk, the library's own search and a
 * linkifier. Times are of the page's own thread and ratios are taken within a load, so that a busy machine changes them
 * little; the longest task and the first marks are what a person waits, and want a quiet one.
 */
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumPath } from '../../demo/browser.ts';
import type { ChurnSubject } from './churn.ts';
import { type ChurnFigures, type ChurnPair, measurePairs } from './churnPairs.ts';
import type { LoadSubject, OffhookFigures } from './main.ts';
import type { PageKind } from './syntheticPages.ts';

/** Medians. `offhook`, `library` and `linkifier` are multiples of the walk. */
export type LoadCost = {
  readonly walkMs: number;
  readonly offhook: number;
  readonly library: number;
  readonly linkifier: number;
  readonly firstMarksMs: number | null;
  readonly longestTaskMs: number;
  readonly found: number;
  readonly libraryFound: number;
};

export type SpeedCosts = {
  readonly loads: Readonly<Record<LoadId, LoadCost>>;
  /** `added`: per cent of the frame without us, the median of the pairs. */
  readonly churn: Readonly<Record<ChurnSubject, ChurnFigures>> & {
    readonly added: number;
    readonly pairs: number;
  };
};

type Load = {
  readonly id: string;
  readonly name: string;
  readonly kind: PageKind;
  readonly textNodes: number;
};

export const LOADS = [
  { id: 'crm1k', name: 'CRM list, 1,000 texts, 50 numbers', kind: 'crm', textNodes: 1_000 },
  { id: 'crm10k', name: 'CRM list, 10,000 texts, 500 numbers', kind: 'crm', textNodes: 10_000 },
  { id: 'crm100k', name: 'CRM list, 100,000 texts, 5,000 numbers', kind: 'crm', textNodes: 100_000 },
  { id: 'plain10k', name: 'CRM list, 10,000 texts, no number', kind: 'crmWithoutNumbers', textNodes: 10_000 },
  { id: 'text10k', name: 'articles, 10,000 texts, 167 numbers', kind: 'text', textNodes: 10_000 },
  {
    id: 'digits10k',
    name: 'ids, dates, amounts, 10,000 texts, no number',
    kind: 'digits',
    textNodes: 10_000,
  },
] as const satisfies readonly Load[];

export type LoadId = (typeof LOADS)[number]['id'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--js-flags=--expose-gc',
];

/** Stretches of 200 batches without and with Offhook, in turn. */
const PAIRS_A_LOAD = 2;

export type Part = LoadId | 'churn';
const PARTS: readonly Part[] = [...LOADS.map(({ id }) => id), 'churn'];

/** Tells of each figure as it comes; `only` leaves parts out, for work on one of them. */
export async function measureSpeed(
  samples: number,
  print: (line: string) => void,
  only: readonly Part[] = PARTS,
): Promise<SpeedCosts> {
  const code = await bundle();
  const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: FLAGS });
  try {
    const loads: Partial<Record<LoadId, LoadCost>> = {};
    for (const load of LOADS.filter(({ id }) => only.includes(id))) {
      const cost = await measureLoad(browser, code, load, samples);
      loads[load.id] = cost;
      print(`${load.name.padEnd(48)} ${JSON.stringify(cost)}`);
    }
    const churn = await measureChurn(browser, code, only.includes('churn') ? samples : 1);
    print(`50 rows × 200 replaced ${JSON.stringify(churn)}`);
    return { loads: loads as Record<LoadId, LoadCost>, churn };
  } finally {
    await browser.close();
  }
}

type Sample = Readonly<Record<Exclude<LoadSubject, 'nothing'>, number>> &
  OffhookFigures & { readonly libraryFound: number };

async function measureLoad(browser: Browser, code: string, load: Load, samples: number): Promise<LoadCost> {
  const taken: Sample[] = [];
  while (taken.length < samples) {
    taken.push(await inFreshPage(browser, code, (page) => measureSubjects(page, load)));
  }
  const of = (pick: (one: Sample) => number) => round(median(taken.map(pick)));
  const isMarked = taken.every(({ firstMarksMs }) => firstMarksMs !== null);
  return {
    walkMs: of((one) => one.walk),
    offhook: of((one) => one.offhook / one.walk),
    library: of((one) => one.library / one.walk),
    linkifier: of((one) => one.linkifier / one.walk),
    firstMarksMs: isMarked ? of((one) => one.firstMarksMs ?? 0) : null,
    longestTaskMs: of((one) => one.longestTaskMs),
    found: of((one) => one.found),
    libraryFound: of((one) => one.libraryFound),
  };
}

/** One page load: each subject on nodes of its own. */
async function measureSubjects(page: Page, { kind, textNodes }: Load): Promise<Sample> {
  const devTools = await page.context().newCDPSession(page);
  // Of the page's own thread, so that a busy machine counts for less.
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const scriptMs = async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1_000;
  };
  const run = async (subject: LoadSubject) => {
    await page.evaluate((args) => window.numbersBench.prepare(...args), [kind, textNodes] as const);
    const before = await scriptMs();
    const result = await page.evaluate((name) => window.numbersBench.run(name), subject);
    return { ms: (await scriptMs()) - before, result };
  };
  const asking = await run('nothing');
  const walk = await run('walk');
  await page.evaluate(() => window.numbersBench.watch());
  const offhook = await run('offhook');
  const figures = await page.evaluate(() => window.numbersBench.finish());
  const library = await run('library');
  const linkifier = await run('linkifier');
  const own = ({ ms }: { readonly ms: number }) => Math.max(0.01, ms - asking.ms);
  return {
    walk: own(walk),
    offhook: own(offhook),
    library: own(library),
    linkifier: own(linkifier),
    libraryFound: library.result,
    ...figures,
  };
}

async function measureChurn(browser: Browser, code: string, samples: number): Promise<SpeedCosts['churn']> {
  const pairsOf = (subject: 'offhook' | 'rescan', pairs: number) =>
    inFreshPage(browser, code, (page) => measurePairs(page, subject, pairs));
  const taken: ChurnPair[] = [];
  for (let load = 0; load < samples; load++) taken.push(...(await pairsOf('offhook', PAIRS_A_LOAD)));
  const rescanned = await pairsOf('rescan', PAIRS_A_LOAD);
  const summary = (list: readonly ChurnFigures[]): ChurnFigures => ({
    frame: round(median(list.map((one) => one.frame))),
    synchronous: round(median(list.map((one) => one.synchronous))),
    work: round(median(list.map((one) => one.work))),
  });
  return {
    nothing: summary(taken.map((pair) => pair.without)),
    offhook: summary(taken.map((pair) => pair.with)),
    rescan: summary(rescanned.map((pair) => pair.with)),
    added: round(median(taken.map((pair) => (pair.with.frame / pair.without.frame - 1) * 100))),
    pairs: taken.length,
  };
}

async function inFreshPage<Value>(
  browser: Browser,
  code: string,
  work: (page: Page) => Promise<Value>,
): Promise<Value> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.setContent('<!doctype html><title>bench</title><body></body>');
  await page.addStyleTag({ content: '::highlight(offhook-number) { text-decoration: underline 2px green }' });
  await page.evaluate(code);
  const value = await work(page);
  await context.close();
  return value;
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('./main.ts', import.meta.url));
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'numbersBench' } },
  });
  const [first] = Array.isArray(output) ? output : [output];
  if (!first || !('output' in first)) throw new Error('vite built nothing');
  return first.output[0].code;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

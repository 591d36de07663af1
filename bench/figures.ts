/** Figures of one run: the median and p95 of samples, and the file that README's tables are checked against. */
import { mkdirSync, writeFileSync } from 'node:fs';

export type Figure = { readonly median: number; readonly p95: number; readonly samples: number };

/** Samples in milliseconds; rounded to whole ones, because the clocks of two processes meet no finer. */
export function figure(samples: readonly number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return { median: at(0.5), p95: at(0.95), samples: sorted.length };
}

export type Figures = Readonly<Record<string, Figure>>;

/** The rows of README's table for these figures, without padding. */
function rowsOf(figures: Figures): string[] {
  return Object.entries(figures).map(
    ([name, { median, p95, samples }]) => `| ${name} | ${median} | ${p95} | ${samples} |`,
  );
}

const CLICK_TO_INVITE = '| click → INVITE on the wire, ms | median | p95 | calls |';

export function figuresTable(figures: Figures, head = CLICK_TO_INVITE): string[] {
  return [head, '|---|---|---|---|', ...rowsOf(figures)];
}

export function saveFigures(name: string, figures: Figures): void {
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(figures, null, 2)}\n`);
}

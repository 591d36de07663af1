/** `npm run bench:numbers`: how right, how fast and how light the detector is; writes bench/results/numbers.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { quote } from '../quote.ts';
import { type AccuracyReport, reportAccuracy } from './accuracyReport.ts';
import { measureParseCost, type ParseCosts } from './parseCost.ts';
import { measureSpeed, type SpeedCosts } from './speed.ts';
import { numbersTable } from './table.ts';

export type NumbersResults = {
  readonly found: AccuracyReport;
  readonly parsing: ParseCosts;
  readonly speed: SpeedCosts;
};

export const RESULTS = 'bench/results/numbers.json';
/** Medians of so many page loads; an odd number, so that the median is one of them. */
const SAMPLES = 5;

/** Takes about five minutes on two cores. Throws when a budget does not hold. */
export async function benchNumbers(print: (line: string) => void): Promise<void> {
  const results: NumbersResults = {
    found: reportAccuracy(),
    parsing: await measureParseCost(),
    speed: await measureSpeed(SAMPLES, print),
  };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  quote('numbers', numbersTable(results));
  const broken = brokenBudgets(results.speed);
  if (broken.length > 0) throw new Error(`Over budget: ${broken.join('; ')}`);
}

type Budget = {
  readonly what: string;
  readonly most: number;
  readonly of: (speed: SpeedCosts) => number;
};

/** A walk is the unit of the first two; the others are milliseconds, numbers and per cent. */
const BUDGETS: readonly Budget[] = [
  { what: '500 numbers, × walk', most: 8, of: ({ loads }) => loads.crm10k.offhook },
  { what: 'no number, × walk', most: 3, of: ({ loads }) => loads.plain10k.offhook },
  { what: 'first marks, ms', most: 50, of: ({ loads }) => loads.crm100k.firstMarksMs ?? 0 },
  { what: 'longest task, ms', most: 16, of: ({ loads }) => loads.crm100k.longestTaskMs },
  { what: 'marks on a page of ids', most: 0, of: ({ loads }) => loads.digits10k.found },
  { what: 'a batch at once, ms', most: 0.5, of: ({ churn }) => churn.offhook.synchronous },
  { what: 'frame time under churn, %', most: 5, of: ({ churn }) => churn.added },
];

/** Each budget that does not hold, in words. */
export function brokenBudgets(speed: SpeedCosts): string[] {
  return BUDGETS.flatMap(({ what, most, of }) => {
    const value = of(speed);
    return value <= most ? [] : [`${what}: ${Number(value.toPrecision(3))}, at most ${most}`];
  });
}

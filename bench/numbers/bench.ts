/** `npm run bench:numbers`: how right, how fast and how light the detector is; writes bench/results/numbers.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { quote } from '../quote.ts';
import { type AccuracyReport, reportAccuracy } from './accuracyReport.ts';
import { type LongTextCosts, measureLongTexts } from './longTexts.ts';
import { measureParseCost, type ParseCosts } from './parseCost.ts';
import { measureSpeed, type SpeedCosts } from './speed.ts';
import { numbersTable } from './table.ts';

export type NumbersResults = {
  readonly found: AccuracyReport;
  readonly parsing: ParseCosts;
  readonly longTexts: LongTextCosts;
  readonly speed: SpeedCosts;
};

export const RESULTS = 'bench/results/numbers.json';
/** Medians of so many page loads; an odd number, so that the median is one of them. */
const SAMPLES = 5;

/** Takes some eight minutes on two cores. Throws when a budget does not hold. */
export async function benchNumbers(print: (line: string) => void): Promise<void> {
  const results: NumbersResults = {
    found: reportAccuracy(),
    parsing: await measureParseCost(),
    longTexts: measureLongTexts(),
    speed: await measureSpeed(SAMPLES, print),
  };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  quote('numbers', numbersTable(results));
  const broken = brokenBudgets(results);
  if (broken.length > 0) throw new Error(`Over budget: ${broken.join('; ')}`);
}

type Measured = Pick<NumbersResults, 'longTexts' | 'speed'>;

type Budget = {
  readonly what: string;
  readonly most: number;
  readonly of: (results: Measured) => number;
};

/** A walk is the unit of the first two; the others are milliseconds, numbers and per cent. */
const BUDGETS: readonly Budget[] = [
  { what: '500 numbers, × walk', most: 8, of: ({ speed: { loads } }) => loads.crm10k.offhook },
  { what: 'no number, × walk', most: 3, of: ({ speed: { loads } }) => loads.plain10k.offhook },
  { what: 'first marks, ms', most: 50, of: ({ speed: { loads } }) => loads.crm100k.firstMarksMs ?? 0 },
  { what: 'longest task, ms', most: 16, of: ({ speed: { loads } }) => loads.crm100k.longestTaskMs },
  { what: 'marks on a page of ids', most: 0, of: ({ speed: { loads } }) => loads.digits10k.found },
  { what: 'a batch at once, ms', most: 0.5, of: ({ speed: { churn } }) => churn.offhook.synchronous },
  {
    what: 'the slowest megabyte of digits and punctuation, ms',
    most: 100,
    of: ({ longTexts }) => Math.max(...Object.values(longTexts.digitsAndPunctuation)),
  },
  { what: 'frame time under churn, %', most: 5, of: ({ speed: { churn } }) => churn.added },
];

/** Each budget that does not hold, in words. */
export function brokenBudgets(measured: Measured): string[] {
  return BUDGETS.flatMap(({ what, most, of }) => {
    const value = of(measured);
    return value <= most ? [] : [`${what}: ${Number(value.toPrecision(3))}, at most ${most}`];
  });
}

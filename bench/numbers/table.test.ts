import { expect, test } from 'vitest';
import { brokenBudgets, type NumbersResults } from './bench.ts';
import type { LoadCost, LoadId } from './speed.ts';
import { numbersTable } from './table.ts';

const load: LoadCost = {
  walkMs: 2,
  offhook: 2.5,
  library: 56,
  linkifier: 4,
  firstMarksMs: null,
  longestTaskMs: 8,
  found: 0,
  libraryFound: 843,
};
const ids: readonly LoadId[] = ['crm1k', 'crm10k', 'crm100k', 'plain10k', 'text10k', 'digits10k'];
const loads = Object.fromEntries(ids.map((id) => [id, load])) as Record<LoadId, LoadCost>;
const nothing = { frame: 20, synchronous: 0, work: 0 };
const offhook = { frame: 20.8, synchronous: 0.1, work: 0.4 };
const rescan = { frame: 60, synchronous: 31, work: 35 };
const speed = { loads, churn: { nothing, offhook, rescan, added: 4, pairs: 25 } };
const accuracy = { texts: 9, numbers: 9, precision: 100, recall: 99, f1: 99.5, exactF1: 99, wrong: 0 };
const alarms = { texts: 9, alarmed: 0.3 };
const cost = { gzipKb: 40, loadMs: 2, coldUs: 8, warmUs: 4, againUs: 1 };
const longTexts = { digitsAndPunctuation: { pluses: 1, dates: 42 }, others: { labels: 220 } };
const results: NumbersResults = {
  found: {
    accuracy: { 'notes (held)': { offhook: accuracy } },
    alarms: { 'labelled decoys (held)': { offhook: alarms } },
  },
  longTexts,
  parsing: { ours: cost, library: { ...cost, coldUs: 80 } },
  speed,
};

test('the tables quote what was measured, and a dash where nothing was', () => {
  const lines = numbersTable(results);
  expect(lines).toContain('| F1, %: notes (held) | 99.5 | – |');
  expect(lines).toContain('| alarmed, %: labelled decoys (held) | 0.3 | – |');
  expect(lines).toContain('| CRM list, 10,000 texts, 500 numbers | 2.5 | 56 | 4 | 0 | – | 8 |');
  expect(lines).toContain('| Offhook | 20.8 | 0.1 | 0.4 |');
  expect(lines).toContain('| cold, distinct, µs | 8 | 80 |');
});

test('a budget that does not hold is named with its value, and one that holds is not', () => {
  expect(brokenBudgets({ speed, longTexts })).toEqual([]);
  const slow = { ...speed, loads: { ...loads, crm10k: { ...load, offhook: 8.1 } } };
  expect(brokenBudgets({ speed: slow, longTexts })).toEqual(['500 numbers, × walk: 8.1, at most 8']);
  const janky = { ...speed, churn: { ...speed.churn, added: 6 } };
  expect(brokenBudgets({ speed: janky, longTexts })).toEqual(['frame time under churn, %: 6, at most 5']);
});

test('of the long texts only those of digits and punctuation have a budget, and the slowest of them counts', () => {
  const long = { digitsAndPunctuation: { pluses: 1, dates: 142 }, others: { labels: 220 } };
  expect(brokenBudgets({ speed, longTexts: long })).toEqual([
    'the slowest megabyte of digits and punctuation, ms: 142, at most 100',
  ]);
});

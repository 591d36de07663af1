/** README's tables of the detector, from bench/results/numbers.json; a test holds README against them. */
import type { NumbersResults } from './bench.ts';
import { LOADS } from './speed.ts';

/** The lines between README's two marks, without padding. */
export function numbersTable({ found, parsing, speed }: NumbersResults): string[] {
  return [
    '| how right, own corpora | Offhook | libphonenumber-js max |',
    '|---|---|---|',
    ...Object.entries(found.accuracy).map(([corpus, by]) => row(`F1, %: ${corpus}`, by, ({ f1 }) => f1)),
    ...Object.entries(found.accuracy).map(([corpus, by]) =>
      row(`wrong numbers: ${corpus}`, by, ({ wrong }) => wrong),
    ),
    ...Object.entries(found.alarms).map(([corpus, by]) =>
      row(`alarmed, %: ${corpus}`, by, ({ alarmed }) => alarmed),
    ),
    '',
    '| one page load, cold, × a bare walk of it | Offhook | libphonenumber-js | a linkifier | found | first marks, ms | longest task, ms |',
    '|---|---|---|---|---|---|---|',
    ...LOADS.map(({ id, name }) => {
      const { offhook, library, linkifier, found, firstMarksMs, longestTaskMs } = speed.loads[id];
      const cells = [name, offhook, library, linkifier, found, firstMarksMs, longestTaskMs];
      return `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
    }),
    '',
    '| 50 rows replaced 200 times, ms | frame | at once, a batch | all work, a batch |',
    '|---|---|---|---|',
    ...Object.entries({
      'without a detector': speed.churn.nothing,
      Offhook: speed.churn.offhook,
      'libphonenumber-js, the page again': speed.churn.rescan,
    }).map(([name, { frame, synchronous, work }]) => `| ${name} | ${frame} | ${synchronous} | ${work} |`),
    '',
    '| reading one number | Offhook | libphonenumber-js |',
    '|---|---|---|',
    `| cold, distinct, µs | ${parsing.ours.coldUs} | ${parsing.library.coldUs} |`,
    `| kB gzipped | ${parsing.ours.gzipKb} | ${parsing.library.gzipKb} |`,
  ];
}

function row<T>(what: string, by: Readonly<Record<string, T>>, value: (one: T) => number): string {
  const cells = [by.offhook, by['libphonenumber-js max']].map((one) =>
    one === undefined ? '–' : value(one),
  );
  return `| ${what} | ${cells.join(' | ')} |`;
}

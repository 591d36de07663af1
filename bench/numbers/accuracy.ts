/**
 * How right a detector is: precision, recall and F1 over a corpus, wrong numbers among those found, and the share of
 * decoys that alarm. Ours beside libphonenumber-js's own finder, in one run. How fast they are is another bench.
 */
import { type CountryCode, findPhoneNumbersInText } from 'libphonenumber-js/max';
import { findNumbers } from '../../src/numbers/find.ts';
import type { Case } from './corpora/case.ts';

/** What a detector says of a text; offsets are UTF-16. */
export type Detected = {
  readonly start: number;
  readonly end: number;
  readonly e164: string;
  readonly ext?: string | undefined;
};
export type Detector = (oneCase: Case) => readonly Detected[];

/** Shares are per cent, rounded to two places. `exact` also asks for the same offsets and extension. */
export type Accuracy = {
  readonly texts: number;
  readonly numbers: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly exactF1: number;
  /** Found where a number is, but another number. */
  readonly wrong: number;
};
/** `alarmed`: texts without a number in which one was found, per cent. */
export type Alarms = { readonly texts: number; readonly alarmed: number };

export const DETECTORS: Readonly<Record<string, Detector>> = {
  offhook: ({ text, region, label }) =>
    findNumbers(text, { country: region, ...(label !== undefined && { label }) }).map(
      ({ start, end, e164, extension }) => ({ start, end, e164, ext: extension }),
    ),
  'libphonenumber-js max': ({ text, region }) =>
    findPhoneNumbersInText(text, region === null ? {} : { defaultCountry: region as CountryCode }).map(
      ({ startsAt, endsAt, number }) => ({
        start: startsAt,
        end: endsAt,
        e164: number.number,
        ext: number.ext,
      }),
    ),
};

/** A number counts as found where it overlaps the expected one and is the same E.164, each once. */
export function measureAccuracy(cases: readonly Case[], detect: Detector): Accuracy {
  const total = { expected: 0, detected: 0, right: 0, exact: 0, wrong: 0 };
  for (const one of cases) {
    const detected = detect(one);
    const pairs = pair(one.expected, detected);
    total.expected += one.expected.length;
    total.detected += detected.length;
    total.right += pairs.filter(([expected, found]) => expected.e164 === found.e164).length;
    total.exact += pairs.filter(([expected, found]) => isExact(expected, found)).length;
    total.wrong += pairs.filter(([expected, found]) => expected.e164 !== found.e164).length;
  }
  const { expected, detected, right, exact, wrong } = total;
  return {
    texts: cases.length,
    numbers: expected,
    precision: percent(right, detected),
    recall: percent(right, expected),
    f1: percent(2 * right, detected + expected),
    exactF1: percent(2 * exact, detected + expected),
    wrong,
  };
}

export function measureAlarms(cases: readonly Case[], detect: Detector): Alarms {
  const alarmed = cases.filter((one) => detect(one).length > 0).length;
  return { texts: cases.length, alarmed: percent(alarmed, cases.length) };
}

/** Each expected number with the one detected over it: the right one if it is among them. */
function pair(
  expected: Case['expected'],
  detected: readonly Detected[],
): [Case['expected'][number], Detected][] {
  const left = [...detected];
  return expected.flatMap((one) => {
    const over = left.filter(({ start, end }) => start < one.end && one.start < end);
    const found = over.find(({ e164 }) => e164 === one.e164) ?? over[0];
    if (!found) return [];
    left.splice(left.indexOf(found), 1);
    return [[one, found]];
  });
}

function isExact(expected: Case['expected'][number], found: Detected): boolean {
  const isSame = expected.e164 === found.e164 && (expected.ext ?? '') === (found.ext ?? '');
  return isSame && expected.start === found.start && expected.end === found.end;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((part / whole) * 10_000) / 100;
}

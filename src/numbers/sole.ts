/**
 * A text that is one number and nothing else, as the cell of a list is: nothing around it can speak for or against it, so
 * that it is read without looking for runs, columns, dates and labels. Most numbers of a page come through here.
 */
import type { Candidate } from './candidate.ts';
import type { CountryHint } from './e164.ts';
import { FEWEST_DIGITS } from './normalise.ts';
import { type Reading, readSimple } from './parse.ts';
import { decoyShape } from './shape.ts';

/** Nothing here could be a date between slashes, a second number, or too long to be one. */
const SOLE = /^(?:(?:\+\d{1,4} ?)?(?:\(\d{1,6}\) ?)?\d{1,12}(?: \d{1,4}){0,3}|\+?\d{1,6}(?:-\d{1,6}){1,4})$/;
const SEPARATORS = /\D+/g;
/** As many as all plans have at home, with every prefix: longer ones are for verdict.ts. */
const MOST_DIGITS = 13;
const [ZERO, NINE] = [48, 57];

/** What `scan` would find in the text, or null for a text that may hold something else, or too little. */
export function soleCandidate(plainText: string): Candidate | null {
  if (!SOLE.test(plainText)) return null;
  const digits = plainText.replace(SEPARATORS, '');
  return digits.length < FEWEST_DIGITS ? null : { start: 0, end: plainText.length, text: plainText, digits };
}

/** The number that a sole candidate is beyond doubt; null: it may be none, or there is more to be asked. */
export function readSole({ text, digits }: Candidate, hint: CountryHint | null): Reading | null {
  if (digits.length > MOST_DIGITS) return null;
  const first = text.charCodeAt(0);
  // What begins with a plus or a bracket has no shape of its own.
  if (first >= ZERO && first <= NINE && decoyShape(text) !== null) return null;
  const reading = readSimple(text, digits, hint);
  return reading?.standing === 'without-trunk' ? null : reading;
}

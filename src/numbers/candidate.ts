/** A stretch of a plain text that could be a number, cut to what belongs to it. Where to look for one is scan.ts. */
import { digitsOf, FEWEST_DIGITS } from './normalise.ts';
import { balance, isDigitAt } from './segments.ts';

/** A span [start, end) of the plain text, from the first "+", "(" or digit to the last digit. */
export type Candidate = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly digits: string;
};

/** Trims to the last digit, and in front to the first digit, plus or bracket that is closed. */
export function candidateIn(plainText: string, from: number, to: number): Candidate {
  let start = from;
  let end = to;
  while (end > start && !isDigitAt(plainText, end - 1)) end -= 1;
  while (start < end && !beginsNumber(plainText, start, end)) start += 1;
  const text = plainText.slice(start, end);
  return { start, end, text, digits: digitsOf(text) };
}

function beginsNumber(plainText: string, start: number, end: number): boolean {
  if (plainText[start] === '(') return balance(plainText.slice(start, end)) <= 0;
  return plainText[start] === '+' || isDigitAt(plainText, start);
}

/** What is left of a candidate behind `from`: its first digits were an extension of the number before. */
export function restOf(plainText: string, whole: Candidate, from: number): Candidate | null {
  const rest = candidateIn(plainText, Math.max(from, whole.start), whole.end);
  return rest.digits.length >= FEWEST_DIGITS ? rest : null;
}

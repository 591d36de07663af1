/**
 * A run of digits and their punctuation → the stretches that may each be one number: where people put the end of one
 * number and the beginning of the next.
 */
import { FEWEST_DIGITS } from './normalise.ts';
import { LONGEST_SEPARATOR } from './runs.ts';

export type Span = { readonly start: number; readonly end: number };

const PIECES = /\d+|\D+/g;
const ALWAYS_BREAKS = /\.\.|--/;
/** "0 3   3 3 1" is spelled digit by digit; between longer groups this is another column. */
const COLUMN = / {3}/;
/** Between two whole numbers this separates; inside one it groups. */
const SPACED_SIGN = / [-.~] /;

/** What is known of the stretch being read: where it began in the run, its digits, its open brackets. */
type Stretch = { readonly start: number; digits: number; open: number };

/** Cuts a run; the spans are moved by `offset`, the place of the run in its text. */
export function segmentsOf(run: string, offset: number): Span[] {
  const spans: Span[] = [];
  let stretch: Stretch = { start: 0, digits: 0, open: 0 };
  let remaining = countDigits(run);
  let at = 0;
  const isSpelled = !/\d\d/.test(run);
  for (const piece of run.match(PIECES) ?? []) {
    const open = stretch.open + balance(piece);
    if (isDigit(piece)) {
      stretch.digits += piece.length;
      remaining -= piece.length;
    } else if (
      stretch.digits > 0 &&
      (closesNothing(piece, stretch.open) || breaks(piece, stretch.digits, remaining, isSpelled))
    ) {
      const listNumber = closesNothing(piece, stretch.open)
        ? listNumberAtEnd(run.slice(stretch.start, at))
        : 0;
      spans.push({ start: offset + stretch.start, end: offset + at - listNumber });
      stretch = stretchBehind(piece, at);
    } else stretch.open = Math.max(0, open);
    at += piece.length;
  }
  spans.push({ start: offset + stretch.start, end: offset + at });
  return spans;
}

function breaks(separator: string, digitsBefore: number, digitsAfter: number, isSpelled: boolean): boolean {
  if (separator.length > LONGEST_SEPARATOR || ALWAYS_BREAKS.test(separator)) return true;
  if (COLUMN.test(separator) && !isSpelled) return true;
  if (digitsBefore < FEWEST_DIGITS) return false;
  // "…0018/19" names a second line by its last digits.
  if (/\/|^\. | ~|~ /.test(separator)) return true;
  // "… 0018 (24/7)": the brackets of a number stand before its seventh digit.
  return separator.includes('(') || (digitsAfter >= FEWEST_DIGITS && SPACED_SIGN.test(separator));
}

/** The next number begins at the last opening bracket of the separator, else behind it. */
function stretchBehind(separator: string, at: number): Stretch {
  const bracket = separator.lastIndexOf('(');
  const first = bracket > separator.lastIndexOf(')') ? bracket : separator.length;
  return { start: at + first, digits: 0, open: Math.max(0, balance(separator.slice(first))) };
}

/** "… 0018 2) 020 …": the length of the 2 that numbers the next entry of a list. */
function listNumberAtEnd(segment: string): number {
  return / \d{1,2}$/.exec(segment.slice(-3))?.[0].length ?? 0;
}

/** Does the text begin with an ASCII digit? */
export function isDigit(text: string | undefined): boolean {
  return text !== undefined && text >= '0' && text < ':';
}

/** Does a bracket of the separator close where none is open? ") (" does behind a list number. */
function closesNothing(separator: string, openBefore: number): boolean {
  let open = openBefore;
  for (const character of separator) {
    if (character === '(') open += 1;
    else if (character === ')') open -= 1;
    if (open < 0) return true;
  }
  return false;
}

function countDigits(text: string): number {
  let count = 0;
  for (const character of text) if (isDigit(character)) count += 1;
  return count;
}

/** Opening minus closing brackets. */
export function balance(text: string): number {
  let open = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    else if (character === ')') open -= 1;
  }
  return open;
}

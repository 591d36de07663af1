/**
 * A run of digits and their punctuation → the stretches that may each be one number: where people put the end of one
 * number and the beginning of the next.
 */
import { FEWEST_DIGITS } from './normalise.ts';
import { LONGEST_SEPARATOR } from './runs.ts';

export type Span = { readonly start: number; readonly end: number };

const TWO_DIGITS = /\d\d/;
/** "0 3   3 3 1" is spelled digit by digit; between longer groups this is another column. */
const COLUMN = '   ';
/** Between two whole numbers this separates; inside one it groups. */
const SPACED_SIGN = / [-.~] /;
const SLASHED_GROUP = /\/\d{1,4}$/;
const LONGEST_SLASHED = 5;
const LIST_NUMBER = / \d{1,2}$/;
const [SPACE, DASH, DOT, TILDE, ZERO, NINE, OPENS, CLOSES, PLUS] = [32, 45, 46, 126, 48, 57, 40, 41, 43];

/** What is known of the stretch being read: where it began in the run, its digits, its open brackets. */
type Stretch = { readonly start: number; digits: number; open: number };

/**
 * Cuts a run; the spans are moved by `offset`, the place of the run in its text. Makes no strings of the pieces that
 * decide nothing: a run may be as long as the page.
 */
export function segmentsOf(run: string, offset: number): Span[] {
  const spans: Span[] = [];
  let stretch: Stretch = { start: 0, digits: 0, open: 0 };
  let remaining = countDigits(run);
  let at = 0;
  const isSpelled = !TWO_DIGITS.test(run);
  while (at < run.length) {
    const until = endOfPiece(run, at);
    if (isDigitAt(run, at)) {
      stretch.digits += until - at;
      remaining -= until - at;
    } else if (!isPlainSeparator(run, at, until)) {
      const separator = run.slice(at, until);
      const closes = closesNothing(separator, stretch.open);
      const before = run.slice(stretch.start, at);
      if (stretch.digits > 0 && (closes || breaks(separator, before, stretch.digits, remaining, isSpelled))) {
        const listNumber = closes ? listNumberAtEnd(before) : 0;
        spans.push({ start: offset + stretch.start, end: offset + at - listNumber });
        stretch = stretchBehind(separator, at);
      } else stretch.open = Math.max(0, stretch.open + balance(separator));
    }
    at = until;
  }
  spans.push({ start: offset + stretch.start, end: offset + at });
  return spans;
}

/** Where the digits that stand at `at` end, or the separator. */
function endOfPiece(run: string, at: number): number {
  const isOfDigits = isDigitAt(run, at);
  let until = at + 1;
  while (until < run.length && isDigitAt(run, until) === isOfDigits) until += 1;
  return until;
}

/** One space, dash, dot or tilde groups the digits of a number, wherever it stands. */
function isPlainSeparator(run: string, from: number, to: number): boolean {
  if (to - from > 1) return false;
  const code = run.charCodeAt(from);
  return code === SPACE || code === DASH || code === DOT || code === TILDE;
}

/** "01/99/00/12" goes on with slashes: one stands in front of its last group too, and it begins as a number. */
function isSlashed(before: string): boolean {
  const lead = before.charCodeAt(0);
  return (lead === ZERO || lead === PLUS) && SLASHED_GROUP.test(before.slice(-LONGEST_SLASHED));
}

function breaks(
  separator: string,
  before: string,
  digitsBefore: number,
  digitsAfter: number,
  isSpelled: boolean,
): boolean {
  if (separator.length > LONGEST_SEPARATOR || separator.includes('..') || separator.includes('--'))
    return true;
  if (!isSpelled && separator.includes(COLUMN)) return true;
  if (digitsBefore < FEWEST_DIGITS) return false;
  // "…0018/19" names a second line by its last digits.
  if (separator === '/') return !isSlashed(before);
  if (separator.includes('/') || separator.startsWith('. ')) return true;
  if (separator.includes(' ~') || separator.includes('~ ')) return true;
  // "… 0018 (24/7)": the brackets of a number stand before its seventh digit.
  return separator.includes('(') || (digitsAfter >= FEWEST_DIGITS && SPACED_SIGN.test(separator));
}

/** The next number begins at the last opening bracket of the separator, else behind it. */
function stretchBehind(separator: string, at: number): Stretch {
  const bracket = separator.lastIndexOf('(');
  if (bracket < 0) return { start: at + separator.length, digits: 0, open: 0 };
  const first = bracket > separator.lastIndexOf(')') ? bracket : separator.length;
  return { start: at + first, digits: 0, open: Math.max(0, balance(separator.slice(first))) };
}

/** "… 0018 2) 020 …": the length of the 2 that numbers the next entry of a list. */
function listNumberAtEnd(segment: string): number {
  return LIST_NUMBER.exec(segment.slice(-3))?.[0].length ?? 0;
}

/** Is the character at `at` an ASCII digit? */
export function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= ZERO && code <= NINE;
}

/** Does a bracket of the separator close where none is open? ") (" does behind a list number. */
function closesNothing(separator: string, openBefore: number): boolean {
  let open = openBefore;
  for (let at = 0; at < separator.length && open >= 0; at += 1) open += bracketAt(separator, at);
  return open < 0;
}

function countDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (isDigitAt(text, at)) count += 1;
  return count;
}

/** Opening minus closing brackets. */
export function balance(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) open += bracketAt(text, at);
  return open;
}

function bracketAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code === OPENS ? 1 : code === CLOSES ? -1 : 0;
}

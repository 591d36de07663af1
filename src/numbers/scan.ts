/**
 * Plain text → spans that could be telephone numbers, in one linear pass. Knows the punctuation of numbers and where
 * one ends and the next begins; whether a span *is* a number is for verdict.ts and parse.ts.
 */
import { FEWEST_DIGITS } from './normalise.ts';
import { isDecoyWord } from './shape.ts';

/** A span [start, end) of the plain text, from the first "+", "(" or digit to the last digit. */
export type Candidate = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly digits: string;
};

/** The lead is bounded so that a wall of brackets costs no more than its length. */
const RUN = /(?:[+(]{1,3} ?)?\d[\d ()./~-]*/g;
const PIECES = /\d+|\D+/g;
/** The longest separator people type is " - (" or ") - "; more white space than that is another column. */
const LONGEST_SEPARATOR = 4;
const ALWAYS_BREAKS = /\.\.|--|\/\/| {3}/;
/** Between two whole numbers these separate; inside one they group. */
const BREAKS_WHOLE_NUMBERS = / [-.~] |\(/;
/** Two international numbers side by side have at most 34 digits; more is a table or a key, read word by word. */
const MOST_DIGITS_TOGETHER = 34;
/** A house number, a count or a list number beside a telephone number. */
const LONGEST_STRAY = 4;

/** All candidates with enough digits, in order, never overlapping. */
export function scan(plainText: string): Candidate[] {
  const candidates: Candidate[] = [];
  for (const run of plainText.matchAll(RUN)) {
    for (const segment of segmentsOf(run[0], run.index)) {
      const { start, end } = trimDecoys(plainText, segment);
      for (const part of partsOf(plainText, start, end)) {
        if (part.digits.length >= FEWEST_DIGITS) candidates.push(part);
      }
    }
  }
  return candidates;
}

/**
 * The ways to read one candidate, best first: as one number, as two, or with a stray group beside it. The caller
 * takes the first way of which every part is a number.
 */
export function* waysToRead(plainText: string, whole: Candidate): Generator<readonly Candidate[]> {
  yield [whole];
  const gaps = [...whole.text.matchAll(/ +/g)].map((gap) => ({
    before: whole.start + gap.index,
    after: whole.start + gap.index + gap[0].length,
  }));
  for (const gap of gaps) {
    const left = candidate(plainText, whole.start, gap.before);
    const right = candidate(plainText, gap.after, whole.end);
    if (standsAlone(left) && standsAlone(right)) yield [left, right];
    else if (gap === gaps[0] && isStray(left) && standsAlone(right)) yield [right];
    else if (gap === gaps.at(-1) && isStray(right) && isOneWord(left)) yield [left];
  }
}

type Span = { readonly start: number; readonly end: number };

function segmentsOf(run: string, offset: number): Span[] {
  const spans: Span[] = [];
  const pieces = run.match(PIECES) ?? [];
  let remaining = countDigits(run);
  let start = offset;
  let at = offset;
  let digits = 0;
  let open = 0;
  for (const piece of pieces) {
    const isDigits = isDigit(piece);
    if (isDigits) {
      digits += piece.length;
      remaining -= piece.length;
    } else {
      const depth = open + balance(piece);
      if (digits > 0 && (depth < 0 || breaks(piece, digits, remaining))) {
        spans.push({
          start,
          end: at - (depth < 0 ? listNumberAtEnd(run.slice(start - offset, at - offset)) : 0),
        });
        start = at + firstOfNext(piece);
        digits = 0;
        open = Math.max(0, balance(piece.slice(firstOfNext(piece))));
      } else open = Math.max(0, depth);
    }
    at += piece.length;
  }
  spans.push({ start, end: at });
  return spans;
}

function breaks(separator: string, digitsBefore: number, digitsAfter: number): boolean {
  if (separator.length > LONGEST_SEPARATOR || ALWAYS_BREAKS.test(separator)) return true;
  if (digitsBefore < FEWEST_DIGITS) return false;
  // "…0018/19" names a second line by its last digits.
  if (separator.includes('/')) return true;
  return digitsAfter >= FEWEST_DIGITS && BREAKS_WHOLE_NUMBERS.test(separator);
}

/** "… 0018 2) 020 …": the length of the 2 that numbers the next entry of a list. */
function listNumberAtEnd(segment: string): number {
  return / \d{1,2}$/.exec(segment.slice(-3))?.[0].length ?? 0;
}

/** Where in a breaking separator the next number begins: at its last opening bracket, else behind it. */
function firstOfNext(separator: string): number {
  const bracket = separator.lastIndexOf('(');
  return bracket > separator.lastIndexOf(')') ? bracket : separator.length;
}

/** Takes dates, addresses and clock times off both ends: "21.6.1984 020 …", "… 10:30". */
function trimDecoys(plainText: string, span: Span): Span {
  let { start, end } = span;
  for (;;) {
    const text = plainText.slice(start, end);
    const first = /^[^ ]+ +/.exec(text)?.[0];
    const last = / +[^ ]+ *$/.exec(text.slice(-32))?.[0];
    if (first && (isDecoyWord(first.trim()) || isClockBefore(plainText, start))) start += first.length;
    else if (last && (isDecoyWord(last.trim()) || isClockAfter(plainText, end))) end -= last.length;
    else return { start, end };
  }
}

function isClockBefore(plainText: string, start: number): boolean {
  return /\d:$/.test(plainText.slice(Math.max(0, start - 2), start));
}

function isClockAfter(plainText: string, end: number): boolean {
  return /^:\d/.test(plainText.slice(end, end + 2));
}

function partsOf(plainText: string, start: number, end: number): Candidate[] {
  const whole = candidate(plainText, start, end);
  if (whole.digits.length <= MOST_DIGITS_TOGETHER) return [whole];
  return [...whole.text.matchAll(/[^ ]+/g)].map((word) =>
    candidate(plainText, whole.start + word.index, whole.start + word.index + word[0].length),
  );
}

/** Trims to the last digit, and in front to the first digit, plus or bracket that is closed. */
function candidate(plainText: string, from: number, to: number): Candidate {
  let start = from;
  let end = to;
  while (end > start && !isDigit(plainText[end - 1])) end -= 1;
  while (start < end && !beginsNumber(plainText, start, end)) start += 1;
  const text = plainText.slice(start, end);
  return { start, end, text, digits: text.replace(/\D/g, '') };
}

function beginsNumber(plainText: string, start: number, end: number): boolean {
  if (plainText[start] === '(') return balance(plainText.slice(start, end)) <= 0;
  return plainText[start] === '+' || isDigit(plainText[start]);
}

function standsAlone(part: Candidate): boolean {
  return part.digits.length >= FEWEST_DIGITS && (/^[+(0]/.test(part.text) || isOneWord(part));
}

/** "415-555-0123" or nine digits and more in a row: held together by more than spaces. */
function isOneWord(part: Candidate): boolean {
  return !part.text.includes(' ') && (part.digits.length >= 9 || part.digits.length < part.text.length);
}

function isStray(part: Candidate): boolean {
  return part.digits.length <= LONGEST_STRAY && isDigit(part.text[0]);
}

function isDigit(text: string | undefined): boolean {
  return text !== undefined && text >= '0' && text < ':';
}

function countDigits(text: string): number {
  let count = 0;
  for (const character of text) if (isDigit(character)) count += 1;
  return count;
}

function balance(text: string): number {
  let open = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    else if (character === ')') open -= 1;
  }
  return open;
}

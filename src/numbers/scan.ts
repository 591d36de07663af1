/**
 * Plain text → spans that could be telephone numbers, in one linear pass. Where one number ends and the next begins is
 * segments.ts; whether a span *is* a number is for verdict.ts and parse.ts.
 */
import { FEWEST_DIGITS } from './normalise.ts';
import { runsIn } from './runs.ts';
import { balance, isDigit, type Span, segmentsOf } from './segments.ts';
import { isDecoyWord } from './shape.ts';

/** A span [start, end) of the plain text, from the first "+", "(" or digit to the last digit. */
export type Candidate = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly digits: string;
};

/** Two international numbers side by side have at most 34 digits; more is a table or a key, read word by word. */
const MOST_DIGITS_TOGETHER = 34;
/** A house number, a postcode or a list number beside a telephone number. */
const LONGEST_STRAY = 5;
/** Where a candidate may be cut: white space, also around a dash, and a full stop that ends a sentence. */
const GAP = /\.? +(?:[-~./] +)?/g;

/** Where a candidate may be cut, in offsets of the text. */
type Gap = { readonly before: number; readonly after: number; readonly isPunctuated: boolean };

/** All candidates with enough digits, in order, never overlapping. */
export function scan(plainText: string): Candidate[] {
  const candidates: Candidate[] = [];
  for (const run of runsIn(plainText)) {
    for (const segment of segmentsOf(run.text, run.index)) {
      if (segment.end - segment.start < FEWEST_DIGITS) continue;
      const { start, end } = trimDecoys(plainText, segment);
      for (const part of partsOf(plainText, start, end)) {
        if (part.digits.length >= FEWEST_DIGITS) candidates.push(part);
      }
    }
  }
  return candidates;
}

/** What is left of a candidate behind `from`: its first digits were an extension of the number before. */
export function restOf(plainText: string, whole: Candidate, from: number): Candidate | null {
  const rest = candidate(plainText, Math.max(from, whole.start), whole.end);
  return rest.digits.length >= FEWEST_DIGITS ? rest : null;
}

/**
 * The ways to read one candidate, best first: as one number, as two, or with a stray group beside it. The caller
 * takes the first way of which every part is a number.
 */
export function* waysToRead(plainText: string, whole: Candidate): Generator<readonly Candidate[]> {
  yield [whole];
  const gaps = gapsOf(whole);
  // Two numbers need the digits of two; otherwise only the ends can be strays.
  const isForTwo = whole.digits.length >= 2 * FEWEST_DIGITS;
  for (const gap of isForTwo ? gaps : new Set([...gaps.slice(0, 1), ...gaps.slice(-1)])) {
    const left = candidate(plainText, whole.start, gap.before);
    const right = candidate(plainText, gap.after, whole.end);
    if (standsAlone(left) && standsAlone(right)) yield [left, right];
    else if (gap === gaps[0] && isStrayInFront(left, right, gap)) yield [right];
    else if (gap === gaps.at(-1) && isStray(right) && (gap.isPunctuated || isOneWord(left))) yield [left];
  }
  const behindWord = fromBracket(plainText, whole);
  if (behindWord) yield [behindWord];
}

/** "call01 (449) …": what touches the word belongs to it, but a bracket begins anew. */
function fromBracket(plainText: string, whole: Candidate): Candidate | null {
  const bracket = whole.text.indexOf('(', 1);
  if (bracket < 0 || !/\p{L}/u.test(plainText[whole.start - 1] ?? '')) return null;
  return candidate(plainText, whole.start + bracket, whole.end);
}

/** Takes dates, addresses and clock times off both ends: "21.6.1984 020 …", "… 10:30". */
function trimDecoys(plainText: string, span: Span): Span {
  let { start, end } = span;
  for (;;) {
    const text = plainText.slice(start, end);
    const first = /^[^ ]+ +/.exec(text)?.[0];
    const last = / +[^ ]+ *$/.exec(text.slice(-32))?.[0];
    if (first && (isDecoyWord(first.trim()) || isClockBefore(plainText, start))) start += first.length;
    else if (
      last &&
      (isDecoyWord(last.trim()) || isClockAfter(plainText, end) || isListNumber(plainText, start, end, last))
    )
      end -= last.length;
    else return { start, end };
  }
}

/** "… 0018 2) 020 …": the 2 numbers the next entry. */
function isListNumber(plainText: string, start: number, end: number, word: string): boolean {
  const goesOn = /^\) ?[+(\d]/.test(plainText.slice(end, end + 3));
  return goesOn && /^ +\d{1,2}$/.test(word) && plainText[start - 1] !== '(';
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

function gapsOf(whole: Candidate): Gap[] {
  return [...whole.text.matchAll(GAP)].map((gap) => ({
    before: whole.start + gap.index,
    after: whole.start + gap.index + gap[0].length,
    isPunctuated: /[-~./]/.test(gap[0]),
  }));
}

/** Behind a stray group and a dash or a dot anything with enough digits may begin. */
function isStrayInFront(left: Candidate, right: Candidate, { isPunctuated }: Gap): boolean {
  if (!isStray(left) || isTrunkDigit(left, right)) return false;
  return standsAlone(right) || (isPunctuated && right.digits.length >= FEWEST_DIGITS);
}

function standsAlone(part: Candidate): boolean {
  return part.digits.length >= FEWEST_DIGITS && (/^[+(0]/.test(part.text) || isOneWord(part));
}

/** "415-555-0123" or nine digits and more in a row: held together by more than spaces. */
function isOneWord(part: Candidate): boolean {
  return !part.text.includes(' ') && (part.digits.length >= 9 || part.digits.length < part.text.length);
}

/** "8 (495) …", "1 (415) …": the digit belongs to the number, and without it the rest may be another one. */
function isTrunkDigit(left: Candidate, right: Candidate): boolean {
  return /^[018]$/.test(left.text) && right.text.startsWith('(');
}

function isStray(part: Candidate): boolean {
  return part.digits.length <= LONGEST_STRAY && isDigit(part.text[0]);
}

/**
 * Plain text → spans that could be telephone numbers, in one linear pass. Where one number ends and the next begins is
 * segments.ts, how else to read a span parting.ts; whether it *is* a number is for verdict.ts and parse.ts.
 */
import { type Candidate, candidateIn } from './candidate.ts';
import { FEWEST_DIGITS } from './normalise.ts';
import { LONGEST_SEPARATOR, runsIn } from './runs.ts';
import { isDigitAt, type Span, segmentsOf } from './segments.ts';
import { couldBeDecoyWord, isDecoyWord } from './shape.ts';

/** Two international numbers side by side have at most 34 digits; more is a table or a key, read word by word. */
const MOST_DIGITS_TOGETHER = 34;
/** Each of them behind the longest separator. */
const LONGEST_TOGETHER = MOST_DIGITS_TOGETHER * (1 + LONGEST_SEPARATOR);
/** The day, month and year of a date that a slash has cut in two. */
const DATE_GOES_ON = /^\d{1,2}\/\d{1,2}\/(?:19|20)?\d\d(?!\d)/;
const LONGEST_DATE = 11;
const LIST_NUMBER = /^[1-9]\d?$/;
/** No date, address or list number is as long as this. */
const LONGEST_LAST = 32;
const SPACE = 32;

/** A word at the end of a span; `previous` is where the one before it ends. */
type LastWord = Span & { readonly previous: number };

/**
 * All candidates with enough digits, in order, never overlapping. One after the other: a long text has very many. `hides`
 * is asked where a run or a segment begins, before anything is made of it.
 */
export function* scan(
  plainText: string,
  hides: (start: number) => boolean = () => false,
): Generator<Candidate> {
  for (const segment of segmentsIn(plainText, hides)) {
    for (const part of partsOf(plainText, trimDecoys(plainText, segment))) {
      if (part.digits.length >= FEWEST_DIGITS) yield part;
    }
  }
}

function* segmentsIn(plainText: string, hides: (start: number) => boolean): Generator<Span> {
  for (const run of runsIn(plainText)) {
    if (hides(run.index)) continue;
    for (const segment of segmentsOf(run.text, run.index)) {
      if (segment.end - segment.start >= FEWEST_DIGITS && !hides(segment.start)) yield segment;
    }
  }
}

/** Takes dates, addresses and clock times off both ends: "21.6.1984 020 …", "… 10:30". */
function trimDecoys(plainText: string, span: Span): Span {
  let { start, end } = span;
  for (;;) {
    const first = firstWord(plainText, start, end);
    const last = lastWord(plainText, start, end);
    if (first && (isDecoyBetween(plainText, start, first.end) || isClockBefore(plainText, start)))
      start = first.next;
    else if (last && isDecoyAtEnd(plainText, { start, end }, last)) end = last.previous;
    else return { start, end };
  }
}

/** The word at `start` where another one stands behind it, at `next`. */
function firstWord(plainText: string, start: number, end: number): { end: number; next: number } | null {
  let at = start;
  while (at < end && plainText.charCodeAt(at) !== SPACE) at += 1;
  if (at === start || at === end) return null;
  let next = at;
  while (next < end && plainText.charCodeAt(next) === SPACE) next += 1;
  return { end: at, next };
}

/** The word at the end where another one, which ends at `previous`, stands in front of it. */
function lastWord(plainText: string, start: number, end: number): LastWord | null {
  const least = Math.max(start, end - LONGEST_LAST);
  let wordEnd = end;
  while (wordEnd > least && plainText.charCodeAt(wordEnd - 1) === SPACE) wordEnd -= 1;
  let at = wordEnd;
  while (at > least && plainText.charCodeAt(at - 1) !== SPACE) at -= 1;
  if (at === wordEnd || at === least) return null;
  let previous = at;
  while (previous > least && plainText.charCodeAt(previous - 1) === SPACE) previous -= 1;
  return { start: at, end: wordEnd, previous };
}

/** Asks for its length before a word is made of it: a text may have a hundred thousand. */
function isDecoyBetween(plainText: string, start: number, end: number): boolean {
  return couldBeDecoyWord(end - start) && isDecoyWord(plainText.slice(start, end));
}

function isDecoyAtEnd(plainText: string, whole: Span, last: LastWord): boolean {
  return (
    (isDecoyBetween(plainText, last.start, last.end) && !isBehindCountryCode(plainText, whole, last)) ||
    isClockAfter(plainText, whole.end) ||
    (plainText[whole.end] === '/' &&
      DATE_GOES_ON.test(plainText.slice(last.start, last.start + LONGEST_DATE))) ||
    isListNumber(plainText, whole, last)
  );
}

/** "(+386) 83.38.42.93": too little is left for a number without what only looks like an address. */
function isBehindCountryCode(plainText: string, { start }: Span, last: LastWord): boolean {
  return !isDigitAt(plainText, start) && last.previous - start < FEWEST_DIGITS;
}

/** "… 0018 2) 020 …", "1. 020 7946 0018 2. 020 …": the 2 numbers the next entry. */
function isListNumber(plainText: string, { start, end }: Span, last: Span): boolean {
  const number = plainText.slice(last.start, last.end);
  if (!LIST_NUMBER.test(number) || plainText[start - 1] === '(') return false;
  const next = plainText[end + 1] === ' ' ? end + 2 : end + 1;
  const isFollowed = plainText[next] === '+' || plainText[next] === '(' || isDigitAt(plainText, next);
  if (plainText[end] !== '.') return isFollowed && plainText[end] === ')';
  const before = `${Number(number) - 1}. `;
  const isCounted =
    plainText.startsWith(before, start) || plainText.startsWith(before, start - before.length);
  return isFollowed && isCounted;
}

function isClockBefore(plainText: string, start: number): boolean {
  return plainText[start - 1] === ':' && isDigitAt(plainText, start - 2);
}

function isClockAfter(plainText: string, end: number): boolean {
  return plainText[end] === ':' && isDigitAt(plainText, end + 1);
}

function* partsOf(plainText: string, { start, end }: Span): Generator<Candidate> {
  const whole = end - start > LONGEST_TOGETHER ? null : candidateIn(plainText, start, end);
  if (whole && whole.digits.length <= MOST_DIGITS_TOGETHER) {
    yield whole;
    return;
  }
  let from = whole?.start ?? start;
  const until = whole?.end ?? end;
  for (let word = firstWord(plainText, from, until); word; word = firstWord(plainText, from, until)) {
    if (word.end - from >= FEWEST_DIGITS) yield candidateIn(plainText, from, word.end);
    from = word.next;
  }
  yield candidateIn(plainText, from, until);
}

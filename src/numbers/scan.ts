/**
 * Plain text → spans that could be telephone numbers, in one linear pass. Where one number ends and the next begins is
 * segments.ts; whether a span *is* a number is for verdict.ts and parse.ts.
 */
import { digitsOf, FEWEST_DIGITS } from './normalise.ts';
import { LONGEST_SEPARATOR, runsIn } from './runs.ts';
import { balance, isDigitAt, type Span, segmentsOf } from './segments.ts';
import { couldBeDecoyWord, isDecoyWord } from './shape.ts';

/** A span [start, end) of the plain text, from the first "+", "(" or digit to the last digit. */
export type Candidate = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly digits: string;
};

/** Two international numbers side by side have at most 34 digits; more is a table or a key, read word by word. */
const MOST_DIGITS_TOGETHER = 34;
/** Each of them behind the longest separator. */
const LONGEST_TOGETHER = MOST_DIGITS_TOGETHER * (1 + LONGEST_SEPARATOR);
/** Nothing here could be a date, a second number, or too long to be one. */
const IN_GROUPS = /^(?:\+\d{1,4} ?)?(?:\(\d{1,6}\) ?)?\d{1,12}(?: \d{1,4}){0,3}$/;
const WITH_DASHES = /^\+?\d{1,6}(?:-\d{1,6}){1,4}$/;
/** A house number, a postcode or a list number beside a telephone number. */
const LONGEST_STRAY = 5;
/** Where a candidate may be cut: white space, also around a dash, and a full stop that ends a sentence. */
const GAP = /\.? +(?:[-~./] +)?/g;
const PUNCTUATION = /[-~./]/;
/** A lead behind the first gap, one gap only, or a gap with punctuation: asked before a text is cut into its parts. */
const COULD_HAVE_STRAY = /^[^ ]* +(?:[+(0]|[^ ]*$)| [-~./] |\. /;
const LIST_NUMBER = /^\d{1,2}$/;
/** No date, address or list number is as long as this. */
const LONGEST_LAST = 32;
const SPACE = 32;

/** Where a candidate may be cut, in offsets of the text. */
type Gap = { readonly before: number; readonly after: number; readonly isPunctuated: boolean };

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

/**
 * A text that is one number and nothing else, as the cell of a list is: what `scan` would find in it, without looking
 * for runs, columns, dates and brackets. Null for any other text.
 */
export function soleCandidate(plainText: string): Candidate | null {
  if (!IN_GROUPS.test(plainText) && !WITH_DASHES.test(plainText)) return null;
  const digits = digitsOf(plainText);
  return digits.length < FEWEST_DIGITS ? null : { start: 0, end: plainText.length, text: plainText, digits };
}

/** What is left of a candidate behind `from`: its first digits were an extension of the number before. */
export function restOf(plainText: string, whole: Candidate, from: number): Candidate | null {
  const rest = candidate(plainText, Math.max(from, whole.start), whole.end);
  return rest.digits.length >= FEWEST_DIGITS ? rest : null;
}

/** Is there a place at all where it could be parted? Most candidates that are no number are one row of digits. */
export function canBeParted({ text }: Candidate): boolean {
  return text.includes(' ') || text.includes('(');
}

/**
 * How to read a candidate that is not one number, best first: as two, or with a stray group beside it. The caller takes
 * the first way of which every part is a number.
 */
export function* otherWaysToRead(plainText: string, whole: Candidate): Generator<readonly Candidate[]> {
  const gaps = gapsOf(plainText, whole);
  for (const gap of gaps) {
    const left = candidate(plainText, whole.start, gap.before);
    const right = candidate(plainText, gap.after, whole.end);
    if (standsAlone(left) && standsAlone(right)) yield [left, right];
    else if (gap === gaps[0] && isStrayInFront(left, right, gap)) yield [right];
    else if (gap === gaps.at(-1) && isStray(right) && (gap.isPunctuated || isOneWord(left))) yield [left];
  }
  const behindWord = fromBracket(plainText, whole);
  if (behindWord) yield [behindWord];
}

/** A digit that no prefix begins with. What has a gap inside stands alone only behind another. */
function hasNoLead(plainText: string, at: number): boolean {
  return isDigitAt(plainText, at) && plainText[at] !== '0';
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
function lastWord(
  plainText: string,
  start: number,
  end: number,
): { start: number; end: number; previous: number } | null {
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

function isDecoyAtEnd(plainText: string, whole: Span, last: Span): boolean {
  return (
    isDecoyBetween(plainText, last.start, last.end) ||
    isClockAfter(plainText, whole.end) ||
    isListNumber(plainText, whole, last)
  );
}

/** "… 0018 2) 020 …": the 2 numbers the next entry. */
function isListNumber(plainText: string, { start, end }: Span, last: Span): boolean {
  if (plainText[end] !== ')' || plainText[start - 1] === '(') return false;
  if (!LIST_NUMBER.test(plainText.slice(last.start, last.end))) return false;
  const next = plainText[end + 1] === ' ' ? end + 2 : end + 1;
  return plainText[next] === '+' || plainText[next] === '(' || isDigitAt(plainText, next);
}

function isClockBefore(plainText: string, start: number): boolean {
  return plainText[start - 1] === ':' && isDigitAt(plainText, start - 2);
}

function isClockAfter(plainText: string, end: number): boolean {
  return plainText[end] === ':' && isDigitAt(plainText, end + 1);
}

function* partsOf(plainText: string, { start, end }: Span): Generator<Candidate> {
  const whole = end - start > LONGEST_TOGETHER ? null : candidate(plainText, start, end);
  if (whole && whole.digits.length <= MOST_DIGITS_TOGETHER) {
    yield whole;
    return;
  }
  let from = whole?.start ?? start;
  const until = whole?.end ?? end;
  for (let word = firstWord(plainText, from, until); word; word = firstWord(plainText, from, until)) {
    if (word.end - from >= FEWEST_DIGITS) yield candidate(plainText, from, word.end);
    from = word.next;
  }
  yield candidate(plainText, from, until);
}

/** Trims to the last digit, and in front to the first digit, plus or bracket that is closed. */
function candidate(plainText: string, from: number, to: number): Candidate {
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

/** Where to cut. Two numbers need the digits of two; otherwise only the ends can be strays. */
function gapsOf(plainText: string, whole: Candidate): Gap[] {
  const isForTwo = whole.digits.length >= 2 * FEWEST_DIGITS;
  if (!(isForTwo ? whole.text.includes(' ') : COULD_HAVE_STRAY.test(whole.text))) return [];
  const gaps = [...whole.text.matchAll(GAP)].map((gap) => ({
    before: whole.start + gap.index,
    after: whole.start + gap.index + gap[0].length,
    isPunctuated: gap[0].length > 1 && PUNCTUATION.test(gap[0]),
  }));
  const couldBegin = (at: number) => isForTwo && !hasNoLead(plainText, at);
  const isInside = couldBegin(whole.start) ? (gap: Gap) => couldBegin(gap.after) : () => false;
  return gaps.filter((gap, at) => at === 0 || at === gaps.length - 1 || isInside(gap));
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
  return part.digits.length <= LONGEST_STRAY && isDigitAt(part.text, 0);
}

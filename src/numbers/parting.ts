/**
 * A candidate that is not one number → the other ways to read it: as two, or with something beside it that belongs to
 * neither. Which of them is right is find.ts.
 */
import { type Candidate, candidateIn } from './candidate.ts';
import { FEWEST_DIGITS } from './normalise.ts';
import { isDigitAt } from './segments.ts';

/** A house number, a postcode or a list number beside a telephone number. */
const LONGEST_STRAY = 5;
/** Where a candidate may be cut: white space, also around a dash, and a full stop that ends a sentence. */
const GAP = /\.? +(?:[-~./] +)?/g;
const PUNCTUATION = /[-~./]/;
/** Behind the day of a date, which a slash has cut off; behind "3x", said of the number before. */
const NO_PART_OF_NUMBER = /^\d{1,2}(?:\/\d{1,2}|x)(?![\p{L}\d/])/iu;
const DAY_AND_MONTH = /^ (\d{1,2})\/(\d{1,2})(?![\d/])/;
const COULD_GO_ON = /[/x]/i;
/** What a date or "3x" takes at most. */
const REACH = 11;
/** A lead behind the first gap, one gap only, or a gap with punctuation: asked before a text is cut into its parts. */
const COULD_HAVE_STRAY = /^[^ ]* +(?:[+(0]|[^ ]*$)| [-~./] |\. /;
/** Where a candidate may be cut, in offsets of the text. */
type Gap = { readonly before: number; readonly after: number; readonly isPunctuated: boolean };

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
    const left = candidateIn(plainText, whole.start, gap.before);
    const right = candidateIn(plainText, gap.after, whole.end);
    if (standsAlone(left) && standsAlone(right)) yield [left, right];
    if (gap === gaps[0] && isBehindId(left, right, gap)) yield [right];
    else if (gap === gaps[0] && isStrayInFront(left, right, gap)) yield [right];
    else if (gap === gaps.at(-1) && isStrayBehind(plainText, left, right, gap)) yield [left];
  }
  const behindWord = fromBracket(plainText, whole);
  if (behindWord) yield [behindWord];
}

/**
 * "… 0018 11/20": what stands in front of a day and a month, or null. "… 12/13" names a second line by its last digits,
 * and longer groups belong to no date.
 */
export function withoutDate(plainText: string, whole: Candidate): Candidate | null {
  if (plainText[whole.end] !== '/') return null;
  const gap = whole.text.lastIndexOf(' ');
  const [, one, other] = DAY_AND_MONTH.exec(plainText.slice(whole.start + gap, whole.end + 4)) ?? [];
  const [low, high] = [Number(one), Number(other)].sort((a, b) => a - b);
  if (low === undefined || high === undefined) return null;
  const isDate = low > 0 && low <= 12 && high <= 31 && Number(other) !== Number(one) + 1;
  return isDate ? candidateIn(plainText, whole.start, whole.start + gap) : null;
}

/** A digit that no prefix begins with. What has a gap inside stands alone only behind another. */
function hasNoLead(plainText: string, at: number): boolean {
  return isDigitAt(plainText, at) && plainText[at] !== '0';
}

/** "call01 (449) …": what touches the word belongs to it, but a bracket begins anew. */
function fromBracket(plainText: string, whole: Candidate): Candidate | null {
  const bracket = whole.text.indexOf('(', 1);
  if (bracket < 0 || !/\p{L}/u.test(plainText[whole.start - 1] ?? '')) return null;
  return candidateIn(plainText, whole.start + bracket, whole.end);
}

/** Where to cut. Two numbers need the digits of two; otherwise only the ends can be strays. */
function gapsOf(plainText: string, whole: Candidate): Gap[] {
  const isForTwo = whole.digits.length >= 2 * FEWEST_DIGITS;
  const couldBeParted = isForTwo
    ? whole.text.includes(' ')
    : COULD_HAVE_STRAY.test(whole.text) || COULD_GO_ON.test(plainText[whole.end] ?? '');
  if (!couldBeParted) return [];
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

/** "#142345 - 020 …": digits without any grouping, and a dash between. */
function isBehindId(left: Candidate, right: Candidate, { isPunctuated }: Gap): boolean {
  return isPunctuated && left.text === left.digits && !isStray(left) && standsAlone(right);
}

/** "… 0018 11/20", "… 0018 3x": the last group begins something that the candidate does not hold. */
function isStrayBehind(plainText: string, left: Candidate, right: Candidate, gap: Gap): boolean {
  if (!isStray(right)) return false;
  return (
    gap.isPunctuated ||
    isOneWord(left) ||
    NO_PART_OF_NUMBER.test(plainText.slice(right.start, right.start + REACH))
  );
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

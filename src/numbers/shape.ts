/**
 * What a run of digits looks like by its shape alone: a date, a range, an IP address, a decimal, grouped thousands, a
 * version, an id. No context, no country; what stands around it is context.ts.
 */
import { looksLikeId } from './idShape.ts';

/** What the digits are instead of a telephone number. */
export type Shape =
  | 'date'
  | 'time'
  | 'range'
  | 'ip-address'
  | 'decimal'
  | 'thousands'
  | 'version'
  | 'id'
  | 'brackets';

const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)\.?$/;
const YEAR_FIRST = /^((?:19|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})\.?$/;
const SPACED_DATE = /^(\d{1,2}) (\d{1,2}) (?:19|20)\d\d$/;
const COMPACT_DATE = /^(?:19|20)\d\d(\d\d)(\d\d)(?:[01]\d|2[0-3])?(?:[0-5]\d)?(?:[0-5]\d)?$/;
const YEAR_RANGE = /^(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d$/;
/** "21.11.-28.11.2026", "1.-5.12.2026". */
const DAYS_OF_ONE_YEAR = /^\d{1,2}\.(?:\d{1,2}\.)? ?- ?\d{1,2}\.\d{1,2}\.(?:(?:19|20)?\d\d)?$/;
const CLOCK_RANGE =
  /^([01]\d|2[0-4]|\d(?=[.]))[.]?(?:00|15|30|45) ?- ?([01]\d|2[0-4]|\d(?=[.]))[.]?(?:00|15|30|45)$/;
const ROUND_RANGE = /^([1-9]\d*)00 ?- ?([1-9]\d*)00$/;
/** Without leading zeros, which "067.207.01.67" has. */
const DOTTED_QUAD = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;
/** "59.3293", "1234567.89"; "08.4650042" is a trunk prefix and "9781.4066" a number in two halves. */
const DECIMAL = /^(?:0|[1-9]\d{0,2}|[1-9]\d*(?=\.\d{5}))\.\d{4,}$|^(?:0|[1-9]\d*)\.\d{1,2}$/;
/** First group of one or two digits: "1 234 567". Three threes ("312 300 264") are also how people write numbers. */
const GROUPED_BY_THOUSANDS = /^[1-9]\d?([. ])\d{3}(?:\1\d{3})+(?:\.\d\d)?$/;
/** "10.0.22621.1234"; numbers in dotted pairs keep their pairs, French shared-cost ones behind "0.8xx". */
const VERSION = /^(?!0\.\d{3}(?:\.\d\d){3}$)(?:[1-9]?\d|[1-9]\d\d(?=\.0\.))(?:\.\d{1,5}){2,}$/;
const PAIRS = /^\d{1,2}(?:\.\d\d){3,}$/;
/** "21-15 21-18 21-12": the sets of a match, or page ranges. */
const SCORES = /^[1-9]?\d-\d{1,2}(?: [1-9]?\d-\d{1,2})+$/;
const MOST_BRACKETS = 3;
const BRACKETS = /[()]/;
const PUNCTUATION = /[./-]/;
/** "1.1.26" and "192.168.100.200"; "31.12.2026."; "12.30 - 14.30". */
const SHORTEST_DECOY_WORD = 6;
const LONGEST_DECOY_WORD = 15;
const LONGEST_DATE = 11;
const LONGEST_CLOCK_RANGE = 13;

/** The decoy this text is, as a whole, or null. Takes the plain text of a candidate. */
export function decoyShape(text: string): Shape | null {
  if (hasStrayBrackets(text)) return 'brackets';
  if (text.startsWith('+') || text.startsWith('(')) return null;
  return (
    periodShape(text) ??
    (text.includes('.') ? dottedShape(text) : null) ??
    (GROUPED_BY_THOUSANDS.test(text) ? 'thousands' : null) ??
    (looksLikeId(text) ? 'id' : null)
  );
}

function dottedShape(text: string): Shape | null {
  if (isIpAddress(text)) return 'ip-address';
  if (text.split(' ').every((word) => DECIMAL.test(word))) return 'decimal';
  if (GROUPED_BY_THOUSANDS.test(text)) return 'thousands';
  return VERSION.test(text) && !PAIRS.test(text) ? 'version' : null;
}

/** Does a label for a telephone outvote this shape? "Tel 1 234 567" is a number; a date never is. */
export function isOutvotedByLabel(shape: Shape, text: string): boolean {
  if (shape === 'ip-address') return PAIRS.test(text);
  return shape !== 'brackets' && shape !== 'date';
}

/** Is this one word certainly no part of the number beside it? */
export function isDecoyWord(word: string): boolean {
  return couldBeDecoyWord(word.length) && (isDate(word) || isYearRange(word) || isIpAddress(word));
}

/** The question asked before the word is cut out of its text. */
export function couldBeDecoyWord(length: number): boolean {
  return length >= SHORTEST_DECOY_WORD && length <= LONGEST_DECOY_WORD;
}

/** The punctuation says which kinds of date or range this can be. */
function periodShape(text: string): Shape | null {
  if (!PUNCTUATION.test(text)) return isSpacedOrCompactDate(text) ? 'range' : null;
  if (isDate(text) || isYearRange(text)) return 'date';
  if (!text.includes('-')) return null;
  if (DAYS_OF_ONE_YEAR.test(text)) return 'date';
  if (isClockRange(text)) return 'time';
  const round = ROUND_RANGE.exec(text);
  return (round && Number(round[1]) < Number(round[2])) || SCORES.test(text) ? 'range' : null;
}

function isYearRange(text: string): boolean {
  return text.length <= LONGEST_DATE && YEAR_RANGE.test(text);
}

function isClockRange(text: string): boolean {
  if (text.length > LONGEST_CLOCK_RANGE) return false;
  const [, fromHour, toHour] = CLOCK_RANGE.exec(text) ?? [];
  return fromHour !== undefined && Number(fromHour) < Number(toHour);
}

function isSpacedOrCompactDate(text: string): boolean {
  const spaced = SPACED_DATE.exec(text) ?? COMPACT_DATE.exec(text);
  return spaced !== null && isDayAndMonth(Number(spaced[1]), Number(spaced[2]));
}

function isDate(text: string): boolean {
  if (text.length > LONGEST_DATE) return false;
  const last = YEAR_LAST.exec(text);
  if (last) return isDayAndMonth(Number(last[1]), Number(last[3]));
  const first = YEAR_FIRST.exec(text);
  return first !== null && isDayAndMonth(Number(first[3]), Number(first[4]));
}

/** In either order: 03/10 and 10/03 are both dates somewhere. */
function isDayAndMonth(one: number, other: number): boolean {
  return one >= 1 && other >= 1 && Math.min(one, other) <= 12 && Math.max(one, other) <= 31;
}

function isIpAddress(text: string): boolean {
  return DOTTED_QUAD.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** "80.585 ((79.964", "(80).(585) (79).(9)64": a formula. */
function hasStrayBrackets(text: string): boolean {
  if (!BRACKETS.test(text)) return false;
  let open = 0;
  let pairs = 0;
  for (const character of text) {
    if (character === '(') {
      open += 1;
      pairs += 1;
    } else if (character === ')') open -= 1;
  }
  return open !== 0 || pairs > MOST_BRACKETS;
}

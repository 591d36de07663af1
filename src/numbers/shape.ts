/**
 * What a run of digits looks like by its shape alone: a date, an IP address, a decimal, grouped thousands, a version. No
 * context, no country; what stands around it is context.ts.
 */

/** What the digits are instead of a telephone number. */
export type Shape = 'date' | 'ip-address' | 'decimal' | 'thousands' | 'version' | 'check-digit';

const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)\.?$/;
const YEAR_FIRST = /^((?:19|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})\.?$/;
const YEAR_RANGE = /^(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d$/;
const DOTTED_QUAD = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** "59.3293235", "0.1234567", "1234567.89"; "08.4650042" is a trunk prefix and no decimal. */
const DECIMAL = /^(?:0|[1-9]\d*)\.(?:\d{1,2}|\d{4,})$/;
/** First group of one or two digits: "1 234 567". Three threes ("312 300 264") are also how people write numbers. */
const GROUPED_BY_THOUSANDS = /^[1-9]\d?([. ])\d{3}(?:\1\d{3})+(?:\.\d\d)?$/;
/** "10.0.22621.1234": numbers in dotted pairs begin with a zero or keep their pairs. */
const VERSION = /^[1-9]?\d(?:\.\d{1,5}){2,}$/;
/** "404200192-2": ids end in a check digit; a leading zero may be a German number with its switchboard's "-0". */
const CHECK_DIGIT = /^[1-9]\d{6,}-\d$/;
const PAIRS = /^\d{1,2}(?:\.\d\d){3,}$/;

/** The decoy this text is, as a whole, or null. Takes the plain text of a candidate. */
export function decoyShape(text: string): Shape | null {
  if (text.startsWith('+') || text.startsWith('(')) return null;
  if (isDate(text) || YEAR_RANGE.test(text)) return 'date';
  if (isIpAddress(text)) return 'ip-address';
  if (text.split(' ').every((word) => DECIMAL.test(word))) return 'decimal';
  if (GROUPED_BY_THOUSANDS.test(text)) return 'thousands';
  if (VERSION.test(text) && !PAIRS.test(text)) return 'version';
  return CHECK_DIGIT.test(text) ? 'check-digit' : null;
}

/** Is this one word certainly no part of the number beside it? */
export function isDecoyWord(word: string): boolean {
  return isDate(word) || YEAR_RANGE.test(word) || isIpAddress(word);
}

function isDate(text: string): boolean {
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

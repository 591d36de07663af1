/**
 * The cheap question asked of whole subtrees: could there be a telephone number in this text, and where? May say yes too
 * often and never says no to a number. Whether there is one is for src/numbers.
 */

/** White space of a page's source, brackets, dashes and marks that cannot be seen stand between two digits of a number. */
const GAP = 120;
/** Behind the first: src/numbers takes nothing shorter for a number. */
const MORE_DIGITS = 6;

/**
 * Where the decimal digits of other scripts begin in the BMP, ten each (candidates.test.ts holds it against Unicode).
 * Not `\p{Nd}`: with the u flag it is several times slower on the two-byte string that one curly quote makes of a page.
 */
const FIRST_DIGITS =
  '0660 06f0 07c0 0966 09e6 0a66 0ae6 0b66 0be6 0c66 0ce6 0d66 0de6 0e50 0ed0 0f20 1040 1090 17e0 1810 1946 19d0 1a80 1a90 1b50 1bb0 1c40 1c50 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 ff10';
export const FOREIGN_DIGITS = FIRST_DIGITS.split(' ')
  .map((first) => `\\u${first}-\\u${(Number.parseInt(first, 16) + 9).toString(16).padStart(4, '0')}`)
  .join('');
/** Latin, Greek, Cyrillic, Hebrew, Arabic: never between two digits of one number. */
const LETTERS = 'A-Za-z\\u00c0-\\u024f\\u0370-\\u03ff\\u0400-\\u052f\\u05d0-\\u05ea\\u0620-\\u064a';

const DIGIT = `\\d${FOREIGN_DIGITS}`;
/** Behind the first digit. "0800 FLOWERS", "1-800-GO-FEDEX": three digits, then capitals. */
const VANITY = '\\d{2}\\)?[ .\\u00a0-]{0,3}(?:[A-Z\\d]-?){4}';

/** One pass of native code over a string of any length: each digit looks a bounded distance ahead. */
const LATIN = new RegExp(`\\d(?:(?:[^\\d${LETTERS}]{0,${GAP}}\\d){${MORE_DIGITS}}|${VANITY})`, 'g');
const ANY_FOREIGN = new RegExp(`[${FOREIGN_DIGITS}]`);
const MIXED = new RegExp(
  `[${DIGIT}](?:(?:[^${DIGIT}${LETTERS}]{0,${GAP}}[${DIGIT}]){${MORE_DIGITS}}|${VANITY})`,
  'g',
);

/** Time grows with the text's length: about 5 ns a character. */
export function couldHoldNumber(text: string): boolean {
  if (text.length <= MORE_DIGITS) return false;
  return has(LATIN, text) || (ANY_FOREIGN.test(text) && has(MIXED, text));
}

/** Offsets in a text, end exclusive: the beginning of what could be a number, which may go on behind it. */
export type Place = { readonly start: number; readonly end: number };

/** All such places, in order. A number that begins before `end` of one has none of its own. */
export function placesIn(text: string): readonly Place[] {
  if (text.length <= MORE_DIGITS) return NONE;
  const pattern = ANY_FOREIGN.test(text) ? MIXED : LATIN;
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (!match) return NONE;
  const places: Place[] = [];
  for (; match; match = pattern.exec(text)) places.push({ start: match.index, end: pattern.lastIndex });
  return places;
}

const NONE: readonly Place[] = [];

function has(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

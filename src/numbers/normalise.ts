/**
 * Text as people and apps type it → plain ASCII digits, pluses, dashes and spaces, with a map back to the UTF-16
 * offsets of the original. What a number is, is not known here.
 */

/** `starts[i]`/`ends[i]` are the original offsets of plain character i; both null when nothing was changed. */
export type Plain = {
  readonly text: string;
  readonly starts: readonly number[] | null;
  readonly ends: readonly number[] | null;
};

const ASCII_ONLY = /^[\0-\x7f]*$/;
const DIGIT = /^\p{Nd}$/u;
const DIGITS = /\p{Nd}/gu;
/** U+2212 minus and U+30FC, the Japanese long-vowel mark, are typed as dashes; behind Katakana the latter is a letter. */
const DASH = /^[\p{Pd}\u2043\u2212\u30fc]$/u;
const KATAKANA = /[\u30a1-\u30ff]/;
/** Bidi marks, zero widths, soft hyphens; variation selectors and the keycap of emoji digits. */
const INVISIBLE = /^(?:\p{Cf}|[\ufe0e\ufe0f]|\u20e3)$/u;
const [ZERO, NINE] = [48, 57];
const SPACE = /^\p{Zs}$/u;
const LOOKALIKES: Readonly<Record<string, string>> = {
  '\u00b7': '.',
  '\u2024': '.',
  '\u2044': '/',
  '\u2215': '/',
  '\ufe62': '+',
};
/** No numbering plan dials fewer digits than this across an exchange; shorter is a year, a price, a code. */
export const FEWEST_DIGITS = 7;
const ENOUGH_DIGITS = new RegExp(`\\d(?:\\D*\\d){${FEWEST_DIGITS - 1}}`);
/** Digits of other scripts begin with the Arabic ones. */
const COULD_BE_FOREIGN = /[\u0660-\uffff]/;

/** Every foreign character seen so far: pages repeat a handful of them. */
const known = new Map<number, string>();

/** Could a telephone number be in here at all? The cheap question asked of every text of a page. */
export function hasEnoughDigits(text: string): boolean {
  if (ENOUGH_DIGITS.test(text)) return true;
  return COULD_BE_FOREIGN.test(text) && (text.match(DIGITS)?.length ?? 0) >= FEWEST_DIGITS;
}

/** Any text → its plain form. Removes what cannot be seen; every other character stays one character. */
export function normalise(text: string): Plain {
  if (ASCII_ONLY.test(text)) return { text, starts: null, ends: null };
  const starts: number[] = [];
  const ends: number[] = [];
  let plain = '';
  let at = 0;
  for (const character of text) {
    const replacement = isLongVowel(character, plain) ? character : plainOf(character);
    plain += replacement;
    // An unchanged character beyond the BMP stays two units; everything else maps to one unit or none.
    const step = replacement.length === 2 ? 1 : character.length;
    for (let unit = 0; unit < replacement.length; unit += 1) {
      starts.push(at + unit);
      ends.push(at + unit + step);
    }
    at += character.length;
  }
  return { text: plain, starts, ends };
}

/** The digits of a plain text, which often has nothing else. */
export function digitsOf(plainText: string): string {
  let digits = '';
  let from = 0;
  for (let at = 0; at < plainText.length; at += 1) {
    const code = plainText.charCodeAt(at);
    if (code >= ZERO && code <= NINE) continue;
    digits += plainText.slice(from, at);
    from = at + 1;
  }
  return from === 0 ? plainText : digits + plainText.slice(from);
}

/** The original offsets of the plain span [start, end), which must not be empty. */
export function originalSpan(plain: Plain, start: number, end: number): { start: number; end: number } {
  return { start: plain.starts?.[start] ?? start, end: plain.ends?.[end - 1] ?? end };
}

function isLongVowel(character: string, before: string): boolean {
  return character === '\u30fc' && KATAKANA.test(before.slice(-1));
}

function plainOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  const seen = known.get(code);
  if (seen !== undefined) return seen;
  const replacement = replace(character, code);
  known.set(code, replacement);
  return replacement;
}

function replace(character: string, code: number): string {
  if (INVISIBLE.test(character)) return '';
  if (SPACE.test(character)) return ' ';
  if (DASH.test(character)) return '-';
  if (DIGIT.test(character)) return String(digitValue(code));
  // Full-width forms sit at a fixed distance from ASCII.
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return LOOKALIKES[character] ?? character;
}

/** Unicode lays decimal digits out in whole tens, so the distance to the start of the stretch gives the value. */
function digitValue(code: number): number {
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

/**
 * Numbers spelled on the letters of a keypad: "1-800-FLOWERS". Only behind prefixes that are sold that way, in
 * capitals, because any other words behind digits are just words. Letters and digits: ITU-T E.161.
 */
import type { Candidate } from './candidate.ts';

/** Toll-free numbers of the North American plan take seven letters, Australian 1300 ones six. */
const NORTH_AMERICAN = String.raw`(?:\+?1[ .-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[ .-]{1,2}`;
const AUSTRALIAN = '1300[ -]';
const SPELLED = new RegExp(
  String.raw`(?<![\p{L}\d_+])(${NORTH_AMERICAN}|${AUSTRALIAN})((?:[A-Z\d][ .-]?){5,13}[A-Z\d])(?![\p{Ll}\d])`,
  'gu',
);
const HINT_OF_ONE = /(?:8(?:00|33|44|55|66|77|88)\)?|1300)[ .-]{1,2}[A-Z\d.-]{0,4}[A-Z]{3}/;
/** "1-800-", "(800)", "1300": "1 800 EMPLOYEES" is a sum. */
const SOLD_AS_NUMBER = /[-.(+]|^13/;
const FEWEST_LETTERS = 3;
const NORTH_AMERICAN_LETTERS = 7;
const AUSTRALIAN_LETTERS = 6;
const KEYS = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];
const FIRST_KEY = 2;

/** Could a spelled number be in here? The cheap question, for texts with too few digits. */
export function couldBeSpelled(text: string): boolean {
  return HINT_OF_ONE.test(text);
}

/** All spelled numbers: where they stand, and their digits as `text`. */
export function spelledNumbers(plainText: string): Candidate[] {
  if (!couldBeSpelled(plainText)) return [];
  return [...plainText.matchAll(SPELLED)].flatMap((match) => {
    const [, prefix = '', letters = ''] = match;
    const needed = prefix.startsWith('13') ? AUSTRALIAN_LETTERS : NORTH_AMERICAN_LETTERS;
    const length = wordsWith(letters, needed);
    const word = letters.slice(0, length);
    if (length === 0 || !SOLD_AS_NUMBER.test(prefix) || word.replace(/[^A-Z]/g, '').length < FEWEST_LETTERS)
      return [];
    const text = prefix + [...word.replace(/[ .-]/g, '')].slice(0, needed).map(keyOf).join('');
    const end = match.index + prefix.length + length;
    return [{ start: match.index, end, text, digits: text.replace(/\D/g, '') }];
  });
}

/** A text that is one spelled number → its digits; any other text as it is. */
export function spellOut(plainText: string): string {
  const [first] = spelledNumbers(plainText);
  return first && first.start === 0 && first.end === plainText.length ? first.text : plainText;
}

/** The length of the words that hold the first `needed` letters and digits, or 0 when there are too few. */
function wordsWith(letters: string, needed: number): number {
  let count = 0;
  for (let at = 0; at < letters.length; at += 1) {
    if (count >= needed && /[ .-]/.test(letters[at] ?? '')) return at;
    if (/[A-Z\d]/.test(letters[at] ?? '')) count += 1;
  }
  return count >= needed ? letters.length : 0;
}

function keyOf(character: string): string {
  const key = KEYS.findIndex((letters) => letters.includes(character));
  return key < 0 ? character : String(key + FIRST_KEY);
}

/**
 * Plain text → runs: digits with the punctuation that people put between them. One loop over the characters, because
 * every text of a page comes through here; what a run holds is scan.ts.
 */
import { FEWEST_DIGITS } from './normalise.ts';

/** A stretch from its first plus, bracket or digit to its last digit. */
export type DigitRun = { readonly index: number; readonly text: string };

/** " - (" and ") - " are the longest separators people type; behind more the next column begins. */
export const LONGEST_SEPARATOR = 4;
/** "+ (49", "((030": the lead is bounded so that a wall of brackets costs no more than its length. */
const LONGEST_LEAD = 3;
const ZERO = 48;
const NINE = 57;
const SPACE = 32;
const IS_SEPARATOR = tableOf(' ()./~-');
const IS_LEAD = tableOf('+(');

/** All runs with enough digits for a number, in order. */
export function* runsIn(plainText: string): Generator<DigitRun> {
  let previousEnd = 0;
  let at = 0;
  while (at < plainText.length) {
    if (!isDigitCode(plainText.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const { end, digits } = extent(plainText, at);
    if (digits >= FEWEST_DIGITS) {
      const index = withLead(plainText, at, previousEnd);
      yield { index, text: plainText.slice(index, end) };
    }
    previousEnd = end;
    at = end;
  }
}

/** From a digit to the last digit before something that no number holds. */
function extent(plainText: string, from: number): { end: number; digits: number } {
  let end = from;
  let digits = 0;
  for (let at = from; at < plainText.length && at - end <= LONGEST_SEPARATOR; at += 1) {
    const code = plainText.charCodeAt(at);
    if (isDigitCode(code)) {
      digits += 1;
      end = at + 1;
    } else if (IS_SEPARATOR[code] !== 1) break;
  }
  return { end, digits };
}

function withLead(plainText: string, from: number, leastIndex: number): number {
  let index = from;
  const behindSpace = plainText.charCodeAt(from - 1) === SPACE ? from - 1 : from;
  for (let at = behindSpace - 1; at >= leastIndex && behindSpace - at <= LONGEST_LEAD; at -= 1) {
    if (IS_LEAD[plainText.charCodeAt(at)] !== 1) break;
    index = at;
  }
  return index;
}

function isDigitCode(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** One byte a character code; codes beyond it read as undefined, which is no member. */
export function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

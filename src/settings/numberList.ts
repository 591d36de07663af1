/**
 * A list of numbers as people keep it: one a line, or a table whose columns are parted by commas, semicolons or tabs. What
 * a single number means is src/numbers.
 */
import type { CountryHint, E164 } from '../numbers/e164.ts';
import { parseNumber } from '../numbers/parse.ts';

export type NumberList = {
  /** Each once, in the order of the list. */
  readonly numbers: readonly E164[];
  /** Lines (from 1) that hold digits and yet no number. */
  readonly unread: readonly number[];
};

const CELLS = /[,;\t]/;
/** Fewer digits in a line are a row's number, not a telephone's. */
const FEWEST_DIGITS = 5;

/** `hint`: the country of numbers without a prefix. A line without digits (a heading, a name) is passed over. */
export function parseNumberList(text: string, hint: CountryHint | null): NumberList {
  const numbers = new Set<E164>();
  const unread: number[] = [];
  for (const [index, row] of text.split(/\r\n|\r|\n/).entries()) {
    if (row.replace(/\D/g, '').length < FEWEST_DIGITS) continue;
    const found = numbersIn(row, hint);
    for (const number of found) numbers.add(number);
    if (found.length === 0) unread.push(index + 1);
  }
  return { numbers: [...numbers], unread };
}

/** Whoever has a telephone and a mobile in one row is not to be called on either. */
function numbersIn(row: string, hint: CountryHint | null): readonly E164[] {
  const cells = row.split(CELLS).map((cell) => cell.replaceAll('"', '').trim());
  // The American registry's own files: "202,5550142".
  const whole = /^\d{3},\d{7}$/.test(row.trim()) ? [cells.join('')] : cells;
  return whole.flatMap((cell) => {
    // E.164 is often written without its plus.
    const bare = /^[1-9]\d{9,14}$/.test(cell) ? parseNumber(`+${cell}`, null) : null;
    const read = parseNumber(cell, hint) ?? bare;
    return read ? [read.e164] : [];
  });
}

/** Is a number written as its own numbering plan writes it? */
import type { E164 } from '../numbers/e164.ts';
import { parseNumber } from '../numbers/parse.ts';

/**
 * False: the plan reads it as another number, as "+44 0…" or "+1 1…" with a trunk prefix that many exchanges leave out, or
 * as none. Rules that compare digits would judge one number, and the network would call the other.
 */
export function isOwnSpelling(e164: E164): boolean {
  return parseNumber(e164, null)?.e164 === e164;
}

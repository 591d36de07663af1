/**
 * A number to be shown beside the text it was read from: the digits are the number's own, only their groups are taken
 * from the text. For a page's card, which does not carry how every country groups its numbers; that is format.ts.
 */
import type { E164 } from './e164.ts';
import { normalise } from './normalise.ts';
import { callingCodeOf } from './plan/plans.ts';

/** "+442079460018" and "020 7946 0018 ext. 12" → "+44 20 7946 0018"; in threes and fours where the text has no groups. */
export function groupedAs(text: string, e164: E164): string {
  const callingCode = callingCodeOf(e164.slice(1))?.digits;
  if (callingCode === undefined) return e164;
  const nationalNumber = e164.slice(1 + callingCode.length);
  const groups = groupsIn(normalise(text).text, nationalNumber);
  return `+${callingCode} ${(groups.length > 1 ? groups : inThrees(nationalNumber)).join(' ')}`;
}

/** The groups in which the text has these digits, or none where it has others. */
function groupsIn(plainText: string, digits: string): string[] {
  const pieces = plainText.split(/\D+/).filter((piece) => piece !== '');
  let skipped = pieces.join('').indexOf(digits);
  if (skipped < 0) return [];
  let left = digits.length;
  return pieces.flatMap((piece) => {
    const group = piece.slice(skipped, skipped + left);
    skipped = Math.max(0, skipped - piece.length);
    left -= group.length;
    return group === '' ? [] : [group];
  });
}

/** Groups of three; of four at the end, where three do not divide the number. */
function inThrees(digits: string): string[] {
  const cut = digits.length - 4 * (digits.length % 3);
  if (cut < 0) return [digits];
  return [...(digits.slice(0, cut).match(/\d{3}/g) ?? []), ...(digits.slice(cut).match(/\d{4}/g) ?? [])];
}

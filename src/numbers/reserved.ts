/**
 * Ranges that a regulator keeps free for films, books and demonstrations and that the metadata therefore calls
 * invalid: nobody can own such a number. They are well-formed and appear in every demonstration, so they are found,
 * as 'likely'. Reserved ranges which the metadata does know (+1 … 555 01xx, +44 20 7946 0xxx) need no row.
 */
import type { Country, E164 } from './e164.ts';

/** Every number of this many characters that begins so. */
type ReservedRange = { readonly country: Country; readonly prefix: string; readonly length: number };

const RESERVED: readonly ReservedRange[] = [
  // Ofcom, "Telephone numbers for use in TV and radio drama programmes": no area, Nottingham, mobile.
  { country: 'GB', prefix: '+441632960', length: 13 },
  { country: 'GB', prefix: '+441154960', length: 13 },
  { country: 'GB', prefix: '+447700900', length: 13 },
  // Arcep, numbering plan, numbers for audiovisual works: mobile.
  { country: 'FR', prefix: '+3363998', length: 12 },
];

/** The country whose regulator reserved this number for fiction, or null. */
export function reservedIn(e164: E164): Country | null {
  const range = RESERVED.find(({ prefix, length }) => e164.length === length && e164.startsWith(prefix));
  return range?.country ?? null;
}

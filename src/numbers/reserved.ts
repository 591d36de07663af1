/**
 * Ranges that a regulator keeps free for films, books and demonstrations and that the metadata therefore calls
 * invalid: nobody can own such a number. They are well-formed and appear in every demonstration, so they are found,
 * as 'likely'. Reserved ranges which the metadata does know (+1 … 555 01xx, +44 20 7946 0xxx) need no row.
 */
import type { Country, E164 } from './e164.ts';

type ReservedRange = { readonly country: Country; readonly shape: RegExp };

const RESERVED: readonly ReservedRange[] = [
  // Ofcom, "Telephone numbers for use in TV and radio drama programmes": no area, Nottingham, mobile.
  { country: 'GB', shape: /^\+44(?:1632960|1154960|7700900)\d{3}$/ },
  // Arcep, numbering plan, numbers for audiovisual works: mobile.
  { country: 'FR', shape: /^\+3363998\d{4}$/ },
];

/** The country whose regulator reserved this number for fiction, or null. */
export function reservedIn(e164: E164): Country | null {
  return RESERVED.find(({ shape }) => shape.test(e164))?.country ?? null;
}

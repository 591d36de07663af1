/** Where a number belongs: for a flag, a local time, a word on the card. */
import type { Country, E164 } from './e164.ts';
import { countriesByLength, countryOf, identifyInternational } from './plan/identify.ts';
import { reservedIn } from './reserved.ts';

/**
 * The country of a number, "001" for numbers of no country, or null when the prefix is nobody's. Countries that share
 * a code (+1, +7, +44) are told apart by the number itself; where that is not possible the first of them answers.
 */
export function regionOf(e164: E164): Country | null {
  const reserved = reservedIn(e164);
  if (reserved) return reserved;
  const identity = identifyInternational(e164.slice(1));
  if (!identity) return null;
  if (!identity.callingCode.isOfCountries) return '001';
  return countryOf(identity) ?? countriesByLength(identity)[0] ?? null;
}

/** A number as a telephone in one country dials it: for exchanges that do not take E.164. For the eye: format.ts. */
import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import type { Country, E164 } from './e164.ts';
import { parseNumber } from './parse.ts';

/**
 * "+442079460018" in GB → "02079460018", in DE → "00442079460018"; null where it cannot be said with certainty how it is
 * dialled there. What comes back is digits that `parseNumber` reads in that country as the same number again.
 */
export function dialledIn(country: Country, e164: E164): string | null {
  if (!isSupportedCountry(country)) return null;
  const written = writtenIn(country, e164)?.replace(/\D/g, '') ?? '';
  return parseNumber(written, { country, source: 'account' })?.e164 === e164 ? written : null;
}

function writtenIn(country: CountryCode, e164: E164): string | undefined {
  const number = parsePhoneNumberFromString(e164);
  // Countries that share a calling code dial each other as at home.
  const isAtHome = number?.countryCallingCode === getCountryCallingCode(country);
  return isAtHome ? number?.formatNational() : number?.format('IDD', { fromCountry: country });
}

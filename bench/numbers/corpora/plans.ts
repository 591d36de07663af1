/** Numbers that exist, made from the numbering plans of the metadata. None is written down in this repository. */
import {
  type CountryCode,
  getCountryCallingCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';
import type { Random } from './random.ts';
import { sampleOf } from './sample.ts';

/** Where CRMs are used: every continent, every habit of writing numbers. */
export const COUNTRIES = (
  'US CA MX BR AR CL CO PE VE EC UY BO CR PA DO GT GB IE FR BE NL LU DE AT CH LI IT ES PT SE NO DK FI IS EE LV LT PL CZ SK HU RO BG GR CY MT ' +
  'HR SI RS BA MK AL UA BY RU KZ GE AM AZ TR IL AE SA QA KW BH OM JO LB EG MA TN DZ ZA NG KE GH TZ UG ET SN CI CM IN PK BD LK NP ' +
  'CN HK TW JP KR SG MY ID PH TH VN KH AU NZ FJ'
).split(' ') as CountryCode[];
/** Places in the metadata's list of patterns: fixed, mobile, toll free, universal access, VoIP, shared cost. */
const TYPES = [0, 1, 2, 6, 8, 9];
const TYPE_PATTERNS = 11;
const TRIES = 8;
/** Shorter ones are services that only their own network knows. */
const FEWEST_DIGITS = 7;
const LONGEST_E164 = '+'.length + 15;

/** Some valid numbers of a country, of every type that its plan has. */
export function numbersOf(country: CountryCode, random: Random): PhoneNumber[] {
  const plans = metadata.countries as Record<string, readonly unknown[]>;
  const types = (plans[country]?.[TYPE_PATTERNS] ?? []) as readonly (readonly unknown[] | null)[];
  return TYPES.flatMap((type) => {
    const pattern = types[type]?.[0];
    return typeof pattern === 'string' ? samples(pattern, country, random) : [];
  });
}

function samples(pattern: string, country: CountryCode, random: Random): PhoneNumber[] {
  return Array.from({ length: TRIES }, () => sampleOf(pattern, random)).flatMap((national) => {
    const number = parsePhoneNumberFromString(`+${getCountryCallingCode(country)}${national}`);
    return number && isOrdinary(number, country) ? [number] : [];
  });
}

/** Left out: what E.164 has no room for, and numbers that begin like an international call. */
function isOrdinary(number: PhoneNumber, country: CountryCode): boolean {
  const { length } = number.nationalNumber;
  const fits = length >= FEWEST_DIGITS && number.number.length <= LONGEST_E164;
  return fits && number.isValid() && number.country === country && !number.nationalNumber.startsWith('00');
}

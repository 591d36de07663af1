/** Numbers as people read them. Parsing is parse.ts; which words stand around a number is a screen's business. */
import { AsYouType, isSupportedCountry } from 'libphonenumber-js/min';
import type { Country, E164 } from './e164.ts';
import { normalise } from './normalise.ts';
import { grouped } from './plan/formats.ts';
import { identifyInternational } from './plan/identify.ts';

/** What the metadata can group: digits, a plus in front, and the punctuation it would put in itself. */
const GROUPABLE = /^[+(]{0,2}[\d ()./~-]*$/;

/** "+46846500427" → "+46 8 465 004 27". Unknown numbering plans come back as they are. */
export function formatNumber(e164: E164): string {
  const identity = identifyInternational(e164.slice(1));
  if (!identity) return e164;
  const { digits } = identity.callingCode;
  return `+${digits} ${grouped(digits, identity.nationalNumber)}`;
}

/**
 * What is in a dial pad's field so far → the same, grouped. Without a country a number without a plus stays
 * ungrouped; anything with letters, "*" or "#" stays as typed.
 */
export function formatWhileTyping(text: string, country: Country | null): string {
  const plain = normalise(text).text.trim();
  if (!GROUPABLE.test(plain)) return text;
  const known = country !== null && isSupportedCountry(country) ? country : undefined;
  return new AsYouType(known).input(plain);
}

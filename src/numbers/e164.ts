/**
 * The words of this room: what a telephone number is once it is understood. The only maker of an E164 is `toE164`;
 * finding and parsing human text is in find.ts and parse.ts.
 */

declare const e164Brand: unique symbol;

/** A number as ITU-T E.164 writes it: a plus, then 7 to 15 digits, the first one 1–9. */
export type E164 = string & { readonly [e164Brand]: true };

/** ISO 3166-1 alpha-2, upper case: "SE". `001` stands for numbers that belong to no country (+800 …). */
export type Country = string;

/** Where the country of a number came from, strongest first. There is no silent default. */
export type CountrySource = 'prefix' | 'record' | 'site' | 'policy' | 'account';

/** The country in which a number without a prefix is read, and who says so. */
export type CountryHint = { readonly country: Country; readonly source: Exclude<CountrySource, 'prefix'> };

const E164_SHAPE = /^\+[1-9]\d{6,14}$/;

/** `unknown` → E164 or null. Checks the shape only: whether the number exists is `parseNumber`'s business. */
export function toE164(value: unknown): E164 | null {
  return typeof value === 'string' && E164_SHAPE.test(value) ? (value as E164) : null;
}

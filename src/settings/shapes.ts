/**
 * The shapes that settings and policies are made of: countries, prefixes, hours, origins. Each turns what a person
 * wrote into the one spelling that the rest works with. Which setting has which shape is settings.ts and policyKeys.ts.
 */
import * as v from 'valibot';
import { parseHours } from '../rules/hours.ts';

/** Longer lists belong on a server of the organisation's, not in every browser's settings. */
export const MOST_ENTRIES = 1_000;

/** Text of one line. `fewest` is 1 unless nothing may stand there too. */
export const line = (longest: number, fewest = 1) =>
  v.pipe(v.string(), v.trim(), v.minLength(fewest), v.maxLength(longest), v.regex(/^\P{Cc}*$/u));

/** ISO 3166-1 alpha-2. */
export const country = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{2}$/));

/** A country (ISO 3166-1), or a part of one (ISO 3166-2): "DE", "US-CA". */
export const region = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{2}(?:-[A-Z\d]{1,3})?$/));

/**
 * "+1 900", "00 44 9" or "979" → "+1900", "+449", "+979". A zero in front is refused: "0900" begins no number that is
 * dialled, and such a rule would hold nothing back.
 */
export const prefix = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^(?:\+|00)?[ (]{0,2}[1-9][\d ()./-]{0,30}$/),
  v.transform((text) => `+${text.replace(/\D/g, '').replace(/^00/, '')}`),
  v.maxLength(16),
);

/** Begins no number: E.164 has no zero in front. An allow-list of this alone allows nobody. */
export const NO_PREFIX = '+0';
export const allowedPrefix = v.union([v.literal(NO_PREFIX), prefix]);

/** Calling hours as src/rules/hours.ts reads them; nothing written is always. */
export const hours = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(500),
  v.check((text) => parseHours(text) !== null),
);

/** What a browser calls an origin: "https://crm.example", "http://127.0.0.1:8080". */
export const origin = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^https?:\/\/(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/),
);

/** Of one device; '' is the system's own choice. Browsers make ids of 64 characters. */
export const deviceId = v.pipe(v.string(), v.maxLength(512), v.regex(/^\P{Cc}*$/u));

/** A number as E.164 writes it, also when it was typed with spaces. */
export const e164 = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/[ ()./-]/g, '')),
  v.regex(/^\+[1-9]\d{6,14}$/),
);

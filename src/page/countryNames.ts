/** A country as people write it ("Sweden", "Schweden", "SE", "UK") → its ISO code. The names are the browser's own. */
import type { Country } from '../numbers/e164.ts';

/** Asked in this order after the page's own language: a CRM shows its countries in the language of its user. */
const LANGUAGES = 'en de fr es pt it nl sv da nb fi pl cs ru tr ar ja zh'.split(' ');

/** Short and former names that the browser's tables do not have. */
const ALSO: Readonly<Record<string, Country>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  america: 'US',
  uae: 'AE',
  holland: 'NL',
  'czech republic': 'CZ',
  'south korea': 'KR',
  brasil: 'BR',
  turkey: 'TR',
};

const namesIn = new Map<string, ReadonlyMap<string, Country>>();

/** The ISO 3166-1 alpha-2 code of a country's name or code in any of these languages, or null. */
export function countryNamed(text: string): Country | null {
  const name = plain(text);
  if (/^[a-z]{2}$/.test(name) && name !== 'uk')
    return countriesIn('en').has(name) ? name.toUpperCase() : null;
  const also = ALSO[name];
  if (also) return also;
  for (const language of new Set([document.documentElement.lang || 'en', ...LANGUAGES])) {
    const found = countriesIn(language).get(name);
    if (found) return found;
  }
  return null;
}

/** Every region and its name in a language, in no particular order; none for a language tag that is none. */
export function regionNames(language: string): readonly (readonly [Country, string])[] {
  try {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    return [...regionCodes()].flatMap((code) => {
      const name = names.of(code);
      return name ? [[code, name] as const] : [];
    });
  } catch {
    return [];
  }
}

/** Both the names and the codes, as they are compared. */
function countriesIn(language: string): ReadonlyMap<string, Country> {
  const known = namesIn.get(language);
  if (known) return known;
  const all = new Map<string, Country>();
  for (const [code, name] of regionNames(language)) all.set(plain(name), code).set(code.toLowerCase(), code);
  namesIn.set(language, all);
  return all;
}

/** Every pair of letters: the browser answers for those that are regions. "EU", "UN" and "ZZ" are none that one can dial. */
function* regionCodes(): Generator<Country> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      // A former code ("FX") names a country that has another one today.
      const isFormer = new Intl.Locale(`und-${code}`).region !== code;
      if (!isFormer && !NO_COUNTRIES.has(code)) yield code;
    }
  }
}

const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO']);

function plain(text: string): string {
  return text.trim().toLocaleLowerCase('en').replace(/\s+/g, ' ');
}

/** Countries as people read them, in the screen's own language. */
import type { Country, CountrySource } from '../numbers/e164.ts';
import { say, type WordKey } from './words.ts';

/** ISO 3166-1 alpha-2 codes that have a telephone numbering plan of their own. */
const CODES =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF ' +
  'CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF ' +
  'GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP ' +
  'KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA ' +
  'NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI ' +
  'SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN ' +
  'VU WF WS XK YE YT ZA ZM ZW';

const WHY_WORDS = {
  prefix: 'card_why_prefix',
  record: 'card_why_record',
  site: 'card_why_site',
  policy: 'card_why_policy',
  account: 'card_why_account',
} satisfies Record<CountrySource, WordKey>;

export function screenLanguage(): string {
  return globalThis.document?.documentElement.lang || 'en';
}

/** "Sweden"; the code itself where the browser knows no name. `001` (no country) has no name: an empty text. */
export function countryName(country: Country): string {
  if (country === '001') return '';
  return (
    new Intl.DisplayNames([screenLanguage()], { type: 'region', fallback: 'code' }).of(country) ?? country
  );
}

/** "Sweden, from its prefix": which country a number was read in, and who said so. */
export function countryReason(country: Country, why: CountrySource): string {
  const name = countryName(country);
  return name === '' ? '' : say(WHY_WORDS[why], name);
}

/** Every country, in the order of its name in this language. */
export function countriesByName(): readonly { readonly code: Country; readonly name: string }[] {
  const order = new Intl.Collator(screenLanguage());
  return CODES.split(' ')
    .map((code) => ({ code, name: countryName(code) }))
    .sort((one, other) => order.compare(one.name, other.name));
}

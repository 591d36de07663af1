/**
 * One text → one number, with the country and who said so. Finding numbers inside a longer text is find.ts; shapes
 * and formats of output are format.ts.
 */
import { type Country, type CountryHint, type CountrySource, type E164, toE164 } from './e164.ts';
import { readExtension } from './extension.ts';
import { digitsOf, normalise } from './normalise.ts';
import {
  countriesByLength,
  countryOf,
  hasPossibleLength,
  type Identity,
  identifyInternational,
  identifyNational,
} from './plan/identify.ts';
import { createRecent } from './recent.ts';
import { reservedIn } from './reserved.ts';
import { unwrapUri } from './uri.ts';
import { spellOut } from './vanity.ts';

export type ParsedNumber = {
  readonly e164: E164;
  readonly extension?: string;
  readonly country: Country;
  readonly why: CountrySource;
};

/**
 * How the number stands: `assigned` exists by the metadata and is written whole; `without-trunk` exists, but lacks the
 * zero people there write ("20 7946 0018" in GB: perhaps a number that a spreadsheet shortened, perhaps an id);
 * `assumed-prefix` took "00" for the prefix abroad; `reserved` and `possible` do not exist, but could be dialled.
 */
export type Standing = 'assigned' | 'without-trunk' | 'assumed-prefix' | 'reserved' | 'possible';
export type Reading = Omit<ParsedNumber, 'extension'> & { readonly standing: Standing };

/** Numbers of no country, as E.164 assigns them: +800, +808, +870, +88x. */
const NO_COUNTRY = '001';
const ONLY_NUMBER = /^[+(]{0,3} ?\d[\d ()./~-]*$/;
/** "+46 (0)8": the trunk zero, to be left out after a country code, except where it belongs to the number. */
const TRUNK_IN_BRACKETS = /\( ?0 ?\)/;
/** A long list holds a few thousand texts that look like numbers; an answer takes about 200 bytes. */
const KEPT = 4_000;
/** 19 digits with a separator each; nobody repeats what is longer. */
const LONGEST_KEPT = 40;

const recent = createRecent<Reading | null>(KEPT / 2);

/**
 * What a person typed, pasted or a `tel:` link holds. Without a prefix it is read in the hint's country; without a
 * hint it is null. A number written with its country code need only have a possible length: a person meant it.
 */
export function parseNumber(text: string, hint: CountryHint | null): ParsedNumber | null {
  const plain = normalise(unwrapUri(text)).text.trim();
  const { number, extension } = splitExtension(spellOut(plain));
  if (!ONLY_NUMBER.test(number)) return null;
  const reading = readNumber(number, hint) ?? readPossible(number);
  if (!reading) return null;
  const { e164, country, why } = reading;
  return extension === null ? { e164, country, why } : { e164, extension, country, why };
}

/** Plain text of a number without its extension → a number that exists or is reserved, or null. */
export function readNumber(plainText: string, hint: CountryHint | null): Reading | null {
  if (plainText.length > LONGEST_KEPT) return readAfresh(plainText, hint);
  const question = hint ? `${hint.country} ${hint.source} ${plainText}` : plainText;
  return recent.recall(question, () => readAfresh(plainText, hint));
}

/** The same for a form of which the digits are known and that nobody asks for again; null where brackets can mean two things. */
export function readSimple(form: string, digits: string, hint: CountryHint | null): Reading | null {
  return form.startsWith('+') && form.includes('(') ? null : readForm(form, hint, digits);
}

/** The same without remembering it: of the thousand numbers of one long text, none comes twice. */
export function readAfresh(plainText: string, hint: CountryHint | null): Reading | null {
  const reading = readForm(plainText, hint);
  if (reading && !isInternational(plainText)) return reading;
  if (!plainText.includes('(') || !TRUNK_IN_BRACKETS.test(plainText)) return reading;
  // Where both exist, as in Italy, the brackets mean a zero that others need not dial: "+39 (0)312 …" is a mobile.
  return readForm(plainText.replace(TRUNK_IN_BRACKETS, ''), hint) ?? reading;
}

function readForm(form: string, hint: CountryHint | null, digits = digitsOf(form)): Reading | null {
  const reading = isInternational(form) ? readInternational(digits) : null;
  // "+00 64 …", "+011 44 …": somebody put a plus before the prefix they dial.
  if (reading || (isInternational(form) && !/^0(?:0|11)/.test(digits))) return reading;
  return readNationalOrAbroad(form, digits, hint);
}

/**
 * Where another prefix than 00 dials abroad ("006", "001"), "0066 67 …" is read two ways. It means the country code
 * that stands behind the zeros as a group of its own, or the country's own.
 */
function readNationalOrAbroad(form: string, digits: string, hint: CountryHint | null): Reading | null {
  const national = readNational(digits, hint);
  const abroad = readAssumedPrefix(form, digits);
  if (!national || !abroad || national.e164 === abroad.e164) return national ?? abroad;
  const group = /^00(\d{1,3})(?!\d)/.exec(form)?.[1];
  const namesItsCode = group !== undefined && abroad.e164.startsWith(`+${group}`);
  return namesItsCode || abroad.country === hint?.country ? abroad : national;
}

function readInternational(digits: string): Reading | null {
  const identity = identifyInternational(digits);
  const e164 = e164Of(identity);
  if (!identity || !e164) return null;
  if (identity.validity) {
    return { e164, country: identity.validity.country ?? NO_COUNTRY, why: 'prefix', standing: 'assigned' };
  }
  const country = reservedIn(e164);
  return country ? { e164, country, why: 'prefix', standing: 'reserved' } : null;
}

function readNational(digits: string, hint: CountryHint | null): Reading | null {
  const identity = hint && identifyNational(digits, hint.country);
  const e164 = e164Of(identity);
  if (!identity || !e164) return null;
  const { validity } = identity;
  const reserved = validity ? null : reservedIn(e164);
  if (!validity && !reserved) return null;
  return {
    e164,
    country: reserved ?? validity?.country ?? NO_COUNTRY,
    why: hasDialledPrefix(digits, e164) ? 'prefix' : hint.source,
    standing: reserved ? 'reserved' : lacksTrunkPrefix(identity, digits) ? 'without-trunk' : 'assigned',
  };
}

/** Where the trunk prefix is optional, a number without it lacks nothing. */
function lacksTrunkPrefix({ nationalNumber, validity }: Identity, digits: string): boolean {
  return digits === nationalNumber && validity?.takesTrunkPrefix === true;
}

/** "0046 8 …" where nobody said which country dials 00 abroad: most do, but a bare row of digits may be an id. */
function readAssumedPrefix(form: string, digits: string): Reading | null {
  if (!digits.startsWith('00') || digits === form) return null;
  const reading = readInternational(digits.slice(2));
  return reading ? { ...reading, standing: 'assumed-prefix' } : null;
}

function readPossible(number: string): Reading | null {
  if (!isInternational(number)) return null;
  const identity = identifyInternational(digitsOf(number));
  const e164 = e164Of(identity);
  if (!identity || !e164 || !hasPossibleLength(identity)) return null;
  const country = countryOf(identity) ?? countriesByLength(identity)[0] ?? NO_COUNTRY;
  return { e164, country, why: 'prefix', standing: 'possible' };
}

function e164Of(identity: Identity | null): E164 | null {
  return identity && toE164(`+${identity.callingCode.digits}${identity.nationalNumber}`);
}

/** Two digits more than E.164 itself, behind which it stands whole: an international prefix was dialled. */
function hasDialledPrefix(digits: string, e164: E164): boolean {
  const withCountryCode = e164.slice(1);
  return digits.length >= withCountryCode.length + 2 && digits.endsWith(withCountryCode);
}

function splitExtension(plain: string): { number: string; extension: string | null } {
  // A mark can only begin behind a digit; each try looks a few characters ahead.
  for (const digit of plain.matchAll(/\d(?=\D)/g)) {
    const extension = readExtension(plain, digit.index + 1);
    if (extension && plain.slice(extension.end).trim() === '') {
      return { number: plain.slice(0, digit.index + 1), extension: extension.digits };
    }
  }
  return { number: plain, extension: null };
}

function isInternational(plainText: string): boolean {
  let at = 0;
  while (at < 3 && (plainText[at] === '(' || plainText[at] === ' ')) at += 1;
  return plainText[at] === '+';
}

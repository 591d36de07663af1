/**
 * The plans against libphonenumber-js itself, which they are compiled from: more than 10⁵ numbers of all countries, made
 * from the metadata's patterns, whole, mutated, behind prefixes and with the plus forgotten.
 */

import { type CountryCode, type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import type { E164 } from '../e164.ts';
import { METADATA } from './compile/installedMetadata.ts';
import { NOTHING, readPattern, remainder } from './compile/pattern.ts';
import {
  countriesByLength,
  countryOf,
  hasPossibleLength,
  identifyInternational,
  identifyNational,
} from './identify.ts';
import { kindOf } from './kind.ts';
import type { NumberKind } from './kinds.ts';

const { countries, nonGeographic, country_calling_codes } = METADATA;
const plans = { ...countries, ...nonGeographic };
const names = Object.keys(plans);
const ROUNDS = 140;

const KIND_OF: Readonly<Record<NonNullable<NumberType>, NumberKind>> = {
  FIXED_LINE: 'fixed',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'fixed-or-mobile',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  VOIP: 'voip',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'uan',
  VOICEMAIL: 'voicemail',
};

/** What must agree. */
type Facts = {
  readonly e164: string;
  readonly kind: NumberKind | null;
  readonly country: string | null;
  readonly isPossible: boolean;
  readonly possibleCountries: readonly string[];
  readonly takesTrunkPrefix: boolean;
};

function factsOfLibrary(text: string, caller: string | null): Facts | null {
  const defaultCountry = (caller as CountryCode | null) ?? undefined;
  const number = parsePhoneNumberFromString(text, {
    extract: false,
    ...(defaultCountry && { defaultCountry }),
  });
  if (!number || number.number.length < 8) return null;
  const type = number.getType();
  if (number.isValid() !== (type !== undefined)) throw new Error(`${text}: valid, but of no type`);
  const shortest = number.formatNational({ nationalPrefix: false }).replace(/\D/g, '');
  return {
    e164: number.number,
    kind: type ? KIND_OF[type] : null,
    country: number.country ?? null,
    isPossible: number.isPossible(),
    possibleCountries: number.getPossibleCountries(),
    takesTrunkPrefix: type !== undefined && shortest !== number.nationalNumber,
  };
}

function factsOfPlans(text: string, caller: string | null): Facts | null {
  const identity = caller === null ? identifyInternational(text.slice(1)) : identifyNational(text, caller);
  const e164 = identity && `+${identity.callingCode.digits}${identity.nationalNumber}`;
  if (!identity || !e164 || e164.length < 8) return null;
  const country = countryOf(identity);
  return {
    e164,
    kind: identity.validity ? kindOf(e164 as E164) : null,
    country,
    isPossible: hasPossibleLength(identity),
    possibleCountries: country === null ? countriesByLength(identity) : [country],
    takesTrunkPrefix: identity.validity?.takesTrunkPrefix ?? false,
  };
}

/** Numbers that look arbitrary and are the same in every run. */
function createDice(seed: number) {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('');
  return { below, oneOf, digits };
}

const dice = createDice(20_261_121);

/** A number that the pattern accepts. */
function like(source: string): string {
  let pattern = readPattern(source.replaceAll('$', ''));
  let made = '';
  while (!pattern.accepts || dice.below(2) === 0) {
    const ways = [...'0123456789'].filter((digit) => remainder(pattern, Number(digit)) !== NOTHING);
    if (ways.length === 0) break;
    const digit = dice.oneOf(ways);
    pattern = remainder(pattern, Number(digit));
    made += digit;
  }
  return made;
}

function mutated(digits: string): string {
  const at = dice.below(digits.length + 1);
  const [before, behind] = [digits.slice(0, at), digits.slice(at)];
  return dice.oneOf([
    before + dice.digits(1) + behind,
    before + behind.slice(1),
    before + dice.digits(1) + behind.slice(1),
    before,
  ]);
}

function nationalNumber(name: string): string {
  const row = plans[name];
  if (!row) return '';
  const patterns = [row[2], ...row[11].flatMap((column) => (column ? [column[0]] : []))].filter(Boolean);
  const whole = dice.below(8) === 0 ? dice.digits(2 + dice.below(16)) : like(dice.oneOf(patterns));
  const prefix = like(row[7] || row[5] || '0');
  return dice.oneOf([
    whole,
    whole,
    `${row[5] || ''}${whole}`,
    prefix + whole,
    mutated(whole),
    mutated(mutated(whole)),
  ]);
}

/** The ways in which somebody may write this number, and from where. */
function questions(name: string): [text: string, caller: string | null][] {
  const code = plans[name]?.[0] ?? '';
  const national = nationalNumber(name);
  const home = name in countries ? name : 'US';
  const abroad = dice.oneOf(Object.keys(countries));
  const idd = like(plans[abroad]?.[1] || '00');
  const neighbour = dice.oneOf(country_calling_codes[code] ?? [home]);
  return [
    [`+${code}${national}`, null],
    [national, home],
    dice.oneOf([
      [`${code}${national}`, home],
      [`${idd}${code}${national}`, abroad],
      [national, abroad],
      [national, neighbour],
    ]),
  ];
}

/** Behind a plus the library takes a trunk 8 off these and is left with a number that does not exist. */
const BELARUSIAN_PREMIUM = /^\+375810\d{7}$/;

/** The library names the caller's country where a number that nobody has tells none; the plans name none. */
function differ(theirs: Facts | null, ours: Facts | null, caller: string | null): boolean {
  if (ours && BELARUSIAN_PREMIUM.test(ours.e164)) return ours.kind !== 'premium';
  const isUnknown = theirs?.kind === null && ours?.country === null && caller !== null;
  return isUnknown ? theirs.e164 !== ours.e164 : JSON.stringify(theirs) !== JSON.stringify(ours);
}

describe('the plans', () => {
  it('say of more than 10⁵ numbers what libphonenumber-js says', () => {
    const seen = { asked: 0, valid: 0 };
    const differences: unknown[] = [];
    for (const [text, caller] of names.flatMap((name) =>
      Array.from({ length: ROUNDS }, () => questions(name)).flat(),
    )) {
      const [theirs, ours] = [factsOfLibrary(text, caller), factsOfPlans(text, caller)];
      if (differ(theirs, ours, caller)) differences.push({ text, caller, theirs, ours });
      seen.asked += 1;
      seen.valid += ours?.kind ? 1 : 0;
    }
    expect(differences).toEqual([]);
    expect(seen.asked).toBeGreaterThan(100_000);
    expect(seen.valid / seen.asked).toBeGreaterThan(0.4);
    expect(seen.valid / seen.asked).toBeLessThan(0.6);
  }, 120_000);
});

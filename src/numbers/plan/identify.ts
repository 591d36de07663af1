/**
 * Digits → one national number of one plan: which prefixes they begin with, and what remains. The decisions are those
 * of libphonenumber (its `parse`), so that a number means the same here and there; identify.property.test.ts holds it.
 */
import {
  type CallingCode,
  callingCodeOf,
  fitsPlan,
  mainPlanOf,
  type Plan,
  planNamed,
  planOfCountry,
  type Validity,
  validityOf,
} from './plans.ts';
import { stripPrefix, strippedNational } from './prefix.ts';

/** A number of some plan, whether or not anybody can have it. `validity` is null where nobody can. */
export type Identity = {
  readonly callingCode: CallingCode;
  readonly nationalNumber: string;
  readonly validity: Validity | null;
};

const FEWEST_DIGITS = 2;
const MOST_DIGITS = 17;
/** With the calling code. Japan has longer numbers that nobody abroad can dial. */
const MOST_E164_DIGITS = 15;

/**
 * The digits behind a plus. Where nobody can have what a trunk prefix leaves, but somebody the whole, it was none: of
 * "+375 810 …", a premium number in Belarus, libphonenumber takes an 8 off and is left with no number.
 */
export function identifyInternational(digits: string): Identity | null {
  const callingCode = callingCodeOf(digits);
  const plan = callingCode && mainPlanOf(callingCode);
  if (!plan) return null;
  const rest = digits.slice(callingCode.digits.length);
  const identity = identify(plan, rest);
  if (identity?.validity || identity?.nationalNumber === rest) return identity;
  const whole = digits.length > MOST_E164_DIGITS ? null : asItIs(plan, rest);
  return whole?.validity ? whole : identity;
}

/** Digits as somebody in this country would dial them: at home, abroad, or with the plus forgotten. */
export function identifyNational(digits: string, country: string): Identity | null {
  const plan = planOfCountry(country);
  if (!plan) return null;
  const abroad = withoutInternationalPrefix(plan, digits);
  if (abroad !== null) return identifyInternational(abroad);
  const forgotten = withoutForgottenPlus(plan, digits);
  if (forgotten === null) return identify(plan, digits);
  const main = mainPlanOf(plan.callingCode);
  return main && identify(main, forgotten);
}

/** The country of a number that perhaps nobody has: by its validity, else by its leading digits, else null. */
export function countryOf({ callingCode, nationalNumber, validity }: Identity): string | null {
  const { members, isOfCountries } = callingCode;
  if (validity) return validity.country;
  if (members.length === 1) return isOfCountries ? (members[0] ?? null) : null;
  return members.find((member) => planNamed(member)?.leadingDigits?.test(nationalNumber)) ?? null;
}

/** Countries of this calling code whose numbers are as long as this one. */
export function countriesByLength({ callingCode, nationalNumber }: Identity): readonly string[] {
  if (!callingCode.isOfCountries) return [];
  return callingCode.members.filter((member) => planNamed(member)?.lengths.includes(nationalNumber.length));
}

/** Is it as long as numbers of its plan are? */
export function hasPossibleLength(identity: Identity): boolean {
  const country = countryOf(identity);
  const plan = country === null ? mainPlanOf(identity.callingCode) : planNamed(country);
  return plan?.lengths.includes(identity.nationalNumber.length) ?? false;
}

/** Takes the trunk prefix off, unless that makes nothing of a number, or leaves too little. */
function identify(plan: Plan, digits: string): Identity | null {
  const stripped = strippedNational(plan, digits);
  if (stripped === digits || (fitsPlan(plan, digits) && !fitsPlan(plan, stripped)))
    return asItIs(plan, digits);
  const identity = asItIs(plan, stripped);
  return identity && couldBeComplete(plan, identity) ? identity : asItIs(plan, digits);
}

function asItIs({ callingCode }: Plan, nationalNumber: string): Identity | null {
  const { length } = nationalNumber;
  if (length < FEWEST_DIGITS || length > MOST_DIGITS) return null;
  return { callingCode, nationalNumber, validity: validityOf(callingCode, nationalNumber) };
}

/** As long as numbers of its country are, or longer than all of them: a number that lacks no digits. */
function couldBeComplete(plan: Plan, identity: Identity): boolean {
  const country = countryOf(identity);
  const { lengths } = (country === null ? null : planNamed(country)) ?? plan;
  const { length } = identity.nationalNumber;
  return lengths.includes(length) || length > (lengths.at(-1) ?? 0);
}

/** What remains behind "00", or null. No calling code begins with a zero. */
function withoutInternationalPrefix({ internationalPrefix }: Plan, digits: string): string | null {
  if (internationalPrefix === null) return null;
  const rest = stripPrefix(internationalPrefix, digits);
  return rest === null || rest === '' || rest.startsWith('0') ? null : rest;
}

/** "442079460018" in GB: the calling code, where the rest is a number and the whole is none. */
function withoutForgottenPlus(plan: Plan, digits: string): string | null {
  const code = plan.callingCode.digits;
  if (!digits.startsWith(code)) return null;
  const rest = digits.slice(code.length);
  const whole = identify(plan, digits)?.nationalNumber ?? digits;
  if (whole.length > (plan.lengths.at(-1) ?? 0)) return rest;
  return !fitsPlan(plan, whole) && fitsPlan(plan, identify(plan, rest)?.nationalNumber ?? rest) ? rest : null;
}

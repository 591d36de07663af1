/**
 * Which country a national number belongs to and what kind it is, grown digit by digit for all countries of one
 * calling code at once. The order of questions is libphonenumber's: the first country whose leading digits fit, or
 * which has such a number, is the country; then its general pattern, then its kinds.
 */
import { KINDS, type NumberKind } from '../kinds.ts';
import type { Grown } from './graph.ts';
import type { Format, PlanSource } from './metadata.ts';
import { NOTHING, type Pattern, readPattern, remainder } from './pattern.ts';

/** How far a pattern for the beginning of a number is read: `true` once it fits. */
type Lead = Pattern | true;
type FormatState = { readonly lead: Lead; readonly pattern: Pattern };
type CountryState = {
  readonly lead: Lead;
  readonly general: Pattern;
  readonly kinds: readonly Pattern[];
  readonly formats: readonly FormatState[];
};
export type ValidityState = { readonly digits: number; readonly countries: readonly CountryState[] };

/** `country` is an index into the countries of the calling code. */
export type Validity = {
  readonly country: number;
  readonly kind: NumberKind;
  /** At home it is written with more digits than these. */
  readonly takesTrunkPrefix: boolean;
};

/** The national number of the longest plan; libphonenumber refuses more. */
const MOST_DIGITS = 17;
/** Where several kinds fit, the first of these counts. */
const KIND_ORDER: readonly NumberKind[] = [
  KINDS.mobile,
  KINDS.premium,
  KINDS.tollFree,
  KINDS.sharedCost,
  KINDS.voip,
  KINDS.personal,
  KINDS.pager,
  KINDS.uan,
  KINDS.voicemail,
];

/** `idOf` numbers the outcomes from 1. */
export function validityOf(
  plans: readonly PlanSource[],
  idOf: (validity: Validity) => number,
): Grown<ValidityState> {
  const isShared = plans.length > 1;
  return {
    start: { digits: 0, countries: plans.map((plan) => startOf(plan, isShared)) },
    key: ({ digits, countries }) => `${digits} ${countries.map(keyOf).join(' ')}`,
    after: ({ digits, countries }, digit) => {
      const next = countries.map((country) => step(country, digit));
      const isOver = digits === MOST_DIGITS || next.every(({ general }) => general === NOTHING);
      return isOver ? null : { digits: digits + 1, countries: next };
    },
    outcome: (state) => {
      const validity = judge(plans, state);
      return validity === null ? 0 : idOf(validity);
    },
  };
}

/** The same for a country's general pattern alone; `id` is its one outcome. */
export function generalOf(plan: PlanSource, id: number): Grown<Pattern> {
  return {
    start: readPattern(plan.general),
    key: (pattern) => String(pattern.id),
    after: (pattern, digit) => {
      const next = remainder(pattern, digit);
      return next === NOTHING ? null : next;
    },
    outcome: (pattern) => (pattern.accepts ? id : 0),
  };
}

function startOf(plan: PlanSource, isShared: boolean): CountryState {
  return {
    lead: isShared && plan.leadingDigits ? readPattern(plan.leadingDigits) : true,
    general: readPattern(plan.general),
    kinds: plan.kinds.map(({ pattern }) => readPattern(pattern)),
    formats: plan.formats.map(({ leadingDigits, pattern }) => ({
      lead: leadingDigits === null ? true : readPattern(leadingDigits),
      pattern: readPattern(pattern),
    })),
  };
}

function step({ lead, general, kinds, formats }: CountryState, digit: number): CountryState {
  return {
    lead: stepLead(lead, digit),
    general: remainder(general, digit),
    kinds: kinds.map((pattern) => remainder(pattern, digit)),
    formats: formats.map((format) => ({
      lead: stepLead(format.lead, digit),
      pattern: remainder(format.pattern, digit),
    })),
  };
}

function stepLead(lead: Lead, digit: number): Lead {
  if (lead === true) return true;
  const next = remainder(lead, digit);
  return next.accepts ? true : next;
}

function keyOf({ lead, general, kinds, formats }: CountryState): string {
  const idOf = (one: Lead) => (one === true ? '' : one.id);
  const formatKey = formats.map((format) => `${idOf(format.lead)}-${format.pattern.id}`).join(',');
  return [idOf(lead), general.id, kinds.map(idOf).join(','), formatKey].join('/');
}

function judge(plans: readonly PlanSource[], state: ValidityState): Validity | null {
  let unclaimed = false;
  for (const [country, reached] of state.countries.entries()) {
    const plan = plans[country];
    if (!plan) continue;
    const kind = reached.general.accepts ? kindOf(plan, reached, state.digits) : null;
    const claims = plan.leadingDigits && plans.length > 1 ? reached.lead === true : kind !== null;
    if (claims) {
      return kind === null ? null : { country, kind, takesTrunkPrefix: takesTrunkPrefix(plan, reached) };
    }
    unclaimed ||= kind !== null;
  }
  // The library would then fall back to the country of the caller; no metadata so far has such a number.
  if (unclaimed)
    throw new Error(`+${plans[0]?.callingCode}: numbers that exist but lack their leading digits`);
  return null;
}

function kindOf(plan: PlanSource, reached: CountryState, digits: number): NumberKind | null {
  const fits = (wanted: NumberKind) =>
    plan.kinds.some(
      ({ kind, lengths }, index) =>
        kind === wanted && reached.kinds[index]?.accepts && lengths.includes(digits),
    );
  if (fits(KINDS.fixed)) {
    const hasMobile = plan.kinds.some(({ kind }) => kind === KINDS.mobile);
    return !hasMobile || fits(KINDS.mobile) ? KINDS.fixedOrMobile : KINDS.fixed;
  }
  return KIND_ORDER.find(fits) ?? null;
}

function takesTrunkPrefix(plan: PlanSource, reached: CountryState): boolean {
  const chosen = reached.formats.findIndex(({ lead, pattern }) => lead === true && pattern.accepts);
  const format = plan.formats[chosen];
  return format !== undefined && addsDigits(format);
}

/** "$1 $2" of two groups adds nothing; "0$1 $2" and "$2 15-$3" write other digits. */
export function addsDigits({ pattern, national }: Format): boolean {
  const groups = pattern.match(/\((?!\?)/g) ?? [];
  const written = national.match(/\$\d|\d/g) ?? [];
  return written.join('') !== groups.map((_group, index) => `$${index + 1}`).join('');
}

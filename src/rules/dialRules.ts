/**
 * May this number be called, now, by this person? Facts in, a refusal with its reason out, or null. Pure: who gathers the
 * facts and who says the reason in words is elsewhere.
 */
import type { Country, E164 } from '../numbers/e164.ts';
import { isEmergency } from './emergency.ts';
import { beginsWith, lineOf } from './prefix.ts';
import { isQuiet, type RegionHours } from './quietHours.ts';
import { isOpenTier, type Tier } from './tierNames.ts';

/** What an organisation or an agent has set. */
export type DialRules = {
  /** Empty: every number. */
  readonly allowPrefixes: readonly string[];
  readonly denyPrefixes: readonly string[];
  readonly openTiers: readonly Tier[];
  readonly shortNumbers: 'refuse' | 'allow';
  readonly confirmInternational: boolean;
  readonly callHours: string;
  readonly callHoursByRegion: readonly RegionHours[];
  /** 0: no limit. */
  readonly attemptsPerDay: number;
  readonly override: 'never' | 'withReason';
};

export type DialFacts = {
  /** Null: a short number, or a SIP user. */
  readonly e164: E164 | null;
  readonly dialled: string;
  readonly tier: Tier;
  readonly country: Country | null;
  /** "US-CA", where it is known. */
  readonly state: string | null;
  readonly zones: readonly string[];
  /** Freephone and the like: nobody sleeps beside it. */
  readonly isPlaceless: boolean;
  readonly ownNumbers: readonly E164[];
  /** From where the agent calls, as far as anybody said so. */
  readonly homeCountry: Country | null;
  readonly isOnDoNotCallList: boolean;
  /** Of this number by this agent today, this one not counted. */
  readonly attemptsToday: number;
  /** Epoch ms. */
  readonly now: number;
  /** A reason in writing for calling in spite of a rule. */
  readonly override: string | null;
};

export type RuleCode =
  | 'emergency-number'
  | 'short-number'
  | 'own-number'
  | 'number-forbidden'
  | 'tier-closed'
  | 'do-not-call'
  | 'outside-hours'
  | 'attempts-used'
  | 'needs-confirmation';

export type Refusal = { readonly code: RuleCode; readonly overridable?: true };

type Rule = {
  readonly code: RuleCode;
  readonly refuses: (facts: DialFacts, rules: DialRules) => boolean;
  /** What makes a yes of its no; absent: nothing does. */
  readonly yields?: (rules: DialRules) => boolean;
};

const toReason = ({ override }: DialRules) => override === 'withReason';

/** In the order in which they are told: what nothing can change comes first. */
const RULES: readonly Rule[] = [
  { code: 'emergency-number', refuses: ({ e164, dialled }) => e164 === null && isEmergency(dialled) },
  {
    code: 'short-number',
    refuses: ({ e164, dialled }, { shortNumbers }) =>
      e164 === null && shortNumbers === 'refuse' && /^[\d\s*#+-]+$/.test(dialled),
  },
  { code: 'own-number', refuses: isOwn },
  { code: 'number-forbidden', refuses: isForbidden },
  { code: 'tier-closed', refuses: ({ tier }, { openTiers }) => !isOpenTier(tier, openTiers) },
  { code: 'do-not-call', refuses: ({ isOnDoNotCallList }) => isOnDoNotCallList, yields: toReason },
  {
    code: 'outside-hours',
    refuses: (facts, rules) =>
      !facts.isPlaceless && isQuiet(rules.callHours, rules.callHoursByRegion, facts, facts.now),
    yields: toReason,
  },
  {
    code: 'attempts-used',
    refuses: ({ attemptsToday }, { attemptsPerDay }) => attemptsPerDay > 0 && attemptsToday >= attemptsPerDay,
    yields: toReason,
  },
  // Asked so that nobody calls abroad by accident: a yes is enough, whatever else needs a reason.
  { code: 'needs-confirmation', refuses: isAbroad, yields: () => true },
];

/** Null: nothing speaks against it. Otherwise the first rule that does and that the override does not set aside. */
export function judge(facts: DialFacts, rules: DialRules): Refusal | null {
  for (const { code, refuses, yields } of RULES) {
    if (!refuses(facts, rules)) continue;
    if (!yields?.(rules)) return { code };
    if (facts.override === null) return { code, overridable: true };
  }
  return null;
}

function isOwn({ e164, ownNumbers }: DialFacts): boolean {
  return e164 !== null && ownNumbers.some((own) => lineOf(own) === lineOf(e164));
}

function isForbidden({ e164 }: DialFacts, { allowPrefixes, denyPrefixes }: DialRules): boolean {
  if (e164 === null) return false;
  if (denyPrefixes.some((prefix) => beginsWith(e164, prefix))) return true;
  return allowPrefixes.length > 0 && !allowPrefixes.some((prefix) => beginsWith(e164, prefix));
}

function isAbroad({ country, homeCountry }: DialFacts, { confirmInternational }: DialRules): boolean {
  return confirmInternational && homeCountry !== null && country !== null && country !== homeCountry;
}

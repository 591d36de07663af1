/**
 * May this number be dialled at all, whoever asks? What our own server judges besides its caps and hours; what a person
 * at a phone is asked is dialRules.ts.
 */
import type { E164 } from '../numbers/e164.ts';
import { beginsWith, lineOf } from './prefix.ts';
import { isOwnSpelling } from './spelling.ts';

export type DialFacts = {
  readonly e164: E164;
  /** The number of the line itself, when the account knows it. */
  readonly ownNumber: E164 | null;
  /** As an administrator writes them: "+1 900", "0044 9", "+979". */
  readonly denyPrefixes: readonly string[];
};

export type RuleReason = 'own-number' | 'denied-prefix';
export type DialAnswer = { readonly ok: true } | { readonly ok: false; readonly reason: RuleReason };

/** Own number first: it is the plainer answer when both hold. */
export function mayDial(facts: DialFacts): DialAnswer {
  if (facts.ownNumber !== null && lineOf(facts.e164) === lineOf(facts.ownNumber))
    return { ok: false, reason: 'own-number' };
  // Whether it is denied cannot be seen of it: see spelling.ts.
  if (!isOwnSpelling(facts.e164)) return { ok: false, reason: 'denied-prefix' };
  const denied = facts.denyPrefixes.some((prefix) => beginsWith(facts.e164, prefix));
  return denied ? { ok: false, reason: 'denied-prefix' } : { ok: true };
}

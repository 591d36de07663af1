/**
 * May this number be dialled, now, by this person? Facts in, an answer with its reason out. Gathering the facts and
 * saying the reason in words belong elsewhere.
 */
import type { E164 } from '../numbers/e164.ts';

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
  const denied = facts.denyPrefixes.some((prefix) => beginsWith(facts.e164, prefix));
  return denied ? { ok: false, reason: 'denied-prefix' } : { ok: true };
}

/** One line, one name: from abroad an Argentine mobile is called with a 9 that its other spelling lacks. */
function lineOf(e164: E164): string {
  return e164.replace(/^\+549/, '+54');
}

/** An entry without digits begins nothing: an empty row in a policy must not silence a whole team. */
export function beginsWith(e164: E164, prefix: string): boolean {
  const digits = prefix.replace(/\D/g, '').replace(/^00/, '');
  return digits !== '' && e164.startsWith(`+${digits}`);
}

/**
 * May this number be called now? The rules that need no history: is it a number, is it ours, its prefix and tier, the
 * hours. Caps, which need history, are the store's decision (server/rules/caps.ts).
 */
import type { ProblemCode } from '../../src/accounts/tokenContract.ts';
import { type E164, toE164 } from '../../src/numbers/e164.ts';
import { parseNumber } from '../../src/numbers/parse.ts';
import { isOpenAt } from '../../src/rules/hours.ts';
import { mayDial, type RuleReason } from '../../src/rules/mayDial.ts';
import { beginsWith } from '../../src/rules/prefix.ts';
import { isOpenTier } from '../../src/rules/tierNames.ts';
import { tierOf } from '../../src/rules/tiers.ts';
import type { Config } from '../config.ts';

export type RuleAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: Extract<ProblemCode, 'number-invalid' | 'number-forbidden' | 'outside-hours'>;
      readonly detail: string;
    };

/** `now`: epoch ms. */
export function mayCall(to: E164, config: Config, now: number): RuleAnswer {
  const { hours, timeZone } = config.calling;
  const answer = mayDialNumber(to, config);
  if (!answer.ok || isOpenAt(hours, timeZone, now)) return answer;
  return refuse('outside-hours', `Calls are placed in the hours of CALLING_HOURS, ${timeZone} time.`);
}

/** The rules that stay the same through the minute an intent lives. */
export function mayDialNumber(to: E164, { plivo, destinations }: Config): RuleAnswer {
  if (parseNumber(to, null)?.e164 !== to) {
    return refuse(
      'number-invalid',
      'No country has a number like this. Check its country code and its length.',
    );
  }
  const { allowPrefixes, allowTiers, denyPrefixes } = destinations;
  const answer = mayDial({ e164: to, ownNumber: toE164(`+${plivo.number}`), denyPrefixes });
  if (!answer.ok) return refuse('number-forbidden', DETAILS[answer.reason]);
  if (allowPrefixes.length > 0 && !allowPrefixes.some((prefix) => beginsWith(to, prefix))) {
    return refuse('number-forbidden', 'The beginning of this number is not in ALLOW_PREFIXES.');
  }
  const tier = tierOf(to);
  if (isOpenTier(tier, allowTiers)) return { ok: true };
  return refuse('number-forbidden', `This is a ${tier} number, and ALLOW_TIERS does not name that tier.`);
}

const DETAILS = {
  'own-number': 'This is the number that calls go out from.',
  'denied-prefix': 'The beginning of this number is in DENY_PREFIXES.',
} as const satisfies Record<RuleReason, string>;

function refuse(code: Exclude<RuleAnswer, { ok: true }>['code'], detail: string): RuleAnswer {
  return { ok: false, code, detail };
}

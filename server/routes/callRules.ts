/**
 * May this number be called now? The rules that need no history: is it a number, is it ours, its prefix and tier, the
 * hours. Caps, which need history, are the store's decision (server/rules/caps.ts).
 */
import type { ProblemCode } from '../../src/accounts/tokenContract.ts';
import { type E164, toE164 } from '../../src/numbers/e164.ts';
import { parseNumber } from '../../src/numbers/parse.ts';
import { beginsWith, mayDial } from '../../src/rules/mayDial.ts';
import type { Config } from '../config.ts';

export type RuleAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: Extract<ProblemCode, 'number-invalid' | 'number-forbidden' | 'outside-hours'>;
      readonly detail: string;
    };

export function mayCall(to: E164, config: Config, _now: number): RuleAnswer {
  return mayDialNumber(to, config);
}

/** The rules that stay the same through the minute an intent lives. */
export function mayDialNumber(to: E164, { plivo, destinations }: Config): RuleAnswer {
  if (parseNumber(to, null)?.e164 !== to) {
    return refuse(
      'number-invalid',
      'No country has a number like this. Check its country code and its length.',
    );
  }
  const ownNumber = toE164(`+${plivo.number}`);
  const { allowPrefixes, denyPrefixes } = destinations;
  const answer = mayDial({ e164: to, ownNumber, denyPrefixes });
  if (answer.ok) {
    const isAllowed = allowPrefixes.length === 0 || allowPrefixes.some((prefix) => beginsWith(to, prefix));
    return isAllowed
      ? answer
      : refuse('number-forbidden', 'The beginning of this number is not in ALLOW_PREFIXES.');
  }
  return answer.reason === 'own-number'
    ? refuse('number-forbidden', 'This is the number that calls go out from.')
    : refuse('number-forbidden', 'The beginning of this number is in DENY_PREFIXES.');
}

function refuse(code: Exclude<RuleAnswer, { ok: true }>['code'], detail: string): RuleAnswer {
  return { ok: false, code, detail };
}

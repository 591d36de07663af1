// The agent's own numbers, which nobody means to call: of every line that is ready, and those its account may show.
import type { AccountId, Line, PhoneState } from '../call/state.ts';
import { type E164, toE164 } from '../numbers/e164.ts';

export function ownNumbersOf(
  { lines }: PhoneState,
  callerIdsOf: (accountId: AccountId) => readonly string[],
): readonly E164[] {
  return lines
    .flatMap(({ accountId, line }) => [ownNumber(line), ...callerIdsOf(accountId).map(toE164)])
    .filter((number) => number !== null);
}

/** The line's identity is a SIP address; its user part is the agent's own number where the provider made it so. */
function ownNumber(line: Line): E164 | null {
  if (line.status !== 'ready') return null;
  return toE164(line.identity.replace(/^sips?:/, '').split('@')[0]);
}

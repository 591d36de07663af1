/** What the fake's far side does with a number, by its last four digits, as at the demo's exchange and in the lab. */
import type { Failure } from '../../call/failure.ts';
import type { Remote } from '../../call/state.ts';

const REFUSALS: Readonly<Record<string, Failure>> = {
  '0186': { code: 'busy', detail: 'SIP 486 Busy Here' },
  '0104': { code: 'not-found', detail: 'SIP 404 Not Found' },
  '0103': { code: 'declined', detail: 'SIP 603 Decline' },
  '0150': { code: 'unavailable', detail: 'SIP 503 Service Unavailable' },
};
const NEVER_ANSWERS = '0180';

const endingOf = ({ e164, display }: Remote) => (e164 ?? display).slice(-4);

/** Why it is not reached; null: it rings there. */
export const refusalOf = (remote: Remote): Failure | null => REFUSALS[endingOf(remote)] ?? null;

/** Whether somebody takes a call that rings there. */
export const isAnswered = (remote: Remote): boolean => endingOf(remote) !== NEVER_ANSWERS;

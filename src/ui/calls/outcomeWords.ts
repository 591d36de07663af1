/** How a finished call is summed up: one or two words in the history, one sentence on the screen. */
import type { Failure, FailureCode } from '../../call/failure.ts';
import type { CallOutcome, CallRecord } from '../../call/record.ts';
import type { Call } from '../../call/state.ts';
import { failureSentence } from '../failureWords.ts';
import { remoteTitle } from '../RemoteNumber.tsx';
import { clockTime } from '../time.ts';
import { say, type WordKey } from '../words.ts';
import { type KnownPeople, takenOverIn, whoTakesOver } from './handedOver.ts';

const OUTCOME_WORDS = {
  open: 'outcome_open',
  connected: 'outcome_connected',
  canceled: 'outcome_canceled',
  missed: 'outcome_missed',
  busy: 'outcome_busy',
  declined: 'outcome_declined',
  'not-found': 'outcome_not_reached',
  'no-answer': 'outcome_no_answer',
  unavailable: 'outcome_not_reached',
  'wrong-credentials': 'outcome_failed_call',
  'server-unreachable': 'outcome_failed_call',
  'server-failed': 'outcome_failed_call',
  'server-unusable': 'outcome_failed_call',
  'sign-in-expired': 'outcome_failed_call',
  'sign-in-canceled': 'outcome_failed_call',
  forbidden: 'outcome_failed_call',
  'rate-limited': 'outcome_failed_call',
  'cap-reached': 'outcome_failed_call',
  'outside-hours': 'outcome_failed_call',
  'line-not-ready': 'outcome_failed_call',
  'microphone-denied': 'outcome_failed_call',
  'device-missing': 'outcome_failed_call',
  'device-unsuitable': 'outcome_failed_call',
  'device-not-chosen': 'outcome_failed_call',
  'microphone-missing': 'outcome_failed_call',
  'media-failed': 'outcome_failed_call',
  'number-invalid': 'outcome_failed_call',
  'number-forbidden': 'outcome_failed_call',
  'own-number': 'outcome_failed_call',
  'emergency-number': 'outcome_failed_call',
  'short-number': 'outcome_failed_call',
  'tier-closed': 'outcome_failed_call',
  'do-not-call': 'outcome_failed_call',
  'attempts-used': 'outcome_failed_call',
  'needs-confirmation': 'outcome_failed_call',
  'too-many-calls': 'outcome_failed_call',
  'transfer-refused': 'outcome_failed_call',
  'transfer-failed': 'outcome_failed_call',
  interrupted: 'outcome_interrupted',
  'not-supported': 'outcome_failed_call',
  unknown: 'outcome_failed_call',
} satisfies Record<CallOutcome, WordKey>;

/** "Connected · 4:17", "Missed", "No answer". */
export function outcomeOf(record: CallRecord): string {
  const word = say(OUTCOME_WORDS[record.outcome]);
  if (record.outcome !== 'connected' || record.answeredAt === undefined) return word;
  return `${word} · ${clockTime((record.endedAt ?? record.answeredAt) - record.answeredAt)}`;
}

/** Of the one who is called: where that is the agent, they are no fault of the agent's. */
const OF_THE_CALLED: readonly FailureCode[] = ['busy', 'declined', 'no-answer', 'not-found', 'unavailable'];

/** What the call failed by; null: it did not fail, or nobody here can do anything about it. */
export function failureOf({ direction, answeredAt, failure }: Call): Failure | null {
  if (!failure) return null;
  const isMissed = direction === 'incoming' && answeredAt === undefined;
  return isMissed && OF_THE_CALLED.includes(failure.code) ? null : failure;
}

/** Why an ended call ended, as a sentence. */
export function endSentence(model: KnownPeople, call: Call): string {
  const failure = failureOf(call);
  if (failure) return failureSentence(failure);
  if (call.transfer?.status === 'done') return say('transfer_done', whoTakesOver(model, call.transfer.to));
  const taken = model.state.value && takenOverIn(model.state.value, call);
  if (taken) return say('consult_done', remoteTitle(model, call.remote), remoteTitle(model, taken.remote));
  const isMissed = call.endedBy === 'remote' || call.failure !== undefined;
  if (call.answeredAt === undefined && call.direction === 'incoming' && isMissed) return say('call_missed');
  if (call.answeredAt === undefined && call.endedBy === 'local') {
    return say(call.direction === 'incoming' ? 'call_declined' : 'call_canceled');
  }
  return say(call.endedBy === 'local' ? 'call_ended_local' : 'call_ended_remote');
}

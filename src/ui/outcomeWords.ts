/** How a finished call is summed up: one or two words in the history, one sentence on the screen. */
import type { CallOutcome, CallRecord } from '../call/record.ts';
import type { Call } from '../call/state.ts';
import { failureSentence } from './failureWords.ts';
import { clockTime } from './time.ts';
import { say, type WordKey } from './words.ts';

const OUTCOME_WORDS = {
  open: 'recents_open',
  connected: 'recents_connected',
  canceled: 'recents_canceled',
  missed: 'recents_missed',
  busy: 'recents_busy',
  declined: 'recents_declined',
  'not-found': 'recents_not_reached',
  'no-answer': 'recents_no_answer',
  unavailable: 'recents_not_reached',
  'wrong-credentials': 'recents_failed_call',
  'server-unreachable': 'recents_failed_call',
  'server-failed': 'recents_failed_call',
  'server-unusable': 'recents_failed_call',
  'sign-in-expired': 'recents_failed_call',
  'sign-in-canceled': 'recents_failed_call',
  forbidden: 'recents_failed_call',
  'rate-limited': 'recents_failed_call',
  'cap-reached': 'recents_failed_call',
  'outside-hours': 'recents_failed_call',
  'line-not-ready': 'recents_failed_call',
  'microphone-denied': 'recents_failed_call',
  'device-missing': 'recents_failed_call',
  'device-unsuitable': 'recents_failed_call',
  'device-not-chosen': 'recents_failed_call',
  'microphone-missing': 'recents_failed_call',
  'media-failed': 'recents_failed_call',
  'number-invalid': 'recents_failed_call',
  'number-forbidden': 'recents_failed_call',
  'own-number': 'recents_failed_call',
  'emergency-number': 'recents_failed_call',
  'short-number': 'recents_failed_call',
  'tier-closed': 'recents_failed_call',
  'do-not-call': 'recents_failed_call',
  'attempts-used': 'recents_failed_call',
  'needs-confirmation': 'recents_failed_call',
  'too-many-calls': 'recents_failed_call',
  'transfer-refused': 'recents_failed_call',
  'transfer-failed': 'recents_failed_call',
  interrupted: 'recents_interrupted',
  'not-supported': 'recents_failed_call',
  unknown: 'recents_failed_call',
} satisfies Record<CallOutcome, WordKey>;

/** "Connected · 4:17", "Missed", "No answer". */
export function outcomeOf(record: CallRecord): string {
  const word = say(OUTCOME_WORDS[record.outcome]);
  if (record.outcome !== 'connected' || record.answeredAt === undefined) return word;
  return `${word} · ${clockTime((record.endedAt ?? record.answeredAt) - record.answeredAt)}`;
}

/** Why an ended call ended, as a sentence. */
export function endSentence(call: Call): string {
  if (call.failure) return failureSentence(call.failure);
  if (call.answeredAt === undefined && call.direction === 'incoming' && call.endedBy === 'remote') {
    return say('call_missed');
  }
  if (call.answeredAt === undefined && call.endedBy === 'local') {
    return say(call.direction === 'incoming' ? 'call_declined' : 'call_canceled');
  }
  return say(call.endedBy === 'local' ? 'call_ended_local' : 'call_ended_remote');
}

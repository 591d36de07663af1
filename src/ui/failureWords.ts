/** Each failure its own sentence: what happened, what was kept, what to do. Complete by type. */
import type { Failure, FailureCode } from '../call/failure.ts';
import { say, type WordKey } from './words.ts';

export const FAILURE_WORDS = {
  busy: 'failure_busy',
  declined: 'failure_declined',
  'not-found': 'failure_not_found',
  'no-answer': 'failure_no_answer',
  unavailable: 'failure_unavailable',
  'wrong-credentials': 'failure_wrong_credentials',
  'server-unreachable': 'failure_server_unreachable',
  'server-failed': 'failure_server_failed',
  'server-unusable': 'failure_server_unusable',
  'sign-in-expired': 'failure_sign_in_expired',
  'sign-in-canceled': 'failure_sign_in_canceled',
  forbidden: 'failure_forbidden',
  'device-missing': 'failure_device_missing',
  'device-unsuitable': 'failure_device_unsuitable',
  'device-not-chosen': 'failure_device_not_chosen',
  'rate-limited': 'failure_rate_limited',
  'cap-reached': 'failure_cap_reached',
  'outside-hours': 'failure_outside_hours',
  'line-not-ready': 'failure_line_not_ready',
  'microphone-denied': 'failure_microphone_denied',
  'microphone-missing': 'failure_microphone_missing',
  'media-failed': 'failure_media_failed',
  'number-invalid': 'failure_number_invalid',
  'number-forbidden': 'failure_number_forbidden',
  'own-number': 'failure_own_number',
  'emergency-number': 'failure_emergency_number',
  'short-number': 'failure_short_number',
  'tier-closed': 'failure_tier_closed',
  'do-not-call': 'failure_do_not_call',
  'attempts-used': 'failure_attempts_used',
  'needs-confirmation': 'failure_needs_confirmation',
  'too-many-calls': 'failure_too_many_calls',
  'transfer-refused': 'failure_transfer_refused',
  'transfer-failed': 'failure_transfer_failed',
  interrupted: 'failure_interrupted',
  'not-supported': 'failure_not_supported',
  unknown: 'failure_unknown',
} satisfies Record<FailureCode, WordKey>;

export function failureSentence(failure: Failure): string {
  return say(FAILURE_WORDS[failure.code]);
}

/** Why signing in did not work, in the words of the form that is open: a key is not a password. */
import type { Failure, FailureCode } from '../../call/failure.ts';
import type { AccountForm } from '../../messages/protocol.ts';
import { say, type WordKey } from '../words.ts';

type Words = Partial<Readonly<Record<FailureCode, WordKey>>>;

const SIP: Words = {
  'wrong-credentials': 'sign_in_failed_credentials',
  'server-unreachable': 'sign_in_failed_server',
};

const PLIVO: Words = {
  'server-unreachable': 'sign_in_failed_server',
  'server-unusable': 'sign_in_failed_unusable',
  'server-failed': 'sign_in_failed_broken',
  'sign-in-expired': 'sign_in_failed_key',
  'sign-in-canceled': 'failure_sign_in_canceled',
  forbidden: 'sign_in_failed_forbidden',
  'rate-limited': 'sign_in_failed_often',
  'wrong-credentials': 'sign_in_failed_plivo',
};

const SIPERB: Words = {
  'server-unreachable': 'sign_in_failed_server',
  'server-unusable': 'sign_in_failed_siperb_unusable',
  'server-failed': 'sign_in_failed_broken',
  'wrong-credentials': 'sign_in_failed_token',
  'sign-in-expired': 'sign_in_failed_token',
  forbidden: 'sign_in_failed_forbidden',
  'device-missing': 'failure_device_missing',
  'device-unsuitable': 'failure_device_unsuitable',
  'rate-limited': 'sign_in_failed_often',
};

const GATEWAY: Words = { ...PLIVO, 'wrong-credentials': 'sign_in_failed_gateway' };

const WORDS: Readonly<Record<AccountForm['kind'], Words>> = {
  sip: SIP,
  plivo: PLIVO,
  gateway: GATEWAY,
  siperb: SIPERB,
};

/** `withKey`: an access key was typed; otherwise the organisation was asked. */
export function signInFailure(failure: Failure, kind: AccountForm['kind'], withKey: boolean): string {
  const isServer = kind === 'plivo' || kind === 'gateway';
  if (isServer && failure.code === 'sign-in-expired' && !withKey) return say('sign_in_failed_organisation');
  return say(WORDS[kind][failure.code] ?? 'sign_in_failed_other');
}

/** What becomes of a call that Plivo asks about: instructions, or a refusal with the words its caller hears. */
import type { Instruction } from '../plivo/xml.ts';

export type Verdict =
  | { readonly refusal?: undefined; readonly instructions: readonly Instruction[]; readonly facts?: Facts }
  | { readonly refusal: Refusal; readonly facts?: Facts };

/** For the log; numbers are masked already. */
type Facts = Readonly<Record<string, string | number | null>>;

/** Why a call is not put through. Each is spoken, so each is short. */
export type Refusal = keyof typeof SPOKEN;

export const SPOKEN = {
  'unknown-agent': 'You are not signed in. Sign in again, then call again.',
  'no-destination': 'No number to call was given.',
  'own-number': 'This is our own number. The call would come back to itself.',
  'number-invalid': 'This is not a telephone number.',
  'number-forbidden': 'This number may not be called.',
  'outside-hours': 'Calls are not allowed at this time.',
  'cap-reached': 'A limit on calls is reached. Please try later.',
  'intent-spent': 'This call took too long to start. Please call again.',
  'not-ours': 'This call is not known here.',
  'nobody-there': 'Nobody can take your call at the moment. Please try later.',
} as const;

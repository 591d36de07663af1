/** Which numbers never reach the customer, by their last four digits. All else rings the customer's phone. */

/** `status` is sent at once; `ringing` sends 180 and then nothing until the caller gives up. */
export type FixedAnswer = { readonly kind: 'status'; readonly status: number } | { readonly kind: 'ringing' };

const ANSWERS: Readonly<Record<string, FixedAnswer>> = {
  '0186': { kind: 'status', status: 486 }, // busy
  '0104': { kind: 'status', status: 404 }, // no such number
  '0103': { kind: 'status', status: 603 }, // declined
  '0150': { kind: 'status', status: 503 }, // the network failed
  '0180': { kind: 'ringing' }, // nobody picks up
};

const E164_USER = /^\+[1-9]\d{6,14}$/;

/** Is this user part a telephone number, as opposed to a user's name? */
export const isNumber = (user: string): boolean => E164_USER.test(user);

export const fixedAnswer = (number: string): FixedAnswer | null => ANSWERS[number.slice(-4)] ?? null;

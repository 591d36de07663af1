/** What a test may have the fake do wrong. A fault stays until it is taken back, or for `times`. */
import type { TokenError } from './token.ts';

export type Faults = {
  /** REST answers with this status, or (with status 200) works but late. */
  rest: { status: number; delayMs?: number; times?: number } | null;
  /** The token API hands out a token like this; the switch judges it as it is. */
  token: 'legacy-grants' | 'too-long' | 'expired' | 'not-yet' | 'no-outgoing' | null;
  /** Every REGISTER is refused with this code. */
  register: TokenError | null;
  /** Webhooks are signed with a token that is not the account's. */
  signature: boolean;
  /** How far Plivo's clock is ahead of this machine's. */
  clockAheadMs: number;
};

export const noFaults = (): Faults => ({
  rest: null,
  token: null,
  register: null,
  signature: false,
  clockAheadMs: 0,
});

/** The fault of this REST request, counted down. */
export function takeRestFault(faults: Faults): Faults['rest'] {
  const fault = faults.rest;
  if (fault?.times !== undefined) {
    fault.times -= 1;
    if (fault.times <= 0) faults.rest = null;
  }
  return fault;
}

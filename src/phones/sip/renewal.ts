/**
 * What follows a refused registration where the account can be asked for new credentials: once, and not while a call is
 * up, because the line is replaced. Whether the new ones are better shows in the line; a second refusal in a row stands.
 */
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { PhoneContext } from '../phone.ts';

export type RenewalParts = {
  readonly renew: PhoneContext['renew'];
  readonly report: (event: PhoneEvent) => void;
  readonly isTalking: () => boolean;
  /** Opens a new line with these. */
  readonly reopen: (credentials: SipCredentials) => void;
  readonly signal: AbortSignal;
};

export interface Renewal {
  refused(failure: Failure): void;
  /** Somebody wants the line tried again although it was refused. */
  retry(): void;
  /** The line is ready: what was refused before is forgotten. */
  ready(): void;
  /** The last call is over. */
  idle(): void;
}

export function createRenewal(first: SipCredentials, parts: RenewalParts): Renewal {
  const { renew, report, isTalking, reopen, signal } = parts;
  let held = first;
  let isSpent = false;
  let isAsking = false;
  /** Refused while a call was up. */
  let waiting: Failure | null = null;

  const ask = async (refusal: Failure) => {
    isSpent = true;
    isAsking = true;
    report({ type: 'lineConnecting', attempt: 1 });
    const fresh = await renew?.().catch(() => null);
    isAsking = false;
    if (signal.aborted) return;
    if (fresh?.kind !== 'sip') return report({ type: 'lineFailed', failure: refusal });
    held = fresh;
    reopen(held);
  };

  const refused = (failure: Failure) => {
    const isWorthAsking = renew !== undefined && held.from !== undefined && !isSpent;
    if (isWorthAsking && !isTalking()) return void ask(failure);
    waiting = isWorthAsking ? failure : null;
    report({ type: 'lineFailed', failure });
  };

  return {
    refused,
    retry() {
      if (isAsking || isTalking()) return;
      waiting = null;
      if (held.from && renew) void ask({ code: 'wrong-credentials' });
      else reopen(held);
    },
    ready: () => {
      isSpent = false;
      waiting = null;
    },
    idle() {
      const failure = waiting;
      waiting = null;
      if (failure) refused(failure);
    },
  };
}

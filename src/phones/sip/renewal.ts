/**
 * What follows a refusal where the account can be asked for new credentials: once, and not while a call is up, because
 * the line is replaced. Whether the new ones are better shows in the line; a second refusal in a row stands.
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
  /** The registration was refused: the line is down. */
  refused(failure: Failure): void;
  /** A call was refused for its credentials while the line is registered: a session may be over before its REGISTER. */
  callRefused(): void;
  /** Somebody wants the line tried again although it was refused. */
  retry(): void;
  /** The line is ready: what was refused before is forgotten. */
  ready(): void;
  /** The last call is over. */
  idle(): void;
}

/** `failure`: what the line says if nothing better is to be had. Null: it is up, and stays as it is. */
type Wait = { readonly failure: Failure | null };

export function createRenewal(first: SipCredentials, parts: RenewalParts): Renewal {
  const { renew, report, isTalking, reopen, signal } = parts;
  let held = first;
  let isSpent = false;
  let isAsking = false;
  /** Refused while a call was up. */
  let waiting: Wait | null = null;

  const ask = async ({ failure }: Wait) => {
    isSpent = true;
    isAsking = true;
    if (failure) report({ type: 'lineConnecting', attempt: 1 });
    const fresh = await renew?.().catch(() => null);
    isAsking = false;
    if (signal.aborted) return;
    if (fresh?.kind === 'sip') {
      held = fresh;
      // A call may have begun meanwhile on a line that is up: it keeps it.
      if (failure || !isTalking()) reopen(held);
    } else if (failure) report({ type: 'lineFailed', failure });
  };

  const isWorthAsking = () => renew !== undefined && held.from !== undefined && !isSpent && !isAsking;
  const refused = (failure: Failure) => {
    if (isWorthAsking() && !isTalking()) return void ask({ failure });
    waiting = isWorthAsking() ? { failure } : null;
    report({ type: 'lineFailed', failure });
  };

  return {
    refused,
    callRefused() {
      if (isWorthAsking()) waiting ??= { failure: null };
    },
    retry() {
      if (isAsking || isTalking()) return;
      waiting = null;
      if (held.from && renew) void ask({ failure: { code: 'wrong-credentials' } });
      else reopen(held);
    },
    ready: () => {
      isSpent = false;
      waiting = null;
    },
    idle() {
      const waited = waiting;
      waiting = null;
      if (waited && isWorthAsking() && !isTalking()) void ask(waited);
    },
  };
}

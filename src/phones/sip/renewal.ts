/**
 * New credentials where the account can be asked for them. Before a password runs out: the line goes on with the next one.
 * After a refusal: once, and not while a call is up, because the line is replaced. Whether the new ones are better shows
 * in the line; a second refusal in a row stands.
 */
import type { Credentials, SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { Clock } from '../clock.ts';
import type { PhoneContext } from '../phone.ts';

export type RenewalParts = {
  readonly renew: PhoneContext['renew'];
  readonly clock: Clock;
  readonly report: (event: PhoneEvent) => void;
  readonly isTalking: () => boolean;
  /** Signs with these from now on, on the line as it is. */
  readonly signWith: (credentials: SipCredentials) => void;
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

/** The last fifth of a password's life is for attempts that fail, one a minute. */
const RENEW_AT = 0.8;
/** Also where a clock that is wrong takes every password for an old one. */
const SOONEST_MS = 60_000;
/** A timer of the browser's holds 2³¹ ms at most; asking earlier than needed costs nothing. */
const LATEST_MS = 86_400_000;

export function createRenewal(first: SipCredentials, parts: RenewalParts): Renewal {
  const { renew, clock, report, isTalking, signWith, signal } = parts;
  let held = first;
  let isSpent = false;
  let isAsking = false;
  /** Refused, and nothing has come of it since. */
  let isDown = false;
  /** Refused while a call was up. */
  let waiting: Wait | null = null;
  let renewing: Promise<Credentials | null> | null = null;
  let cancel = () => {};

  /** One question at a time, whoever asks. */
  const obtain = () => {
    renewing ??= (renew?.() ?? Promise.reject())
      .catch(() => null)
      .finally(() => {
        renewing = null;
      });
    return renewing;
  };

  const schedule = () => {
    if (held.expiresAt === undefined || held.from === undefined || !renew) return;
    after(RENEW_AT * (held.expiresAt - clock.now()));
  };
  const after = (delayMs: number) => {
    cancel();
    cancel = clock.after(Math.min(Math.max(delayMs, SOONEST_MS), LATEST_MS), () => void renewEarly());
  };

  const renewEarly = async () => {
    const fresh = await obtain();
    if (signal.aborted) return;
    if (fresh?.kind !== 'sip') return after(SOONEST_MS);
    take(fresh);
    schedule();
  };

  const take = (fresh: SipCredentials) => {
    // A line that is down waited for this; one whose server names another place moves there.
    const isSameLine = placeOf(fresh) === placeOf(held) && !isDown;
    held = fresh;
    isSpent = false;
    if (isSameLine) signWith(held);
    else if (!isTalking()) reopen();
    else waiting ??= { failure: null };
  };

  const reopen = () => {
    isDown = false;
    parts.reopen(held);
  };
  const failed = (failure: Failure) => {
    isDown = true;
    report({ type: 'lineFailed', failure });
  };

  const ask = async ({ failure }: Wait) => {
    isSpent = true;
    isAsking = true;
    if (failure) report({ type: 'lineConnecting', attempt: 1 });
    const fresh = await obtain();
    isAsking = false;
    if (signal.aborted) return;
    if (fresh?.kind === 'sip') {
      held = fresh;
      schedule();
      // A call may have begun meanwhile on a line that is up: it keeps it.
      if (failure || !isTalking()) reopen();
    } else if (failure) failed(failure);
  };

  const isWorthAsking = () => renew !== undefined && held.from !== undefined && !isSpent && !isAsking;
  const refused = (failure: Failure) => {
    if (isWorthAsking() && !isTalking()) return void ask({ failure });
    waiting = isWorthAsking() ? { failure } : null;
    failed(failure);
  };

  signal.addEventListener('abort', () => cancel(), { once: true });
  schedule();
  return {
    refused,
    callRefused() {
      if (isWorthAsking()) waiting ??= { failure: null };
    },
    retry() {
      if (isAsking || isTalking()) return;
      waiting = null;
      if (held.from && renew) void ask({ failure: { code: 'wrong-credentials' } });
      else reopen();
    },
    ready: () => {
      isDown = false;
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

/** Where the line is and whose it is: what a user agent cannot change. */
function placeOf({ servers, user, domain }: SipCredentials): string {
  return JSON.stringify([servers, user, domain]);
}

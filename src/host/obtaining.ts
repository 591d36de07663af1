// From an account to credentials that are good now: asks the switchboard, tells how the line is meanwhile, and tries
// again. Opening a phone with them is connection.ts.
import type { Openable, PlivoAccount, PlivoCredentials } from '../accounts/credentials.ts';
import type { Failure, FailureCode } from '../call/failure.ts';
import type { Renewal, Reply } from '../messages/protocol.ts';
import type { Clock } from '../phones/clock.ts';
import type { Store } from './store.ts';

export type ObtainingDeps = {
  readonly store: Store;
  readonly clock: Clock;
  /** Asks for credentials that are good now. */
  readonly renew: (account: PlivoAccount) => Promise<Reply<Renewal>>;
};

export interface Obtaining {
  /** Forgets the wait between two attempts, or begins again after a refusal. */
  now(): void;
}

/** Our own server is asked: it counts requests per agent, and an outage of minutes is not shortened by haste. */
const DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** What only a person can mend: asking again would change nothing. */
const FINAL: readonly FailureCode[] = ['sign-in-expired', 'forbidden', 'server-unusable', 'not-supported'];

export function isFinal({ code }: Failure): boolean {
  return FINAL.includes(code);
}

/** True: before a phone can be opened with this, credentials must be had. */
export function isStale(openable: Openable, now: number): openable is PlivoAccount {
  return openable.kind === 'plivo' && (!('token' in openable) || openable.expiresAt <= now);
}

/** Asks until there are credentials, the answer is final, or `signal` aborts. */
export function startObtaining(
  deps: ObtainingDeps,
  account: PlivoAccount,
  took: (credentials: PlivoCredentials) => void,
  signal: AbortSignal,
): Obtaining {
  const { store, clock } = deps;
  let asking = account;
  let attempt = 0;
  let idle = false;
  let cancelWait = () => {};

  const refused = (failure: Failure) => {
    idle = true;
    if (isFinal(failure)) return void store.apply({ type: 'lineFailed', failure });
    const delayMs = DELAYS_MS[Math.min(attempt, DELAYS_MS.length) - 1] ?? 30_000;
    void store.apply({
      type: 'lineConnecting',
      attempt: attempt + 1,
      retryAt: clock.now() + delayMs,
    });
    cancelWait = clock.after(delayMs, () => void ask());
  };

  const ask = async () => {
    cancelWait();
    idle = false;
    attempt += 1;
    void store.apply({ type: 'lineConnecting', attempt });
    const reply = await deps.renew(asking);
    if (signal.aborted) return;
    if (!reply.ok) return refused(reply.failure);
    if ('credentials' in reply.value) return took(reply.value.credentials);
    asking = reply.value.account;
    refused(reply.value.failure);
  };

  signal.addEventListener('abort', () => cancelWait(), { once: true });
  void ask();
  return {
    now() {
      if (idle && !signal.aborted) void ask();
    },
  };
}

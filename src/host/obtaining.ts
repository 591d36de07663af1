// From an account to credentials that are good now: asks the switchboard, tells how the line is meanwhile, and tries
// again. Opening a phone with them is connection.ts.
import type { Credentials, Openable, RenewableAccount, SipCredentials } from '../accounts/credentials.ts';
import { plivoAccountOf } from '../accounts/plivoAccount.ts';
import type { LineEvent } from '../call/event.ts';
import type { Failure, FailureCode } from '../call/failure.ts';
import type { Renewal, Reply } from '../messages/protocol.ts';
import type { Clock } from '../phones/clock.ts';

export type ObtainingDeps = {
  /** How the line is meanwhile. */
  readonly report: (event: Extract<LineEvent, { type: `line${string}` }>) => void;
  readonly clock: Clock;
  /** Asks for credentials that are good now. */
  readonly renew: (account: RenewableAccount) => Promise<Reply<Renewal>>;
};

export interface Obtaining {
  /** Forgets the wait between two attempts, or begins again after a refusal. */
  now(): void;
}

/** Our own server is asked: it counts requests per agent, and an outage of minutes is not shortened by haste. */
const DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** What only a person can mend: asking again would change nothing. */
const FINAL: readonly FailureCode[] = [
  'wrong-credentials',
  'sign-in-expired',
  'forbidden',
  'device-missing',
  'device-unsuitable',
  'device-not-chosen',
  'server-unusable',
  'not-supported',
];

export function isFinal({ code }: Failure): boolean {
  return FINAL.includes(code);
}

type Stale = RenewableAccount | (SipCredentials & Required<Pick<SipCredentials, 'from'>>);

/** True: before a phone can be opened with this, credentials must be had. */
export function isStale(openable: Openable, now: number): openable is Stale {
  if (openable.kind === 'siperb' || openable.kind === 'gateway') return true;
  if (openable.kind === 'sip') return openable.from !== undefined && (openable.expiresAt ?? Infinity) <= now;
  return openable.kind === 'plivo' && (!('token' in openable) || openable.expiresAt <= now);
}

/** The account behind it that can be asked for credentials; null where the credentials are all there is. */
export function renewableOf(openable: Stale): RenewableAccount;
export function renewableOf(openable: Openable): RenewableAccount | null;
export function renewableOf(openable: Openable): RenewableAccount | null {
  if (openable.kind === 'siperb' || openable.kind === 'gateway') return openable;
  if (openable.kind === 'plivo') return plivoAccountOf(openable);
  return openable.kind === 'sip' ? (openable.from ?? null) : null;
}

/** Asks until there are credentials, the answer is final, or `signal` aborts. */
export function startObtaining(
  deps: ObtainingDeps,
  account: RenewableAccount,
  took: (credentials: Credentials) => void,
  signal: AbortSignal,
): Obtaining {
  const { report, clock } = deps;
  let asking = account;
  let attempt = 0;
  let idle = false;
  let cancelWait = () => {};

  const refused = (failure: Failure) => {
    idle = true;
    if (isFinal(failure)) return report({ type: 'lineFailed', failure });
    const delayMs = DELAYS_MS[Math.min(attempt, DELAYS_MS.length) - 1] ?? 30_000;
    report({ type: 'lineConnecting', attempt: attempt + 1, retryAt: clock.now() + delayMs });
    cancelWait = clock.after(delayMs, () => void ask());
  };

  const ask = async () => {
    cancelWait();
    idle = false;
    attempt += 1;
    report({ type: 'lineConnecting', attempt });
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

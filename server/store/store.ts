/**
 * What the server remembers: agents, limits, calls and nonces. Several instances may share one store. How it is kept
 * (SQLite, PostgreSQL) is behind database.ts; whether a call may be placed is decided in rules/caps.ts.
 */
import type { CapRefusal, Caps } from '../rules/caps.ts';

export type Agent = {
  /** Plivo's `sub`, distinct per agent: [a-z0-9]{4,24}. */
  readonly sub: string;
  readonly name: string;
  readonly tenant: string;
  readonly admin: boolean;
};

export interface AgentStore {
  /** `keyHash`: of an access key (signIn/accessKeys.ts); null for an agent who signs in by OIDC only. */
  add(agent: Agent, keyHash: string | null): Promise<'added' | 'name-taken'>;
  byKeyHash(keyHash: string): Promise<Agent | null>;
  /** The agent of this issuer and subject, made on first sight; null when an administrator has removed them. */
  forOidc(issuer: string, subject: string, name: string): Promise<Agent | null>;
  bySub(sub: string): Promise<Agent | null>;
  list(): Promise<readonly Agent[]>;
  /** False: there was none of this name. Its calls stay. */
  remove(name: string): Promise<boolean>;
}

export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

export interface LimitStore {
  /** One more of `limit` within a window of `windowMs` that begins at a multiple of it. `now`: epoch ms. */
  take(key: string, limit: number, windowMs: number, now: number): Promise<Taken>;
}

export type ReserveRequest = {
  readonly sub: string;
  readonly tenant: string;
  /** The CallId made where the finger clicked; (sub, callId) names one reservation. */
  readonly callId: string;
  readonly to: string;
  readonly now: number;
};

export type Reserved =
  | { readonly ok: true; readonly intent: string; readonly expiresAt: number }
  | { readonly ok: false; readonly refusal: CapRefusal };

export type RedeemRequest = {
  readonly intent: string;
  readonly to: string;
  readonly sub: string;
  readonly callUuid: string;
  readonly now: number;
};

export type CallStartRecord = {
  readonly callUuid: string;
  readonly direction: 'inbound' | 'outbound';
  readonly sub: string | null;
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  readonly now: number;
};

export type CallEndRecord = {
  readonly callUuid: string;
  readonly at: number;
  /** Null: nobody said. The call then counts for all it was allowed. */
  readonly durationSeconds: number | null;
  readonly billSeconds: number | null;
  readonly cause: string | null;
  /** Millionths of the account's currency. */
  readonly costMicros: number | null;
};

/** Times are epoch milliseconds. `direction` and `tenant` are null when only the end of a call was heard of. */
export type CallRow = {
  readonly callUuid: string;
  readonly direction: 'inbound' | 'outbound' | null;
  readonly sub: string | null;
  readonly tenant: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly durationSeconds: number | null;
  readonly billSeconds: number | null;
  readonly cause: string | null;
  readonly costMicros: number | null;
};

export interface CallStore {
  /**
   * Usage and decision in one transaction: no two instances can take the last place. The same (sub, callId) for the same
   * number again gets the same intent, which counts once.
   */
  reserve(request: ReserveRequest, caps: Caps): Promise<Reserved>;
  /**
   * Good once: null when unknown, expired, spent on another CallUUID, or of another agent or destination. The same
   * CallUUID again gets the same answer, because webhooks are delivered again.
   */
  redeem(request: RedeemRequest): Promise<{ readonly timeLimitSeconds: number } | null>;
  /** A call without an intent: from outside. */
  started(call: CallStartRecord): Promise<void>;
  /** True when this is the first end of its CallUUID; later ones change nothing. */
  ended(end: CallEndRecord): Promise<boolean>;
  /** Newest first. Reservations that were never used are left out. */
  recent(limit: number): Promise<readonly CallRow[]>;
}

export interface NonceStore {
  /** True the first time, false for a repeat. */
  fresh(nonce: string, expiresAt: number): Promise<boolean>;
}

export interface Store {
  readonly agents: AgentStore;
  readonly limits: LimitStore;
  readonly calls: CallStore;
  readonly nonces: NonceStore;
  /** Does the database answer? Never rejects. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

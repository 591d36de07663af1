/**
 * May one more call be placed, and how long may it last? Pure: usage in, decision out. Toll fraud is stopped here, so
 * every doubt counts as used: a call that is up is taken to last as long as it may.
 */

/** What one agent, or one tenant, may use. A day is the last 24 hours. */
export type Limits = {
  readonly concurrent: number;
  readonly callsPerMinute: number;
  readonly minutesPerDay: number;
  /** Millionths of the account's currency. */
  readonly spendMicrosPerDay: number;
};

export type Caps = {
  readonly agent: Limits;
  readonly tenant: Limits;
  readonly callTimeLimitSeconds: number;
  /** The dearest minute of any destination that is allowed: what a call that is up may come to cost. */
  readonly rateMicrosPerMinute: number;
};

/** What has been used: open calls and reservations with all they may still use. */
export type Usage = {
  readonly concurrent: number;
  readonly callsLastMinute: number;
  readonly secondsLastDay: number;
  readonly microsLastDay: number;
  /** When the oldest call of the last minute and of the last day leaves its window: epoch ms, or null. */
  readonly minuteFreeAt: number | null;
  readonly dayFreeAt: number | null;
};

export const CAP_NAMES = ['concurrent', 'calls-per-minute', 'minutes-per-day', 'spend-per-day'] as const;
export type CapName = (typeof CAP_NAMES)[number];

export type CapRefusal = {
  readonly cap: CapName;
  readonly scope: 'agent' | 'tenant';
  readonly limit: number;
  /** When it is worth trying again; null: when a call ends. */
  readonly retryAfterMs: number | null;
};

export type CapDecision =
  | { readonly ok: true; readonly timeLimitSeconds: number; readonly reservedMicros: number }
  | { readonly ok: false; readonly refusal: CapRefusal };

/** A call cut off after less than this helps nobody: better refused. */
export const SHORTEST_CALL_SECONDS = 60;

/** `now`: epoch ms. The agent's own caps are named before the tenant's. */
export function decideCall(caps: Caps, agent: Usage, tenant: Usage, now: number): CapDecision {
  const refusal = refusalOf('agent', caps, agent, now) ?? refusalOf('tenant', caps, tenant, now);
  if (refusal) return { ok: false, refusal };
  const timeLimitSeconds = Math.min(
    caps.callTimeLimitSeconds,
    secondsLeft(caps.agent, caps, agent),
    secondsLeft(caps.tenant, caps, tenant),
  );
  return { ok: true, timeLimitSeconds, reservedMicros: costMicros(timeLimitSeconds, caps) };
}

/** What a call of so many seconds costs at most. Begun minutes are billed whole. */
export function costMicros(
  seconds: number,
  { rateMicrosPerMinute }: Pick<Caps, 'rateMicrosPerMinute'>,
): number {
  return Math.ceil(seconds / 60) * rateMicrosPerMinute;
}

function refusalOf(scope: CapRefusal['scope'], caps: Caps, usage: Usage, now: number): CapRefusal | null {
  const limits = caps[scope];
  const refuse = (cap: CapName, limit: number, freeAt: number | null) => ({
    cap,
    scope,
    limit,
    retryAfterMs: freeAt === null ? null : Math.max(1, freeAt - now),
  });
  if (usage.concurrent >= limits.concurrent) return refuse('concurrent', limits.concurrent, null);
  if (usage.callsLastMinute >= limits.callsPerMinute)
    return refuse('calls-per-minute', limits.callsPerMinute, usage.minuteFreeAt);
  if (minuteSeconds(limits, usage) < SHORTEST_CALL_SECONDS)
    return refuse('minutes-per-day', limits.minutesPerDay, usage.dayFreeAt);
  if (spendSeconds(limits, caps, usage) < SHORTEST_CALL_SECONDS)
    return refuse('spend-per-day', limits.spendMicrosPerDay, usage.dayFreeAt);
  return null;
}

function secondsLeft(limits: Limits, caps: Caps, usage: Usage): number {
  return Math.min(minuteSeconds(limits, usage), spendSeconds(limits, caps, usage));
}

function minuteSeconds({ minutesPerDay }: Limits, { secondsLastDay }: Usage): number {
  return Math.floor(minutesPerDay * 60) - secondsLastDay;
}

/** Whole minutes only: a begun one costs as much. */
function spendSeconds(
  { spendMicrosPerDay }: Limits,
  { rateMicrosPerMinute }: Caps,
  { microsLastDay }: Usage,
): number {
  if (rateMicrosPerMinute <= 0) return Number.MAX_SAFE_INTEGER;
  return Math.floor((spendMicrosPerDay - microsLastDay) / rateMicrosPerMinute) * 60;
}

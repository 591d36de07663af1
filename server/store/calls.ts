/**
 * Reservations, calls and their ends: one row a call, which always says what the call counts for. Deciding is
 * rules/caps.ts, adding up is usage.ts; here is what makes both safe against retries, several instances and a kill.
 */
import { randomBytes } from 'node:crypto';
import { type Caps, decideCall } from '../rules/caps.ts';
import type { Database, Row, Sql } from './database.ts';
import type { CallEndRecord, CallRow, CallStore, RedeemRequest, Reserved, ReserveRequest } from './store.ts';
import { usageOf } from './usage.ts';

/** The time from the click to Plivo's question: setting a call up takes a few seconds, a slow network some more. */
const INTENT_MS = 60_000;
/** A call's time limit runs from its answer: until then it rings, for this long at most. */
const RINGING_MS = 120_000;

const newId = () => randomBytes(16).toString('hex');

export function createCallStore(database: Database): CallStore {
  const ofCall = <T>(callUuid: string, work: (sql: Sql) => Promise<T>) =>
    database.transaction(`call ${callUuid}`, work);
  return {
    reserve: (request, caps) =>
      database.transaction(`tenant ${request.tenant}`, (sql) => reserve(sql, request, caps)),
    redeem: (request) => ofCall(request.callUuid, (sql) => redeem(sql, request)),
    async started({ callUuid, direction, sub, tenant, from, to, now }) {
      await database.all(STARTED, [newId(), direction, sub, tenant, from, to, now, callUuid]);
    },
    ended: (end) => ofCall(end.callUuid, (sql) => ended(sql, end)),
    recent: async (limit) => (await database.all(RECENT, [limit])).map(callOf),
  };
}

async function reserve(sql: Sql, request: ReserveRequest, caps: Caps): Promise<Reserved> {
  const { sub, tenant, callId, to, now } = request;
  const [known] = await sql.all(KNOWN, [sub, callId, to]);
  if (known) return { ok: true, intent: String(known.id), expiresAt: Number(known.expires_at) };
  await sql.all(LAPSE, [tenant, now]);
  const agentUsage = await usageOf(sql, 'sub', sub, now);
  const tenantUsage = await usageOf(sql, 'tenant', tenant, now);
  const decision = decideCall(caps, agentUsage, tenantUsage, now);
  if (!decision.ok) return decision;
  const intent = newId();
  const expiresAt = now + INTENT_MS;
  const usage = [decision.timeLimitSeconds, caps.rateMicrosPerMinute, decision.reservedMicros];
  await sql.all(RESERVE, [intent, sub, tenant, callId, to, now, expiresAt, ...usage]);
  return { ok: true, intent, expiresAt };
}

const KNOWN = 'SELECT id, expires_at FROM calls WHERE sub = $1 AND call_id = $2 AND to_number = $3';

/**
 * Reservations whose minute is over give back what they held, for good. Were they only passed over here, an instance with
 * a slower clock, or a request that was slow on its way, could still redeem one whose place was given away.
 */
const LAPSE = `
  UPDATE calls SET held_until = 0, seconds = 0, micros = 0
  WHERE tenant = $1 AND held_until > 0 AND held_until <= $2 AND call_uuid IS NULL`;

const RESERVE = `
  INSERT INTO calls (id, direction, sub, tenant, call_id, to_number, at, held_until, expires_at,
    time_limit_s, seconds, rate_micros, micros)
  VALUES ($1, 'outbound', $2, $3, $4, $5, $6, $7, $7, $8, $8, $9, $10)`;

async function redeem(
  sql: Sql,
  { intent, to, sub, callUuid, now }: RedeemRequest,
): Promise<{ readonly timeLimitSeconds: number } | null> {
  const values = [intent, to, sub, callUuid];
  const [first] = await sql.all(REDEEM, [...values, now, RINGING_MS]);
  const [redeemed] = first ? [first] : await sql.all(REDEEMED, values);
  return redeemed ? { timeLimitSeconds: Number(redeemed.time_limit_s) } : null;
}

const REDEEM = `
  UPDATE calls SET call_uuid = $4, started_at = $5, held_until = $5 + $6 + time_limit_s * 1000
  WHERE id = $1 AND to_number = $2 AND sub = $3 AND call_uuid IS NULL AND held_until > $5
    AND NOT EXISTS (SELECT 1 FROM calls other WHERE other.call_uuid = $4)
  RETURNING time_limit_s`;

const REDEEMED =
  'SELECT time_limit_s FROM calls WHERE id = $1 AND to_number = $2 AND sub = $3 AND call_uuid = $4';

/** The end may have come first; what it could not know is filled in. */
const STARTED = `
  INSERT INTO calls (id, direction, sub, tenant, from_number, to_number, at, started_at, call_uuid)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
  ON CONFLICT (call_uuid) DO UPDATE SET
    direction = excluded.direction, sub = excluded.sub, tenant = excluded.tenant,
    from_number = excluded.from_number, to_number = excluded.to_number
  WHERE calls.direction IS NULL`;

async function ended(sql: Sql, end: CallEndRecord): Promise<boolean> {
  const { callUuid, at, durationSeconds, billSeconds, cause, costMicros } = end;
  const startedAt = at - (durationSeconds ?? 0) * 1000;
  const said = [at, durationSeconds, billSeconds, cause, costMicros];
  return (await sql.all(ENDED, [newId(), callUuid, startedAt, ...said])).length > 0;
}

/**
 * One statement decides who is first: a row that has ended is not touched, a call nobody knew is written down. What was
 * reserved becomes what was used, where that was said; of our rate and Plivo's price the higher counts, because the price may be that of one
 * of the call's two legs.
 */
const ENDED = `
  INSERT INTO calls (id, call_uuid, at, started_at, ended_at, duration_s, bill_s, cause, cost_micros)
  VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (call_uuid) DO UPDATE SET
    ended_at = excluded.ended_at, duration_s = excluded.duration_s, bill_s = excluded.bill_s,
    cause = excluded.cause, cost_micros = excluded.cost_micros,
    held_until = 0,
    seconds = COALESCE(excluded.duration_s, calls.seconds),
    micros = CASE
      WHEN excluded.bill_s IS NULL THEN calls.micros
      WHEN excluded.cost_micros > calls.rate_micros * ((excluded.bill_s + 59) / 60) THEN excluded.cost_micros
      ELSE calls.rate_micros * ((excluded.bill_s + 59) / 60)
    END
  WHERE calls.ended_at IS NULL
  RETURNING id`;

const RECENT = 'SELECT * FROM calls WHERE call_uuid IS NOT NULL ORDER BY started_at DESC, id LIMIT $1';

function callOf(row: Row): CallRow {
  const text = (column: string) => (row[column] === null ? null : String(row[column]));
  const count = (column: string) => (row[column] === null ? null : Number(row[column]));
  return {
    callUuid: String(row.call_uuid),
    direction: row.direction === null ? null : row.direction === 'outbound' ? 'outbound' : 'inbound',
    sub: text('sub'),
    tenant: text('tenant'),
    from: text('from_number'),
    to: text('to_number'),
    startedAt: Number(row.started_at),
    endedAt: count('ended_at'),
    durationSeconds: count('duration_s'),
    billSeconds: count('bill_s'),
    cause: text('cause'),
    costMicros: count('cost_micros'),
  };
}

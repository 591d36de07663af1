/**
 * Reservations, calls and their ends: one row a call. Deciding is rules/caps.ts, what counts as used is usage.ts; here is
 * what makes both safe against retries, several instances and a kill.
 */
import { randomBytes } from 'node:crypto';
import { type Caps, decideCall } from '../rules/caps.ts';
import type { Database, Row, Sql } from './database.ts';
import type { CallRow, CallStore, RedeemRequest, Reserved, ReserveRequest } from './store.ts';
import { usageOf } from './usage.ts';

/** The time from the click to Plivo's question: setting a call up takes a few seconds, a slow network some more. */
const INTENT_MS = 60_000;

/** What was reserved, scaled to the minutes that were billed. Whole numbers divide as such in both databases. */
const REESTIMATED = `COALESCE(
  (calls.reserved_micros / NULLIF((calls.time_limit_s + 59) / 60, 0)) * ((excluded.bill_s + 59) / 60), 0)`;

const newId = () => randomBytes(16).toString('hex');

export function createCallStore(database: Database): CallStore {
  return {
    reserve: (request, caps) =>
      database.transaction(`tenant ${request.tenant}`, (sql) => reserve(sql, request, caps)),
    redeem: (request) => redeem(database, request),
    async started({ callUuid, direction, sub, tenant, from, to, now }) {
      await database.all(
        `INSERT INTO calls (id, direction, sub, tenant, from_number, to_number, started_at, expires_at, time_limit_s,
           reserved_micros, call_uuid)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 0, 0, $8) ON CONFLICT DO NOTHING`,
        [newId(), direction, sub, tenant, from, to, now, callUuid],
      );
    },
    async ended({ callUuid, at, durationSeconds, billSeconds, cause, costMicros: cost }) {
      // One statement decides who is first: a row that has ended is not touched, a call nobody knew is written down.
      const first = await database.all(
        `INSERT INTO calls (id, direction, tenant, started_at, expires_at, time_limit_s, reserved_micros, call_uuid,
           ended_at, duration_s, bill_s, cause, cost_micros)
         VALUES ($7, 'inbound', '', $2, $2, 0, 0, $1, $2, $3, $4, $5, $6)
         ON CONFLICT (call_uuid) DO UPDATE SET
           ended_at = excluded.ended_at, duration_s = excluded.duration_s, bill_s = excluded.bill_s,
           cause = excluded.cause,
           cost_micros = COALESCE(excluded.cost_micros, ${REESTIMATED})
         WHERE calls.ended_at IS NULL
         RETURNING id`,
        [callUuid, at, durationSeconds, billSeconds, cause, cost, newId()],
      );
      return first.length > 0;
    },
    async recent(limit) {
      const rows = await database.all(
        'SELECT * FROM calls WHERE call_uuid IS NOT NULL ORDER BY started_at DESC LIMIT $1',
        [limit],
      );
      return rows.map(callOf);
    },
  };
}

async function reserve(sql: Sql, request: ReserveRequest, caps: Caps): Promise<Reserved> {
  const { sub, tenant, callId, to, now } = request;
  const [known] = await sql.all(
    'SELECT id, expires_at FROM calls WHERE sub = $1 AND call_id = $2 AND to_number = $3',
    [sub, callId, to],
  );
  if (known) return { ok: true, intent: String(known.id), expiresAt: Number(known.expires_at) };
  const usage = await usageOf(sql, request);
  const decision = decideCall(caps, usage.agent, usage.tenant, now);
  if (!decision.ok) return decision;
  const intent = newId();
  const expiresAt = now + INTENT_MS;
  const { timeLimitSeconds, reservedMicros } = decision;
  await sql.all(
    `INSERT INTO calls (id, direction, sub, tenant, call_id, to_number, started_at, expires_at, time_limit_s,
       reserved_micros)
     VALUES ($1, 'outbound', $2, $3, $4, $5, $6, $7, $8, $9)`,
    [intent, sub, tenant, callId, to, now, expiresAt, timeLimitSeconds, reservedMicros],
  );
  return { ok: true, intent, expiresAt };
}

async function redeem(
  database: Database,
  { intent, to, sub, callUuid, now }: RedeemRequest,
): Promise<{ readonly timeLimitSeconds: number } | null> {
  const [redeemed] = await database.all(
    `UPDATE calls SET call_uuid = $4
     WHERE id = $1 AND to_number = $2 AND sub = $3 AND (call_uuid = $4 OR (call_uuid IS NULL AND expires_at > $5))
       AND NOT EXISTS (SELECT 1 FROM calls other WHERE other.call_uuid = $4 AND other.id <> $1)
     RETURNING time_limit_s`,
    [intent, to, sub, callUuid, now],
  );
  return redeemed ? { timeLimitSeconds: Number(redeemed.time_limit_s) } : null;
}

function callOf(row: Row): CallRow {
  const text = (column: string) => (row[column] === null ? null : String(row[column]));
  const count = (column: string) => (row[column] === null ? null : Number(row[column]));
  return {
    callUuid: text('call_uuid'),
    direction: row.direction === 'outbound' ? 'outbound' : 'inbound',
    sub: text('sub'),
    tenant: String(row.tenant),
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

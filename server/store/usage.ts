/**
 * What an agent and their tenant have used of their caps. A reservation counts until it expires unused; a call that is
 * up, or whose end nobody told us, counts for all it may last; an ended one for what it was.
 */
import type { Usage } from '../rules/caps.ts';
import type { Row, Sql } from './database.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** An end may be told late: a call is open until its time limit and this are over. */
const END_GRACE_MS = 60_000;

/** $1 tenant, $2 now, $3 a minute ago, $4 a day ago, $5 the agent. */
const USED = `
  SELECT
    sub = $5 AS mine,
    COUNT(CASE WHEN open = 1 THEN 1 END) AS concurrent,
    COUNT(CASE WHEN started_at > $3 THEN 1 END) AS last_minute,
    MIN(CASE WHEN started_at > $3 THEN started_at END) AS oldest_of_minute,
    COALESCE(SUM(seconds), 0) AS seconds,
    COALESCE(SUM(micros), 0) AS micros,
    MIN(CASE WHEN seconds > 0 THEN started_at END) AS oldest_of_day
  FROM (
    SELECT sub, started_at,
      CASE
        WHEN ended_at IS NOT NULL THEN 0
        WHEN call_uuid IS NOT NULL AND started_at + time_limit_s * 1000 + ${MINUTE_MS + END_GRACE_MS} > $2 THEN 1
        WHEN call_uuid IS NULL AND expires_at > $2 THEN 1
        ELSE 0
      END AS open,
      CASE
        WHEN ended_at IS NOT NULL THEN CASE WHEN bill_s > duration_s THEN bill_s ELSE duration_s END
        WHEN call_uuid IS NULL AND expires_at <= $2 THEN 0
        ELSE time_limit_s
      END AS seconds,
      CASE
        WHEN ended_at IS NOT NULL THEN cost_micros
        WHEN call_uuid IS NULL AND expires_at <= $2 THEN 0
        ELSE reserved_micros
      END AS micros
    FROM calls
    WHERE tenant = $1 AND started_at > $4 AND direction = 'outbound'
  ) AS counted
  GROUP BY sub = $5`;

export async function usageOf(
  sql: Sql,
  { tenant, sub, now }: { readonly tenant: string; readonly sub: string; readonly now: number },
): Promise<{ readonly agent: Usage; readonly tenant: Usage }> {
  const rows = await sql.all(USED, [tenant, now, now - MINUTE_MS, now - DAY_MS, sub]);
  const isMine = ({ mine }: Row) => Boolean(mine);
  return { agent: sum(rows.filter(isMine)), tenant: sum(rows) };
}

function sum(rows: readonly Row[]): Usage {
  const total = (column: string) => rows.reduce((all, row) => all + Number(row[column]), 0);
  const oldest = (column: string, windowMs: number) => {
    const times = rows.flatMap((row) => (row[column] === null ? [] : [Number(row[column])]));
    return times.length === 0 ? null : Math.min(...times) + windowMs;
  };
  return {
    concurrent: total('concurrent'),
    callsLastMinute: total('last_minute'),
    secondsLastDay: total('seconds'),
    microsLastDay: total('micros'),
    minuteFreeAt: oldest('oldest_of_minute', MINUTE_MS),
    dayFreeAt: oldest('oldest_of_day', DAY_MS),
  };
}

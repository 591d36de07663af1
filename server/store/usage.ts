/** What an agent or a tenant has used of their caps, summed over their calls. What each call counts for is calls.ts. */
import type { Usage } from '../rules/caps.ts';
import type { Sql } from './database.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * $1 whose, $2 now, $3 a minute ago, $4 a day ago. A time limit is hours, so whatever is still up began within the day. A
 * row that another instance's faster clock has written counts as well.
 */
const usedBy = (whose: 'sub' | 'tenant') => `
  SELECT
    COUNT(*) FILTER (WHERE held_until > $2) AS concurrent,
    COUNT(*) FILTER (WHERE at > $3) AS last_minute,
    CAST(COALESCE(SUM(seconds), 0) AS BIGINT) AS seconds,
    CAST(COALESCE(SUM(micros), 0) AS BIGINT) AS micros,
    MIN(at) FILTER (WHERE at > $3) AS oldest_of_minute,
    MIN(at) FILTER (WHERE seconds > 0) AS oldest_of_day
  FROM calls WHERE ${whose} = $1 AND direction = 'outbound' AND at > $4`;

const USED = { sub: usedBy('sub'), tenant: usedBy('tenant') } as const;

/** `id`: the agent's sub or the tenant's name. `now`: epoch ms. */
export async function usageOf(sql: Sql, whose: keyof typeof USED, id: string, now: number): Promise<Usage> {
  const [row] = await sql.all(USED[whose], [id, now, now - MINUTE_MS, now - DAY_MS]);
  const freeAt = (oldest: unknown, windowMs: number) => (oldest === null ? null : Number(oldest) + windowMs);
  return {
    concurrent: Number(row?.concurrent),
    callsLastMinute: Number(row?.last_minute),
    secondsLastDay: Number(row?.seconds),
    microsLastDay: Number(row?.micros),
    minuteFreeAt: freeAt(row?.oldest_of_minute, MINUTE_MS),
    dayFreeAt: freeAt(row?.oldest_of_day, DAY_MS),
  };
}

/** How often something was done in the window that runs: one row a key, one statement a time. */
import type { Database } from './database.ts';
import type { LimitStore } from './store.ts';

export function createLimitStore(database: Database): LimitStore {
  return {
    async take(key, limit, windowMs, now) {
      const start = now - (now % windowMs);
      const [row] = await database.all(
        `INSERT INTO limits (name, window_start, used) VALUES ($1, $2, 1)
         ON CONFLICT (name) DO UPDATE SET
           used = CASE WHEN limits.window_start = excluded.window_start THEN limits.used + 1 ELSE 1 END,
           window_start = excluded.window_start
         RETURNING used`,
        [key, start],
      );
      return Number(row?.used) <= limit ? { ok: true } : { ok: false, retryAfterMs: start + windowMs - now };
    },
  };
}

/** How often something was done in the window that runs: one row a key, one statement a time. */
import type { Database } from './database.ts';
import type { LimitStore } from './store.ts';

/** Windows that are over go in passing, once in so many: strangers' addresses must not fill the memory. */
const SWEEP_EVERY = 500;

/** An instance whose clock is behind counts into the window that another one has opened already. */
const TAKE = `
  INSERT INTO limits (name, window_end, used) VALUES ($1, $2, 1)
  ON CONFLICT (name) DO UPDATE SET
    used = CASE WHEN excluded.window_end > limits.window_end THEN 1 ELSE limits.used + 1 END,
    window_end = CASE WHEN excluded.window_end > limits.window_end THEN excluded.window_end ELSE limits.window_end END
  RETURNING used, window_end`;

export function createLimitStore(database: Database): LimitStore {
  let count = 0;
  return {
    async take(key, limit, windowMs, now) {
      count += 1;
      if (count % SWEEP_EVERY === 0) await database.all('DELETE FROM limits WHERE window_end <= $1', [now]);
      const end = now - (now % windowMs) + windowMs;
      const [row] = await database.all(TAKE, [key, end]);
      return Number(row?.used) <= limit
        ? { ok: true }
        : { ok: false, retryAfterMs: Number(row?.window_end) - now };
    },
  };
}

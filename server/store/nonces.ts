/** Which deliveries were seen. A nonce is forgotten some time after it has expired. */
import type { Database } from './database.ts';
import type { NonceStore } from './store.ts';

/** Old ones go in passing, once in so many. */
const SWEEP_EVERY = 500;

export function createNonceStore(database: Database): NonceStore {
  let count = 0;
  return {
    async fresh(nonce, expiresAt) {
      const added = await database.all(
        'INSERT INTO nonces (nonce, expires_at) VALUES ($1, $2) ON CONFLICT (nonce) DO NOTHING RETURNING nonce',
        [nonce, expiresAt],
      );
      count += 1;
      if (count % SWEEP_EVERY === 0)
        await database.all('DELETE FROM nonces WHERE expires_at < $1', [Date.now()]);
      return added.length > 0;
    },
  };
}

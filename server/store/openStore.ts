/** A store on the database that the configuration names. */
import { createAgentStore } from './agents.ts';
import { createCallStore } from './calls.ts';
import type { Database } from './database.ts';
import { createLimitStore } from './limits.ts';
import { createNonceStore } from './nonces.ts';
import { migrate } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export type DatabaseConfig = { readonly url: string } | { readonly file: string };

/** Rejects with a sentence that names the database when it cannot be opened. The password of a URL is never in it. */
export async function openStore(config: DatabaseConfig): Promise<Store> {
  const name = 'url' in config ? hostOf(config.url) : config.file;
  try {
    if ('url' in config) {
      // Only when it is asked for: its package takes longer to load than the rest of the store.
      const { openPostgres } = await import('./postgres.ts');
      const database = await openPostgres(config.url);
      return await storeOn(database, database);
    }
    // One process has the file, and a limit need not survive it: its counts stay off the disk.
    return await storeOn(openSqlite(config.file), openSqlite(':memory:'));
  } catch (error) {
    throw new Error(
      `The database ${name} cannot be used: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    );
  }
}

async function storeOn(database: Database, counts: Database): Promise<Store> {
  const databases = new Set([database, counts]);
  const close = async () => {
    for (const one of databases) await one.close();
  };
  try {
    for (const one of databases) await migrate(one);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    agents: createAgentStore(database),
    limits: createLimitStore(counts),
    calls: createCallStore(database),
    nonces: createNonceStore(database),
    ready: () =>
      database.all('SELECT 1').then(
        () => true,
        () => false,
      ),
    close,
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host + new URL(url).pathname : 'in DATABASE_URL';
}

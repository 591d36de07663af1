/** Can the database be used, and may anybody sign in? */
import type { Config } from '../config.ts';
import { openStore } from '../store/openStore.ts';
import type { Store } from '../store/store.ts';
import type { Examination } from './examination.ts';
import { fail, ok, type Result, warn } from './finding.ts';

export async function checkDatabase({ config }: Pick<Examination, 'config'>): Promise<Result> {
  const store = await openStore(config.database).catch((error: Error) => error);
  // openStore's sentence names the database and never its password.
  if (store instanceof Error)
    return fail(store.message, 'let DATABASE_URL or DATABASE_FILE name a database that this machine may use');
  try {
    return await checkStore(store, config);
  } finally {
    await store.close();
  }
}

/** The same of a store that is open already: a running server has one. */
export async function checkStore(store: Store, { oidc }: Pick<Config, 'oidc'>): Promise<Result> {
  const agents = await store.agents.list().catch(() => null);
  if (!agents)
    return fail('the database does not answer', 'see that it runs, and look at the server’s log for why not');
  if (agents.length === 0 && !oidc)
    return warn('it works, but nobody may sign in', 'make an agent: npm run server -- agents add NAME');
  return ok(`agents: ${agents.length}${oidc ? `, and whoever ${oidc.issuer} knows` : ''}`);
}

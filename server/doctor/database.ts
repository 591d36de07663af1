/** Can the database be used, and may anybody sign in? */
import { openStore } from '../store/openStore.ts';
import type { Examination } from './examination.ts';
import { fail, ok, type Result, warn } from './finding.ts';

export async function checkDatabase({ config }: Pick<Examination, 'config'>): Promise<Result> {
  const store = await openStore(config.database).catch((error: Error) => error);
  // openStore's sentence names the database and never its password.
  if (store instanceof Error)
    return fail(store.message, 'let DATABASE_URL or DATABASE_FILE name a database that this machine may use');
  try {
    const agents = (await store.agents.list()).length;
    if (agents === 0 && !config.oidc)
      return warn('it works, but nobody may sign in', 'make an agent: npm run server -- agents add NAME');
    return ok(`agents: ${agents}${config.oidc ? `, and whoever ${config.oidc.issuer} knows` : ''}`);
  } finally {
    await store.close();
  }
}

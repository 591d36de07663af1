/** Who may call. A key is known by its hash only; an OIDC agent by issuer and subject. */
import { randomBytes } from 'node:crypto';
import type { Database, Row } from './database.ts';
import type { Agent, AgentStore } from './store.ts';

const COLUMNS = 'sub, name, tenant, admin';
const TENANT = 'default';

export function createAgentStore(database: Database): AgentStore {
  const one = async (where: string, ...values: readonly string[]): Promise<Agent | null> => {
    const [row] = await database.all(`SELECT ${COLUMNS} FROM agents WHERE ${where}`, values);
    return row ? agentOf(row) : null;
  };
  return {
    async add({ sub, name, tenant, admin }, keyHash) {
      const added = await database.all(
        `INSERT INTO agents (sub, name, tenant, admin, key_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING sub`,
        [sub, name, tenant, admin ? 1 : 0, keyHash],
      );
      return added.length > 0 ? 'added' : 'name-taken';
    },
    byKeyHash: (keyHash) => one('key_hash = $1', keyHash),
    bySub: (sub) => one('sub = $1', sub),
    async forOidc(issuer, subject, name) {
      const known = await one('issuer = $1 AND subject = $2', issuer, subject);
      if (known) return known;
      // Two requests of a new agent at once: the second one finds what the first one has added.
      for (const candidate of [name, `${name} (${randomBytes(3).toString('hex')})`]) {
        await database.all(
          `INSERT INTO agents (sub, name, tenant, admin, issuer, subject) VALUES ($1, $2, $3, 0, $4, $5)
           ON CONFLICT DO NOTHING`,
          [`oidc${randomBytes(8).toString('hex')}`, candidate, TENANT, issuer, subject],
        );
        const agent = await one('issuer = $1 AND subject = $2', issuer, subject);
        if (agent) return agent;
      }
      throw new Error(`the agent "${name}" of ${issuer} could not be added`);
    },
    list: async () => (await database.all(`SELECT ${COLUMNS} FROM agents ORDER BY name`)).map(agentOf),
    remove: async (name) =>
      (await database.all('DELETE FROM agents WHERE name = $1 RETURNING sub', [name])).length > 0,
  };
}

function agentOf({ sub, name, tenant, admin }: Row): Agent {
  return { sub: String(sub), name: String(name), tenant: String(tenant), admin: admin === 1 };
}

/**
 * Who may call. A key is known by its hash only; an OIDC agent by issuer and subject. Who was removed is kept as removed:
 * otherwise the next token of the same person would make them an agent again.
 */
import { randomBytes } from 'node:crypto';
import type { Database, Row } from './database.ts';
import type { Agent, AgentStore } from './store.ts';

const COLUMNS = 'sub, name, tenant, admin, removed';
const TENANT = 'default';

export function createAgentStore(database: Database): AgentStore {
  const one = async (where: string, ...values: readonly string[]): Promise<Agent | null> => {
    const [row] = await database.all(`SELECT ${COLUMNS} FROM agents WHERE ${where}`, values);
    return row?.removed === 0 ? agentOf(row) : null;
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
      const find = () =>
        database.all(`SELECT ${COLUMNS} FROM agents WHERE issuer = $1 AND subject = $2`, [issuer, subject]);
      let [row] = await find();
      // Two requests of a new agent at once: the second one finds what the first one has added. A name is a label: a
      // stranger's never makes one person the other.
      for (const label of [name, `${name} (${randomBytes(3).toString('hex')})`]) {
        if (row) break;
        await database.all(
          `INSERT INTO agents (sub, name, tenant, admin, issuer, subject) VALUES ($1, $2, $3, 0, $4, $5)
           ON CONFLICT DO NOTHING`,
          [`oidc${randomBytes(8).toString('hex')}`, label, TENANT, issuer, subject],
        );
        [row] = await find();
      }
      if (!row) throw new Error(`the agent "${name}" of ${issuer} could not be added`);
      return row.removed === 0 ? agentOf(row) : null;
    },
    async list() {
      const rows = await database.all(`SELECT ${COLUMNS} FROM agents WHERE removed = 0 ORDER BY name`);
      return rows.map(agentOf);
    },
    async remove(name) {
      const removed = await database.all(
        'UPDATE agents SET removed = 1, key_hash = NULL WHERE name = $1 AND removed = 0 RETURNING sub',
        [name],
      );
      return removed.length > 0;
    },
  };
}

function agentOf({ sub, name, tenant, admin }: Row): Agent {
  return { sub: String(sub), name: String(name), tenant: String(tenant), admin: admin === 1 };
}

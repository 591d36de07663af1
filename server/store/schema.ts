/** The tables, as the steps by which they came to be. A step that was released is never changed: add another. */
import type { Database } from './database.ts';

const STEPS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE agents (
       sub TEXT PRIMARY KEY,
       name TEXT NOT NULL,
       tenant TEXT NOT NULL,
       admin INTEGER NOT NULL,
       key_hash TEXT UNIQUE,
       issuer TEXT,
       subject TEXT,
       removed INTEGER NOT NULL DEFAULT 0,
       UNIQUE (issuer, subject)
     )`,
    'CREATE UNIQUE INDEX agents_by_name ON agents (name) WHERE removed = 0',
    // One row is one call, from its reservation on. `id` is the intent of a call that has one. `at`: when it was reserved
    // or began, the time for which its usage counts. `held_until`: until when it has a place among the concurrent calls;
    // 0: no more. `seconds`, `micros`: its usage, with all that it may still use. Direction and tenant are null when only
    // the end of a call was heard of.
    `CREATE TABLE calls (
       id TEXT PRIMARY KEY,
       direction TEXT,
       sub TEXT,
       tenant TEXT,
       call_id TEXT,
       from_number TEXT,
       to_number TEXT,
       at BIGINT NOT NULL,
       held_until BIGINT NOT NULL DEFAULT 0,
       time_limit_s BIGINT NOT NULL DEFAULT 0,
       rate_micros BIGINT NOT NULL DEFAULT 0,
       seconds BIGINT NOT NULL DEFAULT 0,
       micros BIGINT NOT NULL DEFAULT 0,
       expires_at BIGINT,
       call_uuid TEXT UNIQUE,
       started_at BIGINT,
       ended_at BIGINT,
       duration_s BIGINT,
       bill_s BIGINT,
       cause TEXT,
       cost_micros BIGINT,
       UNIQUE (sub, call_id, to_number)
     )`,
    "CREATE INDEX calls_of_tenant ON calls (tenant, at) WHERE direction = 'outbound'",
    "CREATE INDEX calls_of_agent ON calls (sub, at) WHERE direction = 'outbound'",
    'CREATE INDEX calls_held ON calls (tenant, held_until) WHERE held_until > 0',
    'CREATE INDEX calls_by_start ON calls (started_at)',
    'CREATE TABLE limits (name TEXT PRIMARY KEY, window_end BIGINT NOT NULL, used BIGINT NOT NULL)',
    'CREATE TABLE nonces (nonce TEXT PRIMARY KEY, expires_at BIGINT NOT NULL)',
    'CREATE INDEX nonces_by_expiry ON nonces (expires_at)',
  ],
];

/** Brings a database up to date; instances that start together do it once. Rejects when it is newer than this code. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction('schema', async (sql) => {
    await sql.all('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)');
    const [row] = await sql.all('SELECT version FROM schema_version');
    const version = row ? Number(row.version) : 0;
    if (version > STEPS.length) {
      throw new Error(
        `The database is of version ${version}, this server knows versions up to ${STEPS.length}: start a newer server.`,
      );
    }
    for (const statement of STEPS.slice(version).flat()) await sql.all(statement);
    if (!row) await sql.all('INSERT INTO schema_version (version) VALUES ($1)', [STEPS.length]);
    else await sql.all('UPDATE schema_version SET version = $1', [STEPS.length]);
  });
}

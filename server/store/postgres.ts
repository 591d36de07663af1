/** PostgreSQL: several instances of the server on one database. What a commit acknowledges is on its disk. */
import pg from 'pg';
import type { Database, Row, Sql, Value } from './database.ts';

const CONNECT_TIMEOUT_MS = 5_000;
/** A statement that takes longer is stuck: its request is refused rather than kept waiting. */
const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECTIONS = 10;
const INT8 = 20;

/** Rejects when the server cannot be reached or refuses the user. `url`: postgres://user:password@host:port/database */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // An idle connection that breaks is replaced when it is needed; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    all: sqlOn(pool).all,
    async transaction(key, work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        // Held until the transaction ends; the statements after it see what the holder before it has written.
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
        const result = await work(sqlOn(client));
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        const isUsable = await client.query('ROLLBACK').then(
          () => true,
          () => false,
        );
        client.release(!isUsable);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

function sqlOn(connection: Pick<pg.ClientBase, 'query'> | pg.Pool): Sql {
  return {
    async all(text, parameters: readonly Value[] = []) {
      const { rows } = await connection.query<Row>(text, [...parameters]);
      return rows;
    },
  };
}

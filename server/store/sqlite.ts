/**
 * The embedded database: Node's own SQLite, one file, one connection. What is acknowledged survives a kill: every
 * commit is synced (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Database, Row, Sql, Value } from './database.ts';

/** Another process (the agents command beside a running server) may hold the file for a moment. */
const BUSY_TIMEOUT_MS = 5_000;

/** `file`: a path, or ':memory:'. Throws when the file cannot be opened or is no database. */
export function openSqlite(file: string): Database {
  const connection = new DatabaseSync(file);
  connection.exec(
    `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL`,
  );
  const prepared = new Map<string, StatementSync>();
  const statement = (text: string) => {
    const known = prepared.get(text) ?? connection.prepare(text);
    prepared.set(text, known);
    return known;
  };
  // One connection has one transaction: a statement beside it would slip into it.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const sql: Sql = { all: async (text, parameters = []) => statement(text).all(named(parameters)) as Row[] };
  return {
    all: (text, parameters) => inTurn(() => sql.all(text, parameters)),
    transaction: (_key, work) =>
      inTurn(async () => {
        // Takes the lock at once: a reader that becomes a writer later may be refused.
        connection.exec('BEGIN IMMEDIATE');
        try {
          const result = await work(sql);
          connection.exec('COMMIT');
          return result;
        } catch (error) {
          if (connection.isTransaction) connection.exec('ROLLBACK');
          throw error;
        }
      }),
    close: () => inTurn(async () => connection.close()),
  };
}

/** SQLite knows $1 as a name, not as a place. */
function named(parameters: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(parameters.map((value, at) => [`$${at + 1}`, value]));
}

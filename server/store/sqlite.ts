/**
 * The embedded database: Node's own SQLite, one file, one connection. What is acknowledged survives a kill: every commit
 * is synced (https://www.sqlite.org/pragma.html#pragma_synchronous). That takes milliseconds, so whatever is asked for
 * meanwhile shares the next one.
 */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Database, Row, Sql, Value } from './database.ts';

/** Another process (the agents command beside a running server) may hold the file for a moment. */
const BUSY_TIMEOUT_MS = 5_000;

/** `settle` tells the asker; it is called when the commit that the job was part of is on disk. */
type Job = { readonly work: () => Promise<unknown>; readonly settle: (outcome: Outcome) => void };
type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown };

/** `file`: a path, or ':memory:'. Throws when the file cannot be opened or is no database. */
export function openSqlite(file: string): Database {
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600)); // numbers and hashes of keys: its owner's alone
  const connection = connect(file);
  const sql = sqlOn(connection);
  let waiting: Job[] = [];
  let running: Promise<void> | null = null;
  let isClosed = false;

  async function run(): Promise<void> {
    // What arrives in the same turn of the event loop is committed together.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const jobs = waiting;
      waiting = [];
      await commitTogether(connection, jobs);
    }
    running = null;
  }

  function submit<T>(work: () => Promise<T>): Promise<T> {
    if (isClosed) return Promise.reject(new Error(`The database ${file} is closed.`));
    return new Promise<T>((resolve, reject) => {
      const settle = (outcome: Outcome) => (outcome.ok ? resolve(outcome.value as T) : reject(outcome.error));
      waiting.push({ work, settle });
      running ??= run();
    });
  }

  return {
    all: (text, parameters) => submit(() => sql.all(text, parameters)),
    transaction: (_key, work) => submit(() => work(sql)),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await running;
      connection.close();
    },
  };
}

function connect(file: string): DatabaseSync {
  const connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** One transaction for all, in their order. A job that fails takes back its own part and nobody else's. */
async function commitTogether(connection: DatabaseSync, jobs: readonly Job[]): Promise<void> {
  const outcomes: Outcome[] = [];
  try {
    // Takes the lock at once: a reader that becomes a writer later may be refused.
    connection.exec('BEGIN IMMEDIATE');
    for (const { work } of jobs) outcomes.push(await runJob(connection, work));
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK');
    for (const { settle } of jobs) settle({ ok: false, error });
    return;
  }
  for (const [index, { settle }] of jobs.entries()) settle(outcomes[index] as Outcome);
}

/** Rejects when the whole transaction is lost. */
async function runJob(connection: DatabaseSync, work: () => Promise<unknown>): Promise<Outcome> {
  connection.exec('SAVEPOINT job');
  try {
    const value = await work();
    connection.exec('RELEASE job');
    return { ok: true, value };
  } catch (error) {
    if (!connection.isTransaction) throw error; // a full disk, say: SQLite has rolled everything back
    connection.exec('ROLLBACK TO job; RELEASE job');
    return { ok: false, error };
  }
}

function sqlOn(connection: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>();
  return {
    async all(text, parameters: readonly Value[] = []) {
      // SQLite knows $1 as a name, not as a place.
      const statement = prepared.get(text) ?? connection.prepare(text.replace(/\$(\d+)/g, '?$1'));
      prepared.set(text, statement);
      return statement.all(...parameters) as Row[];
    },
  };
}

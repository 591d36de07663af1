/** Where records are kept: a file of JSON lines, or PostgreSQL. Both take a record that they have already without a second one. */
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { CallRecord } from './record.ts';

export type Sink = {
  /** Names the place where it was read up to. */
  readonly name: string;
  /**
   * Resolves when the records are safe; rejects when they are not, and is asked again. `mayHaveSome`: it was asked for
   * them before, and killed on its way.
   */
  keep(records: readonly CallRecord[], mayHaveSome: boolean): Promise<void>;
};

export function jsonLinesSink(path: string): Sink {
  return {
    name: 'file',
    async keep(records, mayHaveSome) {
      const known = mayHaveSome && existsSync(path) ? idsIn(path) : new Set();
      const fresh = records.filter(({ id }) => !known.has(id));
      const lines = fresh.map((record) => `${JSON.stringify(record)}\n`).join('');
      if (lines) writeFileSync(path, lines, { flag: 'a', mode: 0o600, flush: true });
    },
  };
}

/** Of every whole line; one that was cut off when its writer was killed is taken away. */
function idsIn(path: string): Set<string> {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(path, end);
  const lines = bytes.toString('utf8', 0, end).split('\n').filter(Boolean);
  return new Set(
    lines.flatMap((line) => /^{"id":("(?:[^"\\]|\\.)*")/.exec(line)?.[1] ?? []).map((id) => JSON.parse(id)),
  );
}

/** As much of pg's Pool as is used. */
export type Database = { query(text: string, values?: readonly unknown[]): Promise<unknown> };

const TABLE = `CREATE TABLE IF NOT EXISTS offhook_calls (
  id text PRIMARY KEY, direction text NOT NULL, agent text NOT NULL, provider text NOT NULL, number text NOT NULL,
  did text NOT NULL, began_at timestamptz, answered_at timestamptz, ended_at timestamptz NOT NULL, seconds integer,
  status integer)`;
const INSERT =
  'INSERT INTO offhook_calls VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) ON CONFLICT (id) DO NOTHING';

export function postgresSink(database: Database): Sink {
  let isThere = false;
  return {
    name: 'postgres',
    async keep(records) {
      if (!isThere) await database.query(TABLE);
      isThere = true;
      for (const record of records) await database.query(INSERT, valuesOf(record));
    },
  };
}

/** In the order of the columns. */
function valuesOf(record: CallRecord): readonly unknown[] {
  const { id, direction, agent, provider, number, did } = record;
  const { beganAt, answeredAt, endedAt, seconds, status } = record;
  return [id, direction, agent, provider, number, did, beganAt, answeredAt, endedAt, seconds, status];
}

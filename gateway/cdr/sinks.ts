/** Where records are kept: a file of JSON lines, or PostgreSQL. Both take a record that they have already without a second one. */
import { closeSync, existsSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import type { CallRecord } from './record.ts';

export type Sink = {
  /** Names the place where it was read up to. */
  readonly name: string;
  /** Resolves when the records are safe; rejects when they are not, and is asked again. */
  keep(records: readonly CallRecord[]): Promise<void>;
};

/** Records are safe before the place that was read up to is: after a crash between the two they come once more. */
const REMEMBERED_BYTES = 1_000_000;

export function jsonLinesSink(path: string): Sink {
  const known = new Set(existsSync(path) ? idsAtEnd(path) : []);
  return {
    name: 'file',
    async keep(records) {
      const fresh = records.filter(({ id }) => !known.has(id));
      if (fresh.length === 0) return;
      const lines = fresh.map((record) => `${JSON.stringify(record)}\n`).join('');
      writeFileSync(path, lines, { flag: 'a', mode: 0o600, flush: true });
      for (const { id } of fresh) known.add(id);
    },
  };
}

function idsAtEnd(path: string): string[] {
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, REMEMBERED_BYTES));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('utf8');
    // The end of a line that a crash cut off: what follows must not become part of it.
    if (text && !text.endsWith('\n')) writeFileSync(path, '\n', { flag: 'a' });
    return text
      .split('\n')
      .flatMap((line) => /"id":"((?:[^"\\]|\\.)*)"/.exec(line.endsWith('}') ? line : '')?.[1] ?? []);
  } finally {
    closeSync(file);
  }
}

/** As much of pg's Pool as is used. */
export type Database = { query(text: string, values?: readonly unknown[]): Promise<unknown> };

const TABLE = `CREATE TABLE IF NOT EXISTS offhook_calls (
  id text PRIMARY KEY, direction text NOT NULL, agent text NOT NULL, provider text NOT NULL, number text NOT NULL,
  did text NOT NULL, began_at timestamptz, answered_at timestamptz, ended_at timestamptz NOT NULL, seconds integer,
  status integer NOT NULL)`;
const INSERT =
  'INSERT INTO offhook_calls VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) ON CONFLICT (id) DO NOTHING';

export function postgresSink(database: Database): Sink {
  let isThere = false;
  return {
    name: 'postgres',
    async keep(records) {
      if (!isThere) await database.query(TABLE);
      isThere = true;
      for (const record of records) {
        const { id, direction, agent, provider, number, did, beganAt, answeredAt, endedAt, seconds, status } =
          record;
        const values = [
          id,
          direction,
          agent,
          provider,
          number,
          did,
          beganAt,
          answeredAt,
          endedAt,
          seconds,
          status,
        ];
        await database.query(INSERT, values);
      }
    },
  };
}

// What happened, on disk: one record a call, in IndexedDB. Whether and when a call is written is the host's business;
// how a call becomes a record is call/recordOf.ts.
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { CallRecord } from '../call/record.ts';

export interface Journal {
  /** Puts one record, replacing the one with the same id. Settles when it is on disk; rejects when it cannot be. */
  write(record: CallRecord): Promise<void>;
  /** The newest first, `limit` at most. */
  recent(limit: number): Promise<CallRecord[]>;
  /**
   * Closes what an earlier life of the host left open: outcome `interrupted`, ended `at` (epoch milliseconds).
   * Answers how many there were.
   */
  closeInterrupted(hostId: string, at: number): Promise<number>;
  /** How many calls to this number were dialled since then (epoch milliseconds). */
  countDialled(number: string, since: number): Promise<number>;
  /** Removes calls that began before `at` (epoch milliseconds) and are over. Answers how many there were. */
  forgetBefore(at: number): Promise<number>;
  close(): void;
}

interface Schema extends DBSchema {
  calls: { key: string; value: CallRecord; indexes: { startedAt: number } };
}

type Database = IDBPDatabase<Schema>;

const NAME = 'offhook-journal';
const VERSION = 1;
/** A strict write waits for the disk: with it, records outlive a killed browser; the default only waits for the system. */
const STRICT = { durability: 'strict' } as const;

/** Opens the journal, creating it when there is none. Rejects when the browser gives no database at all. */
export async function openJournal(): Promise<Journal> {
  let connection: Promise<Database> | null = null;
  const connect = () => {
    const forget = () => {
      if (connection === mine) connection = null;
    };
    const mine = openDatabase(forget);
    mine.catch(forget);
    connection = mine;
    return mine;
  };

  await connect();
  const use = async <Value>(work: (database: Database) => Promise<Value>): Promise<Value> => {
    const database = await (connection ?? connect());
    try {
      return await work(database);
    } catch (error) {
      // The browser may close a connection between two uses (a cleared profile, a newer version): once more, anew.
      if (!isNamed(error, 'InvalidStateError')) throw error;
      return work(await connect());
    }
  };

  return {
    write: (record) => use((database) => write(database, record)),
    recent: (limit) => use((database) => recent(database, limit)),
    closeInterrupted: (hostId, at) => use((database) => closeInterrupted(database, hostId, at)),
    countDialled: (number, since) => use((database) => countDialled(database, number, since)),
    forgetBefore: (at) => use((database) => forgetBefore(database, at)),
    close: () => void connection?.then((database) => database.close(), ignore),
  };
}

async function openDatabase(lost: () => void): Promise<Database> {
  try {
    return await openCurrent(lost);
  } catch (error) {
    // Written by a newer version of Offhook: its shape is unknown here, and a phone without a journal is worse.
    if (!isNamed(error, 'VersionError')) throw error;
    await deleteDB(NAME);
    return openCurrent(lost);
  }
}

function openCurrent(lost: () => void): Promise<Database> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('calls', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
    },
    blocking(_current, _wanted, event) {
      // A newer version waits for this connection to go.
      (event.target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  });
}

async function write(database: Database, record: CallRecord): Promise<void> {
  const transaction = database.transaction('calls', 'readwrite', STRICT);
  await Promise.all([transaction.store.put(record), transaction.done]);
}

async function recent(database: Database, limit: number): Promise<CallRecord[]> {
  const records: CallRecord[] = [];
  if (limit < 1) return records;
  const index = database.transaction('calls').store.index('startedAt');
  for await (const cursor of index.iterate(null, 'prev')) {
    records.push(cursor.value);
    if (records.length >= limit) break;
  }
  return records;
}

async function closeInterrupted(database: Database, hostId: string, at: number): Promise<number> {
  const transaction = database.transaction('calls', 'readwrite', STRICT);
  let closed = 0;
  for await (const cursor of transaction.store) {
    const record = cursor.value;
    if (record.outcome !== 'open' || record.hostId === hostId) continue;
    void cursor.update({ ...record, outcome: 'interrupted', endedAt: at });
    closed += 1;
  }
  await transaction.done;
  return closed;
}

async function countDialled(database: Database, number: string, since: number): Promise<number> {
  const index = database.transaction('calls').store.index('startedAt');
  const records = await index.getAll(IDBKeyRange.lowerBound(since));
  return records.filter((record) => record.direction === 'outgoing' && record.number === number).length;
}

async function forgetBefore(database: Database, at: number): Promise<number> {
  const transaction = database.transaction('calls', 'readwrite', STRICT);
  let forgotten = 0;
  for await (const cursor of transaction.store.index('startedAt').iterate(IDBKeyRange.upperBound(at, true))) {
    if (cursor.value.outcome === 'open') continue;
    void cursor.delete();
    forgotten += 1;
  }
  await transaction.done;
  return forgotten;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function ignore(): void {}

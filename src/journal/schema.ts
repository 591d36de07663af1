// The journal's database: what is in it, how an older one becomes one of this version, how a connection is had. What is
// read and written is journal.ts and search.ts.
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { CallNote, CallRecord } from '../call/record.ts';
import type { CallId } from '../call/state.ts';

/** A record as the host wrote it. What the agent wrote is kept apart, so that no later write of the call can lose it. */
export type StoredCall = Omit<CallRecord, keyof CallNote>;
export type StoredNote = CallNote & { readonly id: CallId };

export interface Schema extends DBSchema {
  calls: {
    key: string;
    value: StoredCall;
    indexes: { startedAt: number; outcome: [outcome: string, startedAt: number] };
  };
  notes: { key: string; value: StoredNote };
  /** `missedSeenAt`: when somebody last looked at the history, epoch milliseconds. */
  meta: { key: 'missedSeenAt'; value: number };
}

export type Database = IDBPDatabase<Schema>;

const NAME = 'offhook-journal';
const VERSION = 2;

/** Rejects when the browser gives no database at all. `lost`: the connection is gone, another one is needed. */
export async function openDatabase(lost: () => void): Promise<Database> {
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
    upgrade(database, from, _to, transaction) {
      const calls =
        from < 1 ? database.createObjectStore('calls', { keyPath: 'id' }) : transaction.objectStore('calls');
      if (from < 1) calls.createIndex('startedAt', 'startedAt');
      // Version 1 knew no notes and counted no missed calls: those that it has are no news.
      calls.createIndex('outcome', ['outcome', 'startedAt']);
      database.createObjectStore('notes', { keyPath: 'id' });
      const meta = database.createObjectStore('meta');
      if (from === 1) void meta.put(Date.now(), 'missedSeenAt');
    },
    blocking(_current, _wanted, event) {
      // A newer version waits for this connection to go.
      (event.target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  });
}

export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

// What happened, on disk: one record a call, in IndexedDB, and beside it what the agent wrote. Whether and when a call is
// written is the host's business; how a call becomes a record is call/recordOf.ts; the database itself is schema.ts.
import type { CallNote, CallQuery, CallRecord } from '../call/record.ts';
import type { CallId } from '../call/state.ts';
import { type Database, isNamed, openDatabase } from './schema.ts';

export interface Journal {
  /**
   * Puts one record, replacing the one with the same id. Its note stays as the agent wrote it. Settles when it is on disk;
   * rejects when it cannot be.
   */
  write(record: CallRecord): Promise<void>;
  /** The newest first, `limit` at most. */
  recent(limit: number): Promise<CallRecord[]>;
  /** The newest first: `limit`, or more where several began in the same moment. Text ignores case and accents, and a number's separators. */
  search(query: CallQuery): Promise<CallRecord[]>;
  has(callId: CallId): Promise<boolean>;
  /** In place of what was written of this call before; also before its record is there. An empty one removes it. */
  note(callId: CallId, note: CallNote): Promise<void>;
  /**
   * Closes what an earlier life of the host left open: outcome `interrupted`, ended `at` (epoch milliseconds).
   * Answers how many there were.
   */
  closeInterrupted(hostId: string, at: number): Promise<number>;
  /** How many calls to this number were dialled since then (epoch milliseconds). */
  countDialled(number: string, since: number): Promise<number>;
  /** How many calls were missed since somebody last looked. */
  countMissed(): Promise<number>;
  /** Somebody looked `at` (epoch milliseconds): what was missed until then is no news. */
  markMissedSeen(at: number): Promise<void>;
  /** Removes these calls, those that are still up excepted. Answers how many there were. */
  forget(callIds: readonly CallId[]): Promise<number>;
  /** Removes calls that began before `at` (epoch milliseconds) and are over. Answers how many there were. */
  forgetBefore(at: number): Promise<number>;
  close(): void;
}

/** A strict write waits for the disk: with it, records outlive a killed browser; the default only waits for the system. */
const STRICT = { durability: 'strict' } as const;

/** An offer that rang while somebody looked was missed after that, and began before. No network lets it ring longer. */
const LONGEST_RING_MS = 3_600_000;

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

  const search = (query: CallQuery) =>
    use(async (database) => (await import('./search.ts')).search(database, query));

  return {
    write: (record) => use((database) => write(database, record)),
    recent: async (limit) => (await search({ limit })).slice(0, limit),
    search,
    has: (callId) => use(async (database) => (await database.getKey('calls', callId)) !== undefined),
    note: (callId, written) => use((database) => note(database, callId, written)),
    closeInterrupted: (hostId, at) => use((database) => closeInterrupted(database, hostId, at)),
    countDialled: (number, since) => use((database) => countDialled(database, number, since)),
    countMissed: () => use(countMissed),
    markMissedSeen: (at) => use(async (database) => void (await database.put('meta', at, 'missedSeenAt'))),
    forget: (callIds) => use((database) => forget(database, callIds)),
    forgetBefore: (at) => use((database) => forgetBefore(database, at)),
    close: () => void connection?.then((database) => database.close(), ignore),
  };
}

async function write(database: Database, record: CallRecord): Promise<void> {
  const { note: _, disposition: __, ...kept } = record;
  const transaction = database.transaction('calls', 'readwrite', STRICT);
  await Promise.all([transaction.store.put(kept), transaction.done]);
}

async function note(database: Database, id: CallId, { note, disposition }: CallNote): Promise<void> {
  const transaction = database.transaction('notes', 'readwrite', STRICT);
  const { store } = transaction;
  const written = { ...(note && { note }), ...(disposition && { disposition }) };
  const isEmpty = Object.keys(written).length === 0;
  await Promise.all([isEmpty ? store.delete(id) : store.put({ id, ...written }), transaction.done]);
}

async function closeInterrupted(database: Database, hostId: string, at: number): Promise<number> {
  const transaction = database.transaction('calls', 'readwrite', STRICT);
  let closed = 0;
  for await (const cursor of transaction.store.index('outcome').iterate(withOutcome('open'))) {
    const record = cursor.value;
    if (record.hostId === hostId) continue;
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

async function countMissed(database: Database): Promise<number> {
  const seenAt = (await database.get('meta', 'missedSeenAt')) ?? 0;
  const since = withOutcome('missed', seenAt - LONGEST_RING_MS);
  const missed = await database.getAllFromIndex('calls', 'outcome', since);
  return missed.filter(({ startedAt, endedAt = startedAt }) => endedAt > seenAt).length;
}

/** Of the index `outcome`: those with this one, from a time on. An array is greater than any number. */
function withOutcome(outcome: string, since = Number.NEGATIVE_INFINITY): IDBKeyRange {
  return IDBKeyRange.bound([outcome, since], [outcome, []]);
}

async function forget(database: Database, callIds: readonly CallId[]): Promise<number> {
  const transaction = database.transaction(['calls', 'notes'], 'readwrite', STRICT);
  const calls = transaction.objectStore('calls');
  const found = await Promise.all(callIds.map((id) => calls.get(id)));
  const over = found.filter((record) => record && record.outcome !== 'open');
  for (const { id } of over as { id: CallId }[]) {
    void calls.delete(id);
    void transaction.objectStore('notes').delete(id);
  }
  await transaction.done;
  return over.length;
}

async function forgetBefore(database: Database, at: number): Promise<number> {
  const transaction = database.transaction(['calls', 'notes'], 'readwrite', STRICT);
  const calls = transaction.objectStore('calls');
  const notes = transaction.objectStore('notes');
  let forgotten = 0;
  for await (const cursor of calls.index('startedAt').iterate(IDBKeyRange.upperBound(at, true))) {
    if (cursor.value.outcome === 'open') continue;
    void cursor.delete();
    forgotten += 1;
  }
  // Their notes, and those of calls that never came to be written down.
  const left = new Set(await calls.getAllKeys());
  for (const id of await notes.getAllKeys()) if (!left.has(id)) void notes.delete(id);
  await transaction.done;
  return forgotten;
}

function ignore(): void {}

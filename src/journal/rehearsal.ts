// Records for this room's tests, in a browser's database that is new for each of them. Nothing here runs in the extension.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { CallRecord } from '../call/record.ts';
import type { CallId } from '../call/state.ts';

export function freshDatabase(): void {
  globalThis.indexedDB = new IDBFactory();
  globalThis.IDBKeyRange = IDBKeyRange;
}

export function record(id: string, changes: Partial<CallRecord> = {}): CallRecord {
  return {
    id: id as CallId,
    hostId: 'this life',
    direction: 'outgoing',
    number: '+14155550101',
    startedAt: 1_000,
    outcome: 'open',
    ...changes,
  };
}

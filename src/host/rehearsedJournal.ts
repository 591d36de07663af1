// A journal in memory, for this room's tests. Nothing here runs in the extension.
import type { CallNote, CallQuery, CallRecord } from '../call/record.ts';
import type { CallId } from '../call/state.ts';
import type { Journal } from '../journal/journal.ts';

/** Keeps each write as it was made, and notes beside them. */
export class FakeJournal implements Journal {
  readonly writes: CallRecord[] = [];
  readonly notes = new Map<CallId, CallNote>();
  readonly queries: CallQuery[] = [];
  readonly closed: string[] = [];
  readonly forgotten: (number | CallId)[] = [];
  seenAt = 0;

  write = async (record: CallRecord): Promise<void> => {
    this.writes.push(record);
  };
  recent = async (limit: number): Promise<CallRecord[]> => this.writes.slice(-limit).reverse();
  async search(query: CallQuery): Promise<CallRecord[]> {
    this.queries.push(query);
    return this.recent(query.limit);
  }
  has = async (callId: CallId): Promise<boolean> =>
    !this.forgotten.includes(callId) && this.writes.some(({ id }) => id === callId);
  async note(callId: CallId, note: CallNote): Promise<void> {
    this.notes.set(callId, note);
  }
  async closeInterrupted(hostId: string): Promise<number> {
    this.closed.push(hostId);
    return 0;
  }
  countDialled = async (number: string, since: number): Promise<number> =>
    this.writes.filter((one) => one.outcome !== 'open' && one.number === number && one.startedAt >= since)
      .length;
  async countMissed(): Promise<number> {
    const missed = this.writes.filter(
      ({ outcome, startedAt }) => outcome === 'missed' && startedAt > this.seenAt,
    );
    return new Set(missed.map(({ id }) => id)).size;
  }
  async markMissedSeen(at: number): Promise<void> {
    this.seenAt = at;
  }
  async forget(callIds: readonly CallId[]): Promise<number> {
    this.forgotten.push(...callIds);
    return callIds.length;
  }
  async forgetBefore(at: number): Promise<number> {
    this.forgotten.push(at);
    return 0;
  }
  close(): void {}
}

// The calls that were, as the host keeps and shows them: the journal, and how many of them were missed since somebody
// looked. What is on disk and how it is found is the journal's business; for how long it is kept is retention.ts.
import type { CallNote, CallQuery, CallRecord } from '../call/record.ts';
import type { CallId } from '../call/state.ts';
import type { Journal } from '../journal/journal.ts';
import type { RoomLog } from '../log.ts';
import type { Reply } from '../messages/protocol.ts';
import type { Clock } from '../phones/clock.ts';
import type { Store } from './store.ts';

export type HistoryDeps = {
  readonly journal: Promise<Journal>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: RoomLog;
};

/** None of these rejects: a journal that cannot be used is a reply. */
export interface History {
  recent(limit: number): Promise<Reply<readonly CallRecord[]>>;
  search(query: CallQuery): Promise<Reply<readonly CallRecord[]>>;
  note(callId: CallId, note: CallNote): Promise<Reply<null>>;
  /** Absent: every call that is over, and off the screens too. */
  forget(callIds?: readonly CallId[]): Promise<Reply<null>>;
  markMissedSeen(): Promise<Reply<null>>;
  /** Looks how many there are and says so. */
  countMissed(): Promise<void>;
}

export function createHistory(store: Store, { journal, clock, log }: HistoryDeps): History {
  const use = async <Value>(work: (journal: Journal) => Promise<Value>): Promise<Reply<Value>> => {
    try {
      return { ok: true, value: await work(await journal) };
    } catch (error) {
      log.warn('use the journal', error);
      return { ok: false, failure: { code: 'unknown', detail: 'the journal cannot be used' } };
    }
  };
  const countMissed = async () => {
    const counted = await use((opened) => opened.countMissed());
    if (counted.ok) void store.apply({ type: 'missedCounted', missed: counted.value });
  };
  const change = (work: (journal: Journal) => Promise<unknown>): Promise<Reply<null>> =>
    use(async (opened) => {
      await work(opened);
      return null;
    });
  const thenCount = async (reply: Promise<Reply<null>>) => {
    await reply;
    await countMissed();
    return reply;
  };
  const dismiss = (isMeant: (callId: CallId) => boolean) => {
    for (const { id, status } of store.state.calls)
      if (status === 'ended' && isMeant(id)) void store.apply({ type: 'callDismissed', callId: id });
  };

  return {
    recent: (limit) => use((opened) => opened.recent(limit)),
    search: (query) => use((opened) => opened.search(query)),
    note: (callId, note) =>
      change(async (opened) => {
        // A screen that goes with the call sends what was typed last: of what is forgotten nothing is kept.
        const isUp = store.state.calls.some(({ id }) => id === callId);
        if (isUp || (await opened.has(callId))) await opened.note(callId, note);
      }),
    forget(callIds) {
      dismiss((id) => callIds?.includes(id) ?? true);
      const all = Number.POSITIVE_INFINITY;
      return thenCount(change((opened) => (callIds ? opened.forget(callIds) : opened.forgetBefore(all))));
    },
    markMissedSeen: () => thenCount(change((opened) => opened.markMissedSeen(clock.now()))),
    countMissed,
  };
}

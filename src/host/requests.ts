// What the switchboard may ask of the host, and who in it answers. What the host consists of is host.ts.
import type { Journal } from '../journal/journal.ts';
import type { RoomLog } from '../log.ts';
import type { HostRequest, HostSettings, Reply } from '../messages/protocol.ts';
import type { Desk } from './desk.ts';
import { ACCEPTED } from './dialling.ts';
import type { Lines } from './lines.ts';
import type { Store } from './store.ts';

export type RequestDeps = {
  readonly store: Store;
  readonly desk: Desk;
  readonly lines: Lines;
  readonly journal: Promise<Journal>;
  readonly log: RoomLog;
  readonly configure: (settings: HostSettings) => void;
};

export function answerRequests(deps: RequestDeps): (request: HostRequest) => Promise<Reply<unknown>> {
  const { store, desk, lines } = deps;
  return async (request) => {
    switch (request.type) {
      case 'command':
        return desk(request.command);
      case 'getState':
        return { ok: true, value: store.state };
      case 'getRecentCalls':
        return recentCalls(deps, request.limit);
      case 'openPhone':
        return lines.open(request);
      case 'closePhone':
        return lines.close(request.accountId);
      case 'orderLines':
        return lines.order(request.accountIds);
      case 'configure':
        deps.configure(request.settings);
        return ACCEPTED;
      case 'checkLine':
        return { ok: false, failure: { code: 'not-supported' } };
      case 'getOpenAccounts':
        return { ok: true, value: lines.renewable };
      case 'eraseJournal':
        return eraseJournal(deps);
    }
  };
}

function recentCalls(deps: RequestDeps, limit: number): Promise<Reply<unknown>> {
  return use(deps, (journal) => journal.recent(limit));
}

/** And off the screens. */
function eraseJournal(deps: RequestDeps): Promise<Reply<unknown>> {
  const { store } = deps;
  for (const { id, status } of store.state.calls)
    if (status === 'ended') void store.apply({ type: 'callDismissed', callId: id });
  return use(deps, async (journal) => {
    await journal.forgetBefore(Number.POSITIVE_INFINITY);
    return null;
  });
}

async function use<Value>(
  { journal, log }: RequestDeps,
  work: (journal: Journal) => Promise<Value>,
): Promise<Reply<Value>> {
  try {
    return { ok: true, value: await work(await journal) };
  } catch (error) {
    log.warn('use the journal', error);
    return { ok: false, failure: { code: 'unknown', detail: 'the journal cannot be used' } };
  }
}

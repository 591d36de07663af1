// What the switchboard may ask of the host, and who in it answers. What the host consists of is host.ts.
import type { Openable } from '../accounts/credentials.ts';
import type { AccountId, Line } from '../call/state.ts';
import type { Journal } from '../journal/journal.ts';
import type { RoomLog } from '../log.ts';
import type { HostRequest, HostSettings, LineCheck, Reply } from '../messages/protocol.ts';
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
  /** Looks at what stands between an account and a call. */
  readonly checkLine: (held: Openable, line: Line) => Promise<readonly LineCheck[]>;
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
      case 'searchCalls':
      case 'noteCall':
      case 'forgetCalls':
      case 'markMissedSeen':
      case 'getQuality':
        return { ok: false, failure: { code: 'not-supported' } };
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
        return check(deps, request.accountId);
      case 'getOpenAccounts':
        return { ok: true, value: lines.renewable };
      case 'eraseJournal':
        return eraseJournal(deps);
    }
  };
}

/** In sight of a call that is up nothing is measured: its sound comes first. */
async function check(
  { lines, store, checkLine }: RequestDeps,
  accountId: AccountId,
): Promise<Reply<unknown>> {
  const held = lines.heldBy(accountId);
  const line = store.state.lines.find((one) => one.accountId === accountId)?.line;
  if (!held || !line) return { ok: false, failure: { code: 'line-not-ready', detail: 'it is not open' } };
  if (store.state.calls.some(({ status }) => status !== 'ended'))
    return { ok: false, failure: { code: 'not-supported', detail: 'a call is up' } };
  return { ok: true, value: await checkLine(held, line) };
}

function recentCalls(deps: RequestDeps, limit: number): Promise<Reply<unknown>> {
  return use(deps, (journal) => journal.recent(limit));
}

/** And off the screens. */
function eraseJournal(deps: RequestDeps): Promise<Reply<unknown>> {
  const { store } = deps;
  void store.apply({ type: 'raisedDismissed' });
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

// What the switchboard may ask of the host, and who in it answers. What the host consists of is host.ts.
import type { Openable } from '../accounts/credentials.ts';
import type { AccountId, Line } from '../call/state.ts';
import type { HostRequest, HostSettings, LineCheck, Reply } from '../messages/protocol.ts';
import type { Desk } from './desk.ts';
import { ACCEPTED } from './dialling.ts';
import type { History } from './history.ts';
import type { Lines } from './lines.ts';
import type { SecondsOf } from './measuring.ts';
import type { Store } from './store.ts';

export type RequestDeps = {
  readonly store: Store;
  readonly desk: Desk;
  readonly lines: Lines;
  readonly history: History;
  readonly secondsOf: SecondsOf;
  readonly configure: (settings: HostSettings) => void;
  /** Looks at what stands between an account and a call. */
  readonly checkLine: (held: Openable, line: Line) => Promise<readonly LineCheck[]>;
};

export function answerRequests(deps: RequestDeps): (request: HostRequest) => Promise<Reply<unknown>> {
  const { store, desk, lines, history } = deps;
  return async (request) => {
    switch (request.type) {
      case 'command':
        return desk(request.command);
      case 'getState':
        return { ok: true, value: store.state };
      case 'getRecentCalls':
        return history.recent(request.limit);
      case 'searchCalls':
        return history.search(request.query);
      case 'noteCall':
        return history.note(request.callId, request.note);
      case 'forgetCalls':
        return history.forget(request.callIds);
      case 'markMissedSeen':
        return history.markMissedSeen();
      case 'getQuality':
        return { ok: true, value: deps.secondsOf(request.callId) };
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
        // And off the screens.
        void store.apply({ type: 'raisedDismissed' });
        return history.forget();
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

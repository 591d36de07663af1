// One account's line: opening a phone with its credentials, letting go of the earlier one, closing. Several of them side
// by side are lines.ts; what is said to a phone is in desk.ts; how a line is kept up is the phone's own business.

import type { Credentials, Openable } from '../accounts/credentials.ts';
import type { PhoneEvent } from '../call/event.ts';
import type { AccountId, Line } from '../call/state.ts';
import type { RoomLog } from '../log.ts';
import type { Reply } from '../messages/protocol.ts';
import { FreshDocumentNeeded, type Phone, type PhoneContext } from '../phones/phone.ts';
import { ACCEPTED } from './dialling.ts';
import type { Demand, NewDocument } from './newDocument.ts';
import {
  isFinal,
  isStale,
  type Obtaining,
  type ObtainingDeps,
  renewableOf,
  startObtaining,
} from './obtaining.ts';
import { atMost } from './patience.ts';
import type { Store } from './store.ts';

export type ConnectionDeps = Omit<ObtainingDeps, 'report'> & {
  readonly accountId: AccountId;
  readonly store: Store;
  readonly openPhone: (credentials: Credentials, context: PhoneContext) => Promise<Phone>;
  readonly playRemote: PhoneContext['playRemote'];
  /** What a phone says, with the calls of its line. */
  readonly heard: (event: PhoneEvent) => void;
  readonly newDocument: NewDocument;
  /** Runs the work when no other line is being opened or closed. */
  readonly inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly log: RoomLog;
};

/** `open` and `close` are called in turn. */
export interface Connection {
  readonly phone: Phone | null;
  /** The newest there is of the account and its credentials; null when it was closed. */
  readonly held: Openable | null;
  /** The same account on a line that is up or coming up changes nothing. Settles when the phone was told to connect. */
  open(openable: Openable): Promise<Reply<null>>;
  /** Tries now: the phone, or what stands before there is one. False: there is neither. */
  reconnect(): boolean;
  /** Ends its calls and lets the phone go. Its line stays in the list, offline. */
  close(): Promise<void>;
}

/** One account's time on this line. What is reported in its name after it ended is not heard. */
type Tenure = {
  readonly key: string;
  readonly ended: AbortController;
  phone: Phone | null;
  obtaining: Obtaining | null;
  held: Openable;
};

/** Unregistering is a courtesy: a server that does not answer must not keep the next line waiting. */
const DISPOSE_PATIENCE_MS = 3_000;

export function createConnection(deps: ConnectionDeps): Connection {
  const { store, log, clock, accountId, inTurn, newDocument } = deps;
  let current: Tenure | null = null;
  const demandOf = (mine: Tenure): Demand => ({ isWanted: () => current === mine });
  const line = (): Line | undefined => store.state.lines.find((line) => line.accountId === accountId)?.line;

  const letGo = async () => {
    const phone = current?.phone;
    current?.ended.abort();
    current = null;
    // At once, not after the courtesies: its calls are over, and nothing it still says is heard.
    for (const call of store.state.calls) {
      // Hung up by `dispose`, because somebody signed out: that is no interruption.
      if (phone && call.accountId === accountId && call.status !== 'ended')
        void store.apply({ type: 'callEnded', callId: call.id, by: 'local' });
    }
    void store.apply({ type: 'phoneClosed', accountId });
    if (phone) await atMost(dispose(phone, log), DISPOSE_PATIENCE_MS);
  };

  const begin = (openable: Openable): Promise<Reply<null>> | Reply<null> => {
    const mine: Tenure = {
      key: keyOf(openable),
      ended: new AbortController(),
      phone: null,
      obtaining: null,
      held: openable,
    };
    current = mine;
    if (!isStale(openable, clock.now())) return openWith(mine, openable);
    const took = (credentials: Credentials) => {
      mine.obtaining = null;
      mine.held = credentials;
      void inTurn(async () => current === mine && openWith(mine, credentials));
    };
    const asking = { ...deps, report: (event: PhoneEvent) => deps.heard(event) };
    mine.obtaining = startObtaining(asking, renewableOf(openable), took, mine.ended.signal);
    return ACCEPTED;
  };

  const openWith = async (mine: Tenure, credentials: Credentials): Promise<Reply<null>> => {
    try {
      const phone = await deps.openPhone(credentials, contextOf(mine));
      mine.phone = phone;
      void store.apply({ type: 'phoneOpened', accountId, capabilities: phone.capabilities });
      phone.connect();
      return ACCEPTED;
    } catch (error) {
      if (error instanceof FreshDocumentNeeded) {
        deps.heard({ type: 'lineConnecting', attempt: 1 });
        newDocument.needInTime(demandOf(mine));
        return ACCEPTED;
      }
      log.warn('open the phone', error);
      const failure = { code: 'unknown', detail: 'the phone could not be opened' } as const;
      deps.heard({ type: 'lineFailed', failure });
      return { ok: false, failure };
    }
  };

  // A phone that was let go is heard no more, whatever it still has to say.
  const contextOf = (mine: Tenure): PhoneContext => ({
    report: (event) => {
      if (current === mine) log.guard('take in a fact', () => deps.heard(event));
    },
    playRemote: (callId, stream) => {
      const isUp = store.state.calls.some(
        (call) => call.id === callId && call.accountId === accountId && call.status !== 'ended',
      );
      if (current === mine && isUp) log.guard('play a call', () => deps.playRemote(callId, stream));
    },
    renew: () => renew(mine),
    needFreshDocument: () => newDocument.needInTime(demandOf(mine)),
  });

  /** Rejects when there are none to be had: the phone asks again, and its call goes on meanwhile. */
  const renew = async (mine: Tenure): Promise<Credentials> => {
    const account = current === mine ? renewableOf(mine.held) : null;
    if (!account) throw new Error('there is nothing to renew');
    const reply = await deps.renew(account);
    if (!reply.ok) throw new Error(`not renewed: ${reply.failure.code}`);
    if ('credentials' in reply.value) {
      mine.held = reply.value.credentials;
      return reply.value.credentials;
    }
    const { account: newer, failure } = reply.value;
    mine.held = withAccount(mine.held, newer);
    if (isFinal(failure)) endWithToken(mine);
    throw new Error(`not renewed: ${failure.code}`);
  };

  /** Nothing more will come: once the token is over, a new document finds that out and says so. */
  const endWithToken = (mine: Tenure) => {
    // A SIP server refuses what is over, and the line says so: that needs no new document.
    if (mine.held.kind !== 'plivo' || !('expiresAt' in mine.held)) return;
    clock.after(mine.held.expiresAt - clock.now(), () => {
      if (isStale(mine.held, clock.now())) newDocument.need(demandOf(mine));
    });
  };

  /** True: this line is up or on its way (a wait between two attempts is cut short). False: it failed, start afresh. */
  const keeps = ({ phone, obtaining }: Tenure): boolean => {
    const now = line();
    if (obtaining) {
      obtaining.now();
      return true;
    }
    if (!phone || !now) return false;
    if (now.status === 'connecting' && now.retryAt !== undefined)
      log.guard('reconnect', () => phone.reconnect());
    return now.status === 'ready' || now.status === 'connecting';
  };

  const open = async (openable: Openable): Promise<Reply<null>> => {
    if (current && isSame(current, openable) && keeps(current)) return ACCEPTED;
    await letGo();
    return begin(openable);
  };

  return {
    get phone() {
      return current?.phone ?? null;
    },
    get held() {
      return current?.held ?? null;
    },
    open,
    reconnect() {
      const mine = current;
      if (mine?.obtaining) mine.obtaining.now();
      else if (!mine?.phone) return false;
      // Its SDK has given up, and lives once per document.
      else if (mine.held.kind === 'plivo' && line()?.status === 'failed') newDocument.need(demandOf(mine));
      else log.guard('reconnect', () => mine.phone?.reconnect());
      return true;
    },
    close: letGo,
  };
}

/** As it was opened, or as it was renewed since: what is on disk may be either. */
function isSame({ key, held }: Tenure, openable: Openable): boolean {
  return [key, keyOf(held)].includes(keyOf(openable));
}

/** A token comes and goes, the account stays. */
function keyOf(openable: Openable): string {
  return JSON.stringify(renewableOf(openable) ?? openable);
}

/** The newer account, with what else the older credentials hold. */
function withAccount(held: Openable, account: Openable): Openable {
  if (held.kind === 'plivo' && account.kind === 'plivo') return { ...held, ...account };
  const isBehind = account.kind === 'siperb' || account.kind === 'gateway';
  return held.kind === 'sip' && isBehind ? { ...held, from: account } : held;
}

async function dispose(phone: Phone, log: RoomLog): Promise<void> {
  try {
    await phone.dispose();
  } catch (error) {
    log.warn('dispose of the phone', error);
  }
}

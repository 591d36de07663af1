// Which phone there is: opening one with credentials, letting go of the earlier one, closing, and moving to a new
// document where an SDK needs one. What is said to a phone is in desk.ts; how a line is kept up is its own business.

import type { Credentials, Openable, PlivoAccount, PlivoCredentials } from '../accounts/credentials.ts';
import { plivoAccountOf } from '../accounts/plivoAccount.ts';
import type { RoomLog } from '../log.ts';
import type { Reply } from '../messages/protocol.ts';
import { FreshDocumentNeeded, type Phone, type PhoneContext } from '../phones/phone.ts';
import { ACCEPTED } from './dialling.ts';
import { isFinal, isStale, type Obtaining, type ObtainingDeps, startObtaining } from './obtaining.ts';
import { atMost } from './patience.ts';

export type ConnectionDeps = ObtainingDeps & {
  readonly openPhone: (credentials: Credentials, context: PhoneContext) => Promise<Phone>;
  readonly playRemote: PhoneContext['playRemote'];
  /** Has this document closed and a new one opened, which is given `openable`. */
  readonly recycle: (openable: Openable) => Promise<Reply<null>>;
  /** Settles when the machine has a network: at once, or when it comes. */
  readonly online: () => Promise<void>;
  readonly log: RoomLog;
};

export interface Connection {
  readonly phone: Phone | null;
  /** The Plivo account that is open, as new as it is here. */
  readonly account: PlivoAccount | null;
  /** The same account on a line that is up or coming up changes nothing. Settles when the phone was told to connect. */
  open(openable: Openable): Promise<Reply<null>>;
  /** Tries now: the phone, or what stands before there is one. */
  reconnect(): Reply<null>;
  close(): Promise<Reply<null>>;
}

/** One account's time on this line. What is reported in its name after it ended is not heard. */
type Tenure = {
  readonly key: string;
  readonly ended: AbortController;
  phone: Phone | null;
  obtaining: Obtaining | null;
  /** The newest there is of the account and its credentials. */
  held: Openable;
};

/** Unregistering is a courtesy: a server that does not answer must not keep the next line waiting. */
const DISPOSE_PATIENCE_MS = 3_000;
/** A line that fails at once in every document must not make the browser open one after the other. */
const DOCUMENT_LIVES_MS = 5_000;

export function createConnection(deps: ConnectionDeps): Connection {
  const { store, log, clock } = deps;
  const bornAt = clock.now();
  let current: Tenure | null = null;
  /** One at a time: two phones must never share a line. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const letGo = async () => {
    const phone = current?.phone;
    current?.ended.abort();
    current = null;
    // At once, not after the courtesies: its calls are over, and nothing it still says is heard.
    for (const { id, status } of store.state.calls) {
      // Hung up by `dispose`, because somebody signed out: that is no interruption.
      if (phone && status !== 'ended') void store.apply({ type: 'callEnded', callId: id, by: 'local' });
    }
    void store.apply({ type: 'phoneClosed' });
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
    if (!isStale(openable, clock.now())) return openWith(mine, openable as Credentials);
    const took = (credentials: PlivoCredentials) => {
      mine.obtaining = null;
      mine.held = credentials;
      void inTurn(async () => current === mine && openWith(mine, credentials));
    };
    mine.obtaining = startObtaining(deps, plivoAccountOf(openable), took, mine.ended.signal);
    return ACCEPTED;
  };

  const openWith = async (mine: Tenure, credentials: Credentials): Promise<Reply<null>> => {
    try {
      mine.phone = await deps.openPhone(credentials, contextOf(mine));
      void store.apply({ type: 'phoneOpened', capabilities: mine.phone.capabilities });
      mine.phone.connect();
      return ACCEPTED;
    } catch (error) {
      if (error instanceof FreshDocumentNeeded) {
        // Not awaited: whoever asked must be answered before this document is gone.
        void inTurn(() => moveOn(mine));
        return ACCEPTED;
      }
      log.warn('open the phone', error);
      const failure = { code: 'unknown', detail: 'the phone could not be opened' } as const;
      void store.apply({ type: 'lineFailed', failure });
      return { ok: false, failure };
    }
  };

  // A phone that was let go is heard no more, whatever it still has to say.
  const contextOf = (mine: Tenure): PhoneContext => ({
    report: (event) => {
      if (current === mine) void store.apply(event);
    },
    playRemote: (callId, stream) => {
      if (current === mine) log.guard('play a call', () => deps.playRemote(callId, stream));
    },
    renew: () => renew(mine),
    needFreshDocument: () => {
      const youngMs = DOCUMENT_LIVES_MS - (clock.now() - bornAt);
      // Without a network a new document would fail as this one did, again and again.
      const whenOnline = () => void deps.online().then(() => inTurn(() => moveOn(mine)));
      clock.after(Math.max(0, youngMs), whenOnline);
    },
  });

  /** Rejects when there are none to be had: the phone asks again, and its call goes on meanwhile. */
  const renew = async (mine: Tenure): Promise<Credentials> => {
    if (current !== mine || mine.held.kind !== 'plivo') throw new Error('there is nothing to renew');
    const reply = await deps.renew(plivoAccountOf(mine.held));
    if (!reply.ok) throw new Error(`not renewed: ${reply.failure.code}`);
    if ('credentials' in reply.value) {
      mine.held = reply.value.credentials;
      return reply.value.credentials;
    }
    const { account, failure } = reply.value;
    mine.held = { ...mine.held, ...account };
    if (isFinal(failure)) endWithToken(mine);
    throw new Error(`not renewed: ${failure.code}`);
  };

  /** Nothing more will come: once the token is over, a new document finds that out and says so. */
  const endWithToken = (mine: Tenure) => {
    if (!('expiresAt' in mine.held)) return;
    clock.after(mine.held.expiresAt - clock.now(), () => {
      if (isStale(mine.held, clock.now())) void inTurn(() => moveOn(mine));
    });
  };

  /** To a new document, with what this one held. Never while a call is up: then as soon as it is over. */
  const moveOn = async (mine: Tenure): Promise<void> => {
    if (current !== mine) return;
    const isTalking = () => store.state.calls.some(({ status }) => status !== 'ended');
    if (mine.phone && isTalking()) {
      store.watch(() => {
        if (current === mine && !isTalking()) void inTurn(() => moveOn(mine));
      });
      return;
    }
    await letGo();
    const reply = await deps.recycle(mine.held);
    if (!reply.ok) void store.apply({ type: 'lineFailed', failure: reply.failure });
  };

  const open = async (openable: Openable): Promise<Reply<null>> => {
    if (current?.key === keyOf(openable) && keepLine(current, deps)) return ACCEPTED;
    await letGo();
    return begin(openable);
  };

  const reconnect = (): Reply<null> => {
    const mine = current;
    if (mine?.obtaining) mine.obtaining.now();
    else if (!mine?.phone) return { ok: false, failure: { code: 'line-not-ready' } };
    // Its SDK has given up, and lives once per document.
    else if (mine.held.kind === 'plivo' && store.state.line.status === 'failed')
      void inTurn(() => moveOn(mine));
    else log.guard('reconnect', () => mine.phone?.reconnect());
    return ACCEPTED;
  };

  return {
    get phone() {
      return current?.phone ?? null;
    },
    get account() {
      return current?.held.kind === 'plivo' ? plivoAccountOf(current.held) : null;
    },
    open: (openable) => inTurn(() => open(openable)),
    reconnect,
    close: () =>
      inTurn(async () => {
        await letGo();
        return ACCEPTED;
      }),
  };
}

/** A token comes and goes, the account stays. */
function keyOf(openable: Openable): string {
  return JSON.stringify(openable.kind === 'plivo' ? plivoAccountOf(openable) : openable);
}

/** True: this line is up or on its way (a wait between two attempts is cut short). False: it failed, start afresh. */
function keepLine({ phone, obtaining }: Tenure, { store, log }: ConnectionDeps): boolean {
  const { line } = store.state;
  if (obtaining) {
    obtaining.now();
    return true;
  }
  if (!phone) return false;
  if (line.status === 'connecting' && line.retryAt !== undefined)
    log.guard('reconnect', () => phone.reconnect());
  return line.status === 'ready' || line.status === 'connecting';
}

async function dispose(phone: Phone, log: RoomLog): Promise<void> {
  try {
    await phone.dispose();
  } catch (error) {
    log.warn('dispose of the phone', error);
  }
}

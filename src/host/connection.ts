// Which phone there is: opening one with credentials, letting go of the earlier one, closing. What is said to it is
// in desk.ts; how a line is kept up is the phone's own business.
import type { Credentials } from '../accounts/credentials.ts';
import type { Reply } from '../messages/protocol.ts';
import type { Phone, PhoneContext } from '../phones/phone.ts';
import { ACCEPTED } from './dialling.ts';
import type { Log } from './log.ts';
import { atMost } from './patience.ts';
import type { Store } from './store.ts';

export type ConnectionDeps = {
  readonly store: Store;
  readonly openPhone: (credentials: Credentials, context: PhoneContext) => Promise<Phone>;
  readonly playRemote: PhoneContext['playRemote'];
  readonly log: Log;
};

export interface Connection {
  readonly phone: Phone | null;
  /** The same credentials on a line that is up or coming up change nothing. Settles when the phone was told to connect. */
  open(credentials: Credentials): Promise<Reply<null>>;
  close(): Promise<Reply<null>>;
}

/** Unregistering is a courtesy: a server that does not answer must not keep the next line waiting. */
const DISPOSE_PATIENCE_MS = 3_000;

export function createConnection(deps: ConnectionDeps): Connection {
  const { store, log } = deps;
  let current: { phone: Phone | null; readonly credentials: string } | null = null;
  /** One at a time: two phones must never share a line. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const letGo = async () => {
    const phone = current?.phone;
    current = null;
    // At once, not after the courtesies: its calls are over, and nothing it still says is heard.
    for (const { id, status } of store.state.calls) {
      // Hung up by `dispose`, because somebody signed out: that is no interruption.
      if (phone && status !== 'ended') void store.apply({ type: 'callEnded', callId: id, by: 'local' });
    }
    void store.apply({ type: 'phoneClosed' });
    if (phone) await atMost(dispose(phone, log), DISPOSE_PATIENCE_MS);
  };

  const open = async (credentials: Credentials): Promise<Reply<null>> => {
    const key = JSON.stringify(credentials);
    if (current?.phone && current.credentials === key && keepLine(current.phone, deps)) return ACCEPTED;
    await letGo();
    const mine = { phone: null as Phone | null, credentials: key };
    current = mine;
    // A phone that was let go is heard no more, whatever it still has to say.
    const context: PhoneContext = {
      report: (event) => {
        if (current === mine) void store.apply(event);
      },
      playRemote: (callId, stream) => {
        if (current === mine) log.guard('play a call', () => deps.playRemote(callId, stream));
      },
    };
    try {
      mine.phone = await deps.openPhone(credentials, context);
      void store.apply({ type: 'phoneOpened', capabilities: mine.phone.capabilities });
      mine.phone.connect();
      return ACCEPTED;
    } catch (error) {
      log.warn('open the phone', error);
      const failure = { code: 'unknown', detail: 'the phone could not be opened' } as const;
      void store.apply({ type: 'lineFailed', failure });
      return { ok: false, failure };
    }
  };

  return {
    get phone() {
      return current?.phone ?? null;
    },
    open: (credentials) => inTurn(() => open(credentials)),
    close: () =>
      inTurn(async () => {
        await letGo();
        return ACCEPTED;
      }),
  };
}

/** True: this line is up or on its way (a wait between two attempts is cut short). False: it failed, start afresh. */
function keepLine(phone: Phone, { store, log }: ConnectionDeps): boolean {
  const { line } = store.state;
  if (line.status === 'connecting' && line.retryAt !== undefined)
    log.guard('reconnect', () => phone.reconnect());
  return line.status === 'ready' || line.status === 'connecting';
}

async function dispose(phone: Phone, log: Log): Promise<void> {
  try {
    await phone.dispose();
  } catch (error) {
    log.warn('dispose of the phone', error);
  }
}

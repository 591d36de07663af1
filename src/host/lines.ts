// Which accounts are open: one connection each, side by side, in the order in which they are preferred. One account's own
// line is connection.ts; which line carries a call is routing.ts.

import type { Openable, RenewableAccount } from '../accounts/credentials.ts';
import type { CallFact, LineFact, PhoneEvent } from '../call/event.ts';
import type { AccountId } from '../call/state.ts';
import type { OpenAccount, Reply } from '../messages/protocol.ts';
import type { Phone } from '../phones/phone.ts';
import { type Connection, type ConnectionDeps, createConnection } from './connection.ts';
import { ACCEPTED } from './dialling.ts';
import { createNewDocument } from './newDocument.ts';
import { renewableOf } from './obtaining.ts';

export type LinesDeps = Pick<ConnectionDeps, 'store' | 'openPhone' | 'playRemote' | 'clock' | 'log'> & {
  readonly renew: (accountId: AccountId, account: RenewableAccount) => ReturnType<ConnectionDeps['renew']>;
  /** What a phone says, with the account whose line it is. */
  readonly heard: (fact: LineFact | CallFact) => void;
  /** Has this document closed and a new one opened, which is given `accounts`. */
  readonly recycle: (accounts: readonly OpenAccount[]) => Promise<Reply<null>>;
  readonly online: () => Promise<void>;
};

export interface Lines {
  /** Settles when the phone was told to connect, or when it is clear what has to come first. */
  open(account: OpenAccount): Promise<Reply<null>>;
  /** Ends the calls of this account; those of the others go on. */
  close(accountId: AccountId): Promise<Reply<null>>;
  closeAll(): Promise<void>;
  /** Also of accounts that are opened later. */
  order(accountIds: readonly AccountId[]): Reply<null>;
  /** Tries every line now. */
  reconnect(): Reply<null>;
  phoneOf(accountId: AccountId | undefined): Phone | null;
  /** What an account was opened with, as new as it is here; null: it is not open. */
  heldBy(accountId: AccountId): Openable | null;
  /** The numbers that an account may show, E.164. */
  callerIdsOf(accountId: AccountId): readonly string[];
  readonly renewable: readonly { readonly accountId: AccountId; readonly account: RenewableAccount }[];
}

/** Each holds a socket and a registration; nobody answers more. */
export const MOST_LINES = 8;

export function createLines(deps: LinesDeps): Lines {
  const { store } = deps;
  const connections = new Map<AccountId, Connection>();
  let preferred: readonly AccountId[] = [];
  /** One at a time: two phones must never share a line, and none may open while this document makes way. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  /** In order of preference, but Plivo's SDK allows no server after it that was not there before it. */
  const openAccounts = (): OpenAccount[] => {
    const open = store.state.lines.flatMap(({ accountId, label }) => {
      const credentials = connections.get(accountId)?.held;
      return credentials ? [{ accountId, label, credentials }] : [];
    });
    const isLast = ({ credentials }: OpenAccount) => Number(credentials.kind === 'plivo');
    return open.toSorted((one, other) => isLast(one) - isLast(other));
  };
  const closeConnections = () => Promise.all([...connections.values()].map((one) => one.close()));
  const move = (mayMove: () => boolean) =>
    inTurn(async () => {
      if (!mayMove()) return false;
      const accounts = openAccounts();
      await closeConnections();
      const reply = await deps.recycle(accounts);
      if (!reply.ok)
        for (const { accountId } of accounts)
          deps.heard({ type: 'lineFailed', failure: reply.failure, accountId });
      return true;
    });
  const newDocument = createNewDocument({ ...deps, move });

  const connect = (accountId: AccountId): Connection => {
    const connection = createConnection({
      ...deps,
      accountId,
      inTurn,
      newDocument,
      renew: (account) => deps.renew(accountId, account),
      heard: (event: PhoneEvent) => deps.heard({ ...event, accountId }),
    });
    connections.set(accountId, connection);
    return connection;
  };

  /** Null: there is room for it. */
  const whyNot = ({ accountId, credentials }: OpenAccount): Reply<null> | null => {
    const others = [...connections].filter(([id]) => id !== accountId);
    if (others.length >= MOST_LINES) return refuse(`${MOST_LINES} accounts are open; sign one out first`);
    const isPlivo = (held: Openable | null) => held?.kind === 'plivo';
    return isPlivo(credentials) && others.some(([, { held }]) => isPlivo(held))
      ? refuse('a Plivo account is open, and its SDK carries one; sign that one out first')
      : null;
  };

  const open = async (account: OpenAccount): Promise<Reply<null>> => {
    const refusal = whyNot(account);
    if (refusal) return refusal;
    const { accountId, label, credentials } = account;
    void store.apply({ type: 'accountOpened', accountId, label });
    void store.apply({ type: 'linesOrdered', accountIds: preferred });
    return (connections.get(accountId) ?? connect(accountId)).open(credentials);
  };
  const close = async (accountId: AccountId): Promise<Reply<null>> => {
    await connections.get(accountId)?.close();
    connections.delete(accountId);
    void store.apply({ type: 'accountClosed', accountId });
    return ACCEPTED;
  };

  return {
    open: (account) => inTurn(() => open(account)),
    close: (accountId) => inTurn(() => close(accountId)),
    closeAll: () => inTurn(async () => void (await closeConnections())),
    order(accountIds) {
      preferred = accountIds;
      void store.apply({ type: 'linesOrdered', accountIds });
      return ACCEPTED;
    },
    reconnect() {
      const tried = [...connections.values()].filter((connection) => connection.reconnect());
      return tried.length > 0 ? ACCEPTED : { ok: false, failure: { code: 'line-not-ready' } };
    },
    phoneOf: (accountId) => (accountId && connections.get(accountId)?.phone) ?? null,
    heldBy: (accountId) => connections.get(accountId)?.held ?? null,
    callerIdsOf(accountId) {
      const held = connections.get(accountId)?.held;
      return held?.kind === 'sip' ? (held.callerIds ?? []) : [];
    },
    get renewable() {
      return [...connections].flatMap(([accountId, { held }]) => {
        const account = held && renewableOf(held);
        return account ? [{ accountId, account }] : [];
      });
    },
  };
}

function refuse(detail: string): Reply<null> {
  return { ok: false, failure: { code: 'not-supported', detail } };
}

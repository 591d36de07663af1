/**
 * Signing in and out, and whose accounts a host is given. Secrets go one way: form, store or policy → credentials → host.
 * How a form becomes credentials is accountEntry.ts, how old ones become new ones is renewals.ts; whether a SIP server
 * likes them shows in the line's state.
 */
import type { Credentials } from '../accounts/credentials.ts';
import type { AccountId } from '../call/state.ts';
import { log } from '../log.ts';
import type { AccountForm, AccountView, OpenAccount, Reply } from '../messages/protocol.ts';
import { type AccountStore, NO_ACCOUNTS, type StoredAccounts } from '../storage/account.ts';
import type { AccountEntry } from './accountEntry.ts';
import type { HostDoor } from './hostDoor.ts';
import {
  isManagedId,
  isSameAccount,
  type KnownAccount,
  knownAccounts,
  labelOf,
  openAccountOf,
  storedOf,
  viewOf,
  withoutSecrets,
} from './remembered.ts';
import { forbidden, unknownAccount, whyNot } from './signInRefusal.ts';

/** What the organisation says of accounts. */
export type AccountRules = {
  readonly managed: readonly KnownAccount[];
  /** May an agent sign in to accounts of their own? */
  readonly mayOwn: boolean;
  /** May secrets be on disk? */
  readonly mayRemember: boolean;
};

export type AccountDeskDeps = {
  readonly store: AccountStore;
  readonly door: HostDoor;
  readonly entry: Pick<AccountEntry, 'enter'>;
  readonly rules: () => Promise<AccountRules>;
  /** Somebody signed out: nothing that was obtained for anybody may be kept in memory. */
  readonly forget: () => void;
};

export interface AccountDesk {
  /** `accountId`: the account that is signed in to again or changed; absent: one more, unless it is known already. */
  signIn(form: AccountForm, remember: boolean, accountId?: AccountId): Promise<Reply<AccountId>>;
  /** Absent: every account that is not the organisation's. */
  signOut(accountId?: AccountId): Promise<Reply<null>>;
  setDefault(accountId: AccountId): Promise<Reply<null>>;
  /** The default first. */
  view(): Promise<Reply<readonly AccountView[]>>;
  /** Gives a new host what it is to open: what the last one left, else what needs no person. */
  greetHost(): Promise<Reply<null>>;
  /** Is there an account that can be opened without asking anybody? */
  remembers(): Promise<boolean>;
  /** Replaces the host's document by a new one, which is given these. Refused while a call is up. */
  recycle(accounts: readonly OpenAccount[]): Promise<Reply<null>>;
  /** The organisation says something else than before: opens what is new, closes what is gone. */
  applyPolicy(): Promise<void>;
  /** Takes secrets off the disk where none may be there: that may be said after they were written. */
  keepNoSecrets(): Promise<void>;
}

const DONE: Reply<null> = { ok: true, value: null };
const complain = (error: unknown) => log.error('switchboard', 'the accounts could not be remembered', error);

export function createAccountDesk({ store, door, entry, rules, forget }: AccountDeskDeps): AccountDesk {
  /** From one host to the next, for as long as a document takes to open. A worker that dies meanwhile loses it. */
  let left: readonly OpenAccount[] | null = null;
  /** Signed out: whoever still holds one of these has it opened no more. */
  const departed = new Set<AccountId>();

  async function known(): Promise<readonly KnownAccount[]> {
    const { managed, mayOwn } = await rules();
    return knownAccounts(await store.get(), managed, mayOwn);
  }

  async function signIn(
    form: AccountForm,
    remember: boolean,
    accountId?: AccountId,
  ): Promise<Reply<AccountId>> {
    const refusal = await whyNotNow(form, accountId);
    if (refusal) return refusal;
    const entered = await entry.enter(form);
    if (!entered.ok) return entered;
    // A person at a provider takes minutes: the organisation may have spoken meanwhile, or the account be signed out.
    const late = await whyNotNow(form, accountId);
    if (late) return late;
    const before = await known();
    const { mayRemember } = await rules();
    const credentials = entered.value;
    const id = accountId ?? idOf(credentials, before);
    departed.delete(id);
    const label = before.find((one) => one.id === id && one.managed)?.label ?? labelOf(credentials);
    // The host first: once the account is stored, a new host would be given it twice.
    await door.ensure();
    log.info('switchboard', 'signing in');
    const opened = await door.ask({ type: 'openPhone', accountId: id, label, credentials });
    if (!opened.ok) return opened;
    await write(id, label, credentials, remember && mayRemember);
    await orderLines();
    return { ok: true, value: id };
  }

  async function whyNotNow(form: AccountForm, accountId?: AccountId): Promise<Reply<never> | null> {
    return whyNot(form, await known(), (await rules()).mayOwn, accountId);
  }

  // A full disk costs the agent the memory of the account, not the call.
  async function write(
    id: AccountId,
    label: string,
    credentials: Credentials,
    remember: boolean,
  ): Promise<void> {
    const shape = storedOf(credentials, remember);
    if (!shape) return;
    const written = { id, label, ...shape };
    const put = ({ accounts, defaultId }: StoredAccounts): StoredAccounts => ({
      accounts: accounts.some((one) => one.id === id)
        ? accounts.map((one) => (one.id === id ? written : one))
        : [...accounts, written],
      defaultId,
    });
    await store.change(put).catch(complain);
  }

  async function orderLines(): Promise<void> {
    const accountIds = (await known()).map(({ id }) => id);
    await door.askIfThere({ type: 'orderLines', accountIds });
  }

  async function openIds(): Promise<readonly AccountId[]> {
    const state = await door.askIfThere({ type: 'getState' });
    return state?.ok ? state.value.lines.map(({ accountId }) => accountId) : [];
  }

  async function signOut(accountId?: AccountId): Promise<Reply<null>> {
    if (accountId !== undefined && isManagedId(accountId))
      return forbidden('it is the organisation’s account');
    const goes = (id: AccountId) => (accountId === undefined ? !isManagedId(id) : id === accountId);
    // Also those that a host is about to open: it need not list them yet.
    const there = [...(await store.get()).accounts.map(({ id }) => id), ...(await openIds())];
    for (const id of accountId === undefined ? there.filter(goes) : [accountId]) departed.add(id);
    left = left?.filter(({ accountId: id }) => !goes(id)) ?? null;
    forget();
    const isErased = await erase(goes).then(() => true, complain);
    for (const id of [...departed].filter(goes)) await door.askIfThere({ type: 'closePhone', accountId: id });
    if (!isErased)
      return { ok: false, failure: { code: 'unknown', detail: 'the disk could not be written' } };
    log.info('switchboard', 'signed out');
    return DONE;
  }

  // In turn with other changes, so that a renewal under way brings nothing back.
  async function erase(goes: (id: AccountId) => boolean): Promise<void> {
    let isEmpty = false;
    await store.change(({ accounts, defaultId }) => {
      const stay = accounts.filter(({ id }) => !goes(id));
      isEmpty = stay.length === 0;
      return isEmpty
        ? NO_ACCOUNTS
        : { accounts: stay, defaultId: defaultId && goes(defaultId) ? null : defaultId };
    });
    if (isEmpty) await store.clear();
  }

  async function setDefault(accountId: AccountId): Promise<Reply<null>> {
    if (!(await known()).some(({ id }) => id === accountId)) return unknownAccount();
    await store.change(({ accounts }) => ({ accounts, defaultId: accountId }));
    await orderLines();
    return DONE;
  }

  async function greetHost(): Promise<Reply<null>> {
    await keepNoSecrets();
    const accounts = left ?? (await known()).flatMap(openAccountOf);
    left = null;
    await openAll(accounts);
    return DONE;
  }

  /** One after the other: an account may be signed out of while another one is opened. */
  async function openAll(accounts: readonly OpenAccount[]): Promise<void> {
    if (accounts.length === 0) return;
    for (const account of inOpeningOrder(accounts))
      if (!departed.has(account.accountId)) await door.askIfThere({ type: 'openPhone', ...account });
    await orderLines();
  }

  async function keepNoSecrets(): Promise<void> {
    if ((await rules()).mayRemember) return;
    const strip = ({ accounts, defaultId }: StoredAccounts) => ({
      accounts: accounts.map(withoutSecrets),
      defaultId,
    });
    const kept = await store.get();
    if (JSON.stringify(strip(kept)) !== JSON.stringify(kept)) await store.change(strip).catch(complain);
  }

  async function recycle(accounts: readonly OpenAccount[]): Promise<Reply<null>> {
    const state = await door.askIfThere({ type: 'getState' });
    if (state?.ok && state.value.calls.some(({ status }) => status !== 'ended'))
      return { ok: false, failure: { code: 'not-supported', detail: 'a call is up' } };
    left = accounts.filter(({ accountId }) => !departed.has(accountId));
    log.info('switchboard', 'the host gets a new document');
    if (await door.replace()) return DONE;
    return { ok: false, failure: { code: 'line-not-ready', detail: 'the host could not be opened' } };
  }

  async function applyPolicy(): Promise<void> {
    await keepNoSecrets();
    const { managed, mayOwn } = await rules();
    const isGone = (id: AccountId) => isManagedId(id) && !managed.some((one) => one.id === id);
    const stored = (await store.get()).accounts;
    if (stored.some(({ id }) => isGone(id))) await erase(isGone).catch(complain);
    const mustClose = (id: AccountId) => isGone(id) || (!mayOwn && !isManagedId(id));
    left = left?.filter((one) => !mustClose(one.accountId)) ?? null;
    for (const id of (await openIds()).filter(mustClose))
      await door.askIfThere({ type: 'closePhone', accountId: id });
    const wanted = (await known()).flatMap(openAccountOf);
    if (wanted.length === 0) return;
    if (!(await door.exists())) return void (await door.ensure());
    // An account that is open as it is already stays as it is.
    await openAll(wanted);
  }

  return {
    ...{ signIn, signOut, setDefault, greetHost, recycle, applyPolicy, keepNoSecrets },
    view: async () => ({ ok: true, value: (await known()).map((one, index) => viewOf(one, index === 0)) }),
    remembers: async () => (await known()).some(({ openable }) => openable !== null),
  };
}

/** Plivo's SDK allows a document no server that was not there before it. */
function inOpeningOrder(accounts: readonly OpenAccount[]): readonly OpenAccount[] {
  const isLast = ({ credentials }: OpenAccount) => Number(credentials.kind === 'plivo');
  return accounts.toSorted((one, other) => isLast(one) - isLast(other));
}

/** Signing in to what is known already is no second account. */
function idOf(credentials: Credentials, known: readonly KnownAccount[]): AccountId {
  const shape = storedOf(credentials, false);
  const same = known.find((one) => !one.managed && shape && isSameAccount(one.shape, shape));
  return same?.id ?? (crypto.randomUUID() as AccountId);
}

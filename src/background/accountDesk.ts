/**
 * Signing in and out, and whose account a host is given. Secrets go one way: form or store → credentials → host. How a
 * form becomes credentials is accountEntry.ts; whether a SIP server likes them shows in the line's state.
 */
import type { Credentials, Openable, PlivoAccount } from '../accounts/credentials.ts';
import type { Obtained } from '../accounts/plivo.ts';
import { log } from '../log.ts';
import type { AccountForm, AccountView, Renewal, Reply } from '../messages/protocol.ts';
import type { AccountStore } from '../storage/account.ts';
import type { AccountEntry } from './accountEntry.ts';
import type { HostDoor } from './hostDoor.ts';
import { isSameSignIn, openableOf, storedOf, storedPlivoOf, viewOf } from './remembered.ts';

export type AccountDeskDeps = {
  readonly store: AccountStore;
  readonly door: HostDoor;
  readonly entry: Pick<AccountEntry, 'enter'>;
  /** Asks our own server for what a phone needs (accounts/plivo.ts). */
  readonly obtain: (account: PlivoAccount) => Promise<Obtained>;
};

export interface AccountDesk {
  signIn(form: AccountForm, remember: boolean): Promise<Reply<null>>;
  signOut(): Promise<Reply<null>>;
  view(): Promise<Reply<AccountView>>;
  /** Gives a new host what it is to open: what the last one left, else the remembered account, if there is one. */
  greetHost(): Promise<Reply<null>>;
  /** Is there an account that can be opened without asking anybody? */
  remembers(): Promise<boolean>;
  /** New credentials for a host whose old ones run out. `account` is what it holds; the disk may know better. */
  renew(account: PlivoAccount): Promise<Reply<Renewal>>;
  /** Replaces the host's document by a new one, which is given `openable`. Refused while a call is up. */
  recycle(openable: Openable): Promise<Reply<null>>;
}

const DONE: Reply<null> = { ok: true, value: null };
const complain = (error: unknown) => log.error('switchboard', 'the account could not be remembered', error);

export function createAccountDesk({ store, door, entry, obtain }: AccountDeskDeps): AccountDesk {
  /** From one host to the next, for as long as a document takes to open. A worker that dies meanwhile loses it. */
  let left: Openable | null = null;

  async function signIn(form: AccountForm, remember: boolean): Promise<Reply<null>> {
    const entered = await entry.enter(form);
    if (!entered.ok) return entered;
    // The host first: once the account is stored, a new host would be given it twice.
    await door.ensure();
    await write(entered.value, remember);
    log.info('switchboard', 'signing in');
    return door.ask({ type: 'openPhone', credentials: entered.value });
  }

  // A full disk costs the agent the memory of the account, not the call.
  async function write(credentials: Credentials, remember: boolean): Promise<void> {
    const account = storedOf(credentials, remember);
    try {
      await (account ? store.set(account) : store.clear());
    } catch (error) {
      complain(error);
    }
  }

  async function signOut(): Promise<Reply<null>> {
    left = null;
    await store.clear();
    log.info('switchboard', 'signed out');
    return (await door.askIfThere({ type: 'closePhone' })) ?? DONE;
  }

  async function greetHost(): Promise<Reply<null>> {
    const openable = left ?? openableOf(await store.get());
    left = null;
    if (!openable) return DONE;
    return (await door.askIfThere({ type: 'openPhone', credentials: openable })) ?? DONE;
  }

  async function renew(held: PlivoAccount): Promise<Reply<Renewal>> {
    const kept = openableOf(await store.get());
    const remembered = kept?.kind === 'plivo' && isSameSignIn(kept, held) ? kept : null;
    const obtained = await obtain(remembered ?? held);
    const account = obtained.ok ? obtained.credentials : obtained.account;
    // A refresh token that was replaced is worth nothing: the new one goes on disk before anything else happens.
    if (remembered && account.bearer !== remembered.bearer)
      await rewrite(remembered, account).catch(complain);
    log.info('switchboard', obtained.ok ? 'credentials were renewed' : 'credentials were not renewed');
    if (obtained.ok) return { ok: true, value: { credentials: obtained.credentials } };
    return { ok: true, value: { account: obtained.account, failure: obtained.failure } };
  }

  // Unless somebody signed out, or in as somebody else, while our server was asked.
  async function rewrite(before: PlivoAccount, after: PlivoAccount): Promise<void> {
    const now = openableOf(await store.get());
    if (now?.kind !== 'plivo' || now.bearer !== before.bearer) return;
    await store.set(storedPlivoOf(after, true));
  }

  async function recycle(openable: Openable): Promise<Reply<null>> {
    const state = await door.askIfThere({ type: 'getState' });
    if (state?.ok && state.value.calls.some(({ status }) => status !== 'ended'))
      return { ok: false, failure: { code: 'not-supported', detail: 'a call is up' } };
    left = openable;
    log.info('switchboard', 'the host gets a new document');
    if (await door.replace()) return DONE;
    return { ok: false, failure: { code: 'line-not-ready', detail: 'the host could not be opened' } };
  }

  return {
    signIn,
    signOut,
    greetHost,
    renew,
    recycle,
    view: async () => ({ ok: true, value: viewOf(await store.get()) }),
    remembers: async () => openableOf(await store.get()) !== null,
  };
}

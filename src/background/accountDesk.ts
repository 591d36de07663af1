/**
 * Signing in and out. Secrets go one way here: form or store → credentials → host. What credentials are made of is the
 * accounts' business; whether the server likes them shows in the line's state.
 */
import type { SipCredentials } from '../accounts/credentials.ts';
import { log } from '../log.ts';
import type { AccountView, Reply, SipAccountForm } from '../messages/protocol.ts';
import type { AccountStore, StoredSipAccount } from '../storage/account.ts';
import type { HostDoor } from './hostDoor.ts';

export type AccountDeskDeps = {
  readonly store: AccountStore;
  readonly door: HostDoor;
  /** Null: the form has no usable account in it. */
  readonly credentialsOf: (account: SipAccountForm) => SipCredentials | null;
};

export interface AccountDesk {
  signIn(account: SipAccountForm, remember: boolean): Promise<Reply<null>>;
  signOut(): Promise<Reply<null>>;
  view(): Promise<Reply<AccountView>>;
  /** Gives a new host the remembered account, if there is one. */
  greetHost(): Promise<Reply<null>>;
  /** Is there an account that can be opened without asking anybody? */
  remembers(): Promise<boolean>;
}

const DONE: Reply<null> = { ok: true, value: null };

export function createAccountDesk({ store, door, credentialsOf }: AccountDeskDeps): AccountDesk {
  async function signIn(account: SipAccountForm, remember: boolean): Promise<Reply<null>> {
    const credentials = credentialsOf(account);
    if (!credentials)
      return { ok: false, failure: { code: 'wrong-credentials', detail: 'the form is incomplete' } };
    // The host first: once the account is stored, a new host would be given it twice.
    await door.ensure();
    await write(account, remember);
    log.info('switchboard', 'signing in');
    return door.ask({ type: 'openPhone', credentials });
  }

  // A full disk costs the agent the memory of the account, not the call.
  async function write(account: SipAccountForm, remember: boolean): Promise<void> {
    const { server, user, domain } = account;
    try {
      await store.set(remember ? account : { server, user, domain });
    } catch (error) {
      log.error('switchboard', 'the account could not be remembered', error);
    }
  }

  async function signOut(): Promise<Reply<null>> {
    await store.clear();
    log.info('switchboard', 'signed out');
    return (await door.askIfThere({ type: 'closePhone' })) ?? DONE;
  }

  async function greetHost(): Promise<Reply<null>> {
    const form = formOf(await store.get());
    const credentials = form && credentialsOf(form);
    return credentials ? ((await door.askIfThere({ type: 'openPhone', credentials })) ?? DONE) : DONE;
  }

  return {
    signIn,
    signOut,
    greetHost,
    view: async () => ({ ok: true, value: viewOf(await store.get()) }),
    remembers: async () => formOf(await store.get()) !== null,
  };
}

function formOf(account: StoredSipAccount | null): SipAccountForm | null {
  return account?.password === undefined ? null : { ...account, password: account.password };
}

function viewOf(account: StoredSipAccount | null): AccountView {
  if (!account) return null;
  const { user, domain, server, password } = account;
  return { user, domain, server, remembered: password !== undefined };
}

/**
 * New credentials for a host whose old ones run out or were refused. What is on disk may be newer than what the host
 * holds, and what comes back may have to be written down before anybody else asks.
 */
import type { Credentials, Openable, RenewableAccount } from '../accounts/credentials.ts';
import type { GatewayObtained } from '../accounts/gateway.ts';
import type { Obtained } from '../accounts/plivo.ts';
import { plivoAccountOf } from '../accounts/plivoAccount.ts';
import type { SiperbObtained } from '../accounts/siperb.ts';
import type { AccountId } from '../call/state.ts';
import { log } from '../log.ts';
import type { Renewal, Reply } from '../messages/protocol.ts';
import type { AccountStore, StoredAccount } from '../storage/account.ts';
import { isSameSignIn, openableOf, storedOf } from './remembered.ts';

export type RenewalsDeps = {
  readonly store: AccountStore;
  /** Asks whoever gives out what a phone needs: our own server, or Siperb. */
  readonly obtain: (account: RenewableAccount) => Promise<Obtained | GatewayObtained | SiperbObtained>;
};

/** `held` is what the host has; the disk may know better. */
export type Renew = (id: AccountId, held: RenewableAccount) => Promise<Reply<Renewal>>;

export function createRenewals({ store, obtain }: RenewalsDeps): Renew {
  async function rememberedOf(id: AccountId, held: RenewableAccount): Promise<RenewableAccount | null> {
    const account = renewable((await store.get()).accounts.find((one) => one.id === id));
    return account && isSameSignIn(account, held) ? account : null;
  }

  // Unless somebody signed out, or in as somebody else, while we asked.
  async function rewrite(id: AccountId, before: RenewableAccount, after: RenewableAccount): Promise<void> {
    const shape = storedOf(after, true);
    await store.change((kept) => ({
      ...kept,
      accounts: kept.accounts.map((one) =>
        one.id === id && shape && isUnchanged(one, before) ? { id, label: one.label, ...shape } : one,
      ),
    }));
  }

  return async (id, held) => {
    const remembered = await rememberedOf(id, held);
    const obtained = await obtain(remembered ?? held);
    const account = obtained.ok ? accountOf(obtained.credentials) : obtained.account;
    // A refresh token that was replaced is worth nothing: the new one goes on disk before anything else happens.
    if (remembered && account && isReplaced(remembered, account)) {
      await rewrite(id, remembered, account).catch((error: unknown) =>
        log.error('switchboard', 'the renewed account could not be remembered', error),
      );
    }
    log.info('switchboard', obtained.ok ? 'credentials were renewed' : 'credentials were not renewed');
    if (obtained.ok) return { ok: true, value: { credentials: obtained.credentials } };
    return { ok: true, value: { account: obtained.account, failure: obtained.failure } };
  };
}

function renewable(stored: StoredAccount | undefined): RenewableAccount | null {
  const openable: Openable | null = stored ? openableOf(stored) : null;
  if (openable?.kind === 'plivo') return plivoAccountOf(openable);
  return openable?.kind === 'siperb' || openable?.kind === 'gateway' ? openable : null;
}

function accountOf(credentials: Credentials): RenewableAccount | null {
  if (credentials.kind === 'plivo') return plivoAccountOf(credentials);
  return credentials.kind === 'sip' ? (credentials.from ?? null) : null;
}

function isUnchanged(stored: StoredAccount, before: RenewableAccount): boolean {
  const now = renewable(stored);
  return now !== null && !isReplaced(now, before);
}

function isReplaced(before: RenewableAccount, after: RenewableAccount): boolean {
  if (before.kind !== 'siperb') return before.kind === after.kind && before.bearer !== after.bearer;
  return after.kind === 'siperb' && before.deviceToken !== after.deviceToken;
}

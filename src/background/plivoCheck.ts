/**
 * Has our Plivo server look at its own side, in the agent's name. The account is the remembered one, or the one that only
 * the host holds; what is shown of the answer is the options page's business (src/ui/checkModel.ts).
 */
import type { PlivoAccount } from '../accounts/credentials.ts';
import { plivoAccountOf } from '../accounts/plivoAccount.ts';
import { fetchCheck } from '../accounts/plivoServer.ts';
import type { CheckReply } from '../accounts/tokenContract.ts';
import type { AccountId } from '../call/state.ts';
import type { Reply } from '../messages/protocol.ts';
import type { AccountStore } from '../storage/account.ts';
import type { HostDoor } from './hostDoor.ts';
import { openableOf } from './remembered.ts';
import type { Renew } from './renewals.ts';

export type PlivoCheckDeps = {
  readonly store: AccountStore;
  readonly door: Pick<HostDoor, 'askIfThere'>;
  readonly renew: Renew;
  readonly fetch: typeof globalThis.fetch;
  /** Ends with the worker. */
  readonly signal: AbortSignal;
};

export type PlivoCheck = () => Promise<Reply<CheckReply>>;

export function createPlivoCheck({ store, door, renew, fetch, signal }: PlivoCheckDeps): PlivoCheck {
  async function check(account: PlivoAccount): Promise<Reply<CheckReply>> {
    const answer = await fetchCheck(account, fetch, signal);
    return answer.ok ? { ok: true, value: answer.findings } : { ok: false, failure: answer.failure };
  }

  async function fresh(id: AccountId, account: PlivoAccount): Promise<PlivoAccount | null> {
    const reply = await renew(id, account);
    const renewed = reply.ok && 'credentials' in reply.value ? reply.value.credentials : null;
    return renewed?.kind === 'plivo' ? renewed : null;
  }

  async function remembered(): Promise<{ readonly id: AccountId; readonly account: PlivoAccount } | null> {
    for (const stored of (await store.get()).accounts) {
      const openable = openableOf(stored);
      if (openable?.kind === 'plivo') return { id: stored.id, account: plivoAccountOf(openable) };
    }
    return null;
  }

  async function held(): Promise<PlivoAccount | null> {
    const open = await door.askIfThere({ type: 'getOpenAccounts' });
    const accounts = open?.ok ? open.value.map(({ account }) => account) : [];
    return accounts.find((account) => account.kind === 'plivo') ?? null;
  }

  return async () => {
    const kept = await remembered();
    const account = kept?.account ?? (await held());
    if (!account)
      return { ok: false, failure: { code: 'not-supported', detail: 'no Plivo account is open' } };
    const reply = await check(account);
    // Only what is on disk: a refresh token that the host alone holds would be worth nothing to it once replaced here.
    const isOver = !reply.ok && reply.failure.code === 'sign-in-expired';
    const renewed = isOver && kept?.account.oidc ? await fresh(kept.id, kept.account) : null;
    return renewed ? check(renewed) : reply;
  };
}

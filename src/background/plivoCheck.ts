/**
 * Has our Plivo server look at its own side, in the agent's name. The account is the remembered one, or the one that only
 * the host holds; what is shown of the answer is the options page's business (src/ui/checkModel.ts).
 */
import type { PlivoAccount } from '../accounts/credentials.ts';
import { fetchCheck } from '../accounts/plivoServer.ts';
import type { CheckReply } from '../accounts/tokenContract.ts';
import type { Reply } from '../messages/protocol.ts';
import type { AccountStore } from '../storage/account.ts';
import type { AccountDesk } from './accountDesk.ts';
import type { HostDoor } from './hostDoor.ts';
import { openableOf } from './remembered.ts';

export type PlivoCheckDeps = {
  readonly store: AccountStore;
  readonly door: Pick<HostDoor, 'askIfThere'>;
  readonly renew: AccountDesk['renew'];
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

  async function fresh(account: PlivoAccount): Promise<PlivoAccount | null> {
    const reply = await renew(account);
    return reply.ok && 'credentials' in reply.value ? reply.value.credentials : null;
  }

  return async () => {
    const kept = openableOf(await store.get());
    const remembered = kept?.kind === 'plivo' ? kept : null;
    const held = remembered ? null : await door.askIfThere({ type: 'getOpenAccount' });
    const account = remembered ?? (held?.ok ? held.value : null);
    if (!account)
      return { ok: false, failure: { code: 'not-supported', detail: 'no Plivo account is open' } };
    const reply = await check(account);
    // Only what is on disk: a refresh token that the host alone holds would be worth nothing to it once replaced here.
    const isOver = !reply.ok && reply.failure.code === 'sign-in-expired';
    const renewed = isOver && remembered?.oidc ? await fresh(remembered) : null;
    return renewed ? check(renewed) : reply;
  };
}

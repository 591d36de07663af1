/**
 * When the organisation's word on accounts is carried out: at once, or, where somebody talks, after the call, because an
 * administrator who edits a policy at noon must not hang up on a company's customers. Rules, sites and secrets do not wait.
 */
import type { PhoneState } from '../call/state.ts';
import type { Kept } from '../storage/keep.ts';
import type { AccountDesk } from './accountDesk.ts';

export type AccountPolicyDeps = {
  readonly waiting: Kept<boolean>;
  readonly desk: Pick<AccountDesk, 'applyPolicy' | 'keepNoSecrets'>;
};

export interface AccountPolicy {
  /** The policy has changed. `readState`: the phone's, null without a host. */
  changed(readState: () => Promise<PhoneState | null>): Promise<void>;
  /** Something happened on the phone: is it time now? */
  consider(state: PhoneState): Promise<void>;
}

export function createAccountPolicy({ waiting, desk }: AccountPolicyDeps): AccountPolicy {
  async function consider(state: PhoneState | null): Promise<void> {
    const isTalking = state?.calls.some(({ status }) => status !== 'ended') ?? false;
    if (isTalking || !(await waiting.get())) return;
    await waiting.clear();
    await desk.applyPolicy();
  }

  return {
    // Kept before the phone is looked at: a call that ends in between finds it waiting.
    changed: async (readState) => {
      await waiting.set(true);
      await desk.keepNoSecrets();
      await consider(await readState());
    },
    consider,
  };
}

/** An update of the extension ends a call, so it waits for an idle phone. That it waits is kept on session storage. */
import type { Call, PhoneState } from '../call/state.ts';
import type { Kept } from '../storage/keep.ts';

export type UpdateDeps = {
  readonly waiting: Kept<boolean>;
  /** Restarts the extension, which installs the update. */
  readonly reload: () => void;
};

export interface Update {
  /** The browser has one ready. `readState`: the phone's, null without a host. */
  arrived(readState: () => Promise<PhoneState | null>): Promise<void>;
  /** Something changed: is it time now? */
  consider(state: PhoneState): Promise<void>;
}

export function createUpdate({ waiting, reload }: UpdateDeps): Update {
  async function consider(state: PhoneState | null): Promise<void> {
    if (isBusy(state) || !(await waiting.get())) return;
    await waiting.clear();
    reload();
  }

  return {
    // Kept before the phone is looked at: a call that ends in between finds it waiting.
    arrived: async (readState) => {
      await waiting.set(true);
      await consider(await readState());
    },
    consider,
  };
}

// An ended call on the screen is one whose notes are being written, but not one that was missed or
// turned away: that may stand there all day. A raised number is about to be dialled.
function isBusy(state: PhoneState | null): boolean {
  return state !== null && (state.raised !== null || !state.calls.every(isMissed));
}

function isMissed({ status, direction, answeredAt }: Call): boolean {
  return status === 'ended' && direction === 'incoming' && answeredAt === undefined;
}

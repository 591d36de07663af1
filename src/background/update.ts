/** An update of the extension ends a call, so it waits for an idle phone. That it waits is kept on session storage. */
import type { PhoneState } from '../call/state.ts';
import type { Kept } from '../storage/keep.ts';

export type UpdateDeps = {
  readonly waiting: Kept<boolean>;
  /** Restarts the extension, which installs the update. */
  readonly reload: () => void;
};

export interface Update {
  /** The browser has one ready. `state`: the phone's, null without a host. */
  arrived(state: PhoneState | null): Promise<void>;
  /** Something changed: is it time now? */
  consider(state: PhoneState): Promise<void>;
}

export function createUpdate({ waiting, reload }: UpdateDeps): Update {
  return {
    arrived: async (state) => {
      if (!isBusy(state)) return reload();
      await waiting.set(true);
    },
    consider: async (state) => {
      if (isBusy(state) || !(await waiting.get())) return;
      await waiting.clear();
      reload();
    },
  };
}

// An ended call on the screen is one whose notes are being written, a raised number one that is about to be dialled.
function isBusy(state: PhoneState | null): boolean {
  return state !== null && (state.calls.length > 0 || state.raised !== null);
}

/**
 * The browser's shortcuts: which command of the phone a key means now. The keys are in the manifest, and the agent's own
 * choice of them in the browser's page of shortcuts.
 */
import { callActions } from '../call/actions.ts';
import type { Command } from '../call/command.ts';
import type { Call, PhoneState } from '../call/state.ts';

/** As the manifest names them. Opening the phone is the toolbar button's own key. */
export const KEYS = ['answer-or-hang-up', 'mute'] as const;
export type Key = (typeof KEYS)[number];

export function isKey(name: string): name is Key {
  return (KEYS as readonly string[]).includes(name);
}

/** Null: nothing that this key could mean is possible now. */
export function commandOf(key: Key, state: PhoneState): Command | null {
  const active = state.calls.find(({ id }) => id === state.activeCallId);
  if (key === 'mute') {
    const { mute, unmute } = callActions(state, active?.id ?? NOBODY);
    return mute ?? unmute;
  }
  return answerOrHangUp(state, active);
}

/** Somebody who calls goes first; a hand on this key while the phone rings means that call and no other. */
function answerOrHangUp(state: PhoneState, active: Call | undefined): Command | null {
  const ringing = state.calls.find(({ status }) => status === 'offered');
  if (ringing) return callActions(state, ringing.id).answer;
  // Two who were handed to each other talk without the agent: a key that is pressed once too often ends none of that.
  return active && active.mixed !== 'bridge' ? callActions(state, active.id).hangUp : null;
}

const NOBODY = '' as Call['id'];

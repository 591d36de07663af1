// What a press on a headset means for the calls, and what its lamps say of them. Pure; the device is src/headset.
import { callActions } from '../call/actions.ts';
import type { Command } from '../call/command.ts';
import type { Call, PhoneState } from '../call/state.ts';
import type { Press } from '../headset/headset.ts';
import type { Lamps } from '../headset/reports.ts';

/** The command that a press is; null: nothing that can be done now. */
export function commandOf(state: PhoneState, { button, stands }: Press): Command | null {
  if (button === 'mute') return muting(state, stands);
  if (stands === true) return answering(state);
  if (stands === false) return ending(state);
  return answering(state) ?? ending(state);
}

/** The call that has waited longest. */
function answering(state: PhoneState): Command | null {
  const offered = state.calls.find(({ status }) => status === 'offered');
  return offered ? callActions(state, offered.id).answer : null;
}

/** Of a call that somebody is in: one that only knocks is not declined by laying down. */
function ending(state: PhoneState): Command | null {
  const call = ours(state);
  return call ? callActions(state, call.id).hangUp : null;
}

function muting(state: PhoneState, stands: boolean | null): Command | null {
  const call = ours(state);
  if (!call) return null;
  const { mute, unmute } = callActions(state, call.id);
  return stands === null ? (mute ?? unmute) : stands ? mute : unmute;
}

/** The active call, unless it is only offered. */
function ours({ calls, activeCallId }: PhoneState): Call | undefined {
  const up = calls.filter(isUp);
  return up.find(({ id }) => id === activeCallId) ?? up.at(-1);
}

/** A call on hold is off-hook: some headsets hang up when that lamp goes out (github.com/gonicus/gonnect, pull request 52). */
export function lampsFor(state: PhoneState): Lamps {
  const offHook = state.calls.some(isUp);
  return {
    offHook,
    ring: state.calls.some(({ status }) => status === 'offered'),
    mute: offHook && ours(state)?.muted === true,
  };
}

/** Who is bridged talks without the agent: laying down ends none of that, and who calls then can be answered by lifting. */
function isUp({ status, mixed }: Call): boolean {
  return status !== 'offered' && status !== 'ended' && mixed !== 'bridge';
}

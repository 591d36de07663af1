/** What can be done now. "Not possible" is a null, so a button cannot lie; each action is a command ready to be sent. */
import type { Command } from './command.ts';
import type { Failure } from './failure.ts';
import { nextLine } from './lines.ts';
import type { AccountId, Call, CallId, PhoneLine, PhoneState } from './state.ts';

export type CallActions = {
  readonly answer: Command | null;
  readonly hangUp: Command | null;
  readonly hold: Command | null;
  readonly resume: Command | null;
  readonly mute: Command | null;
  readonly unmute: Command | null;
  /** Tones can be sent; the digits make the command. */
  readonly keypad: boolean;
  readonly dismiss: Command | null;
};

const NOTHING: CallActions = {
  answer: null,
  hangUp: null,
  hold: null,
  resume: null,
  mute: null,
  unmute: null,
  keypad: false,
  dismiss: null,
};

/** The actions of one call; of a call that the state does not know, none. */
export function callActions(state: PhoneState, callId: CallId): CallActions {
  const call = state.calls.find(({ id }) => id === callId);
  if (!call) return NOTHING;
  const { status } = call;
  const { capabilities } = lineOf(state, call.accountId) ?? state;
  const alone = othersCanWait(state, call.accountId);
  return {
    answer: alone && status === 'offered' ? { type: 'answer', callId } : null,
    hangUp: status !== 'ended' ? { type: 'hangUp', callId } : null,
    hold: capabilities.hold && status === 'live' ? { type: 'hold', callId } : null,
    resume: alone && capabilities.hold && status === 'held' ? { type: 'resume', callId } : null,
    ...muting(call, capabilities.mute && (status === 'live' || status === 'held')),
    keypad: capabilities.dtmf && status === 'live',
    dismiss: status === 'ended' ? { type: 'dismissCall', callId } : null,
  };
}

function muting({ id, muted }: Call, possible: boolean): Pick<CallActions, 'mute' | 'unmute'> {
  return {
    mute: possible && !muted ? { type: 'setMuted', callId: id, muted: true } : null,
    unmute: possible && muted ? { type: 'setMuted', callId: id, muted: false } : null,
  };
}

/**
 * Could one more outgoing call be made now, on this account's line or, without an account, on the one that comes next?
 * Whether this *number* may be dialled is the rules' business.
 */
export function mayDialNow(
  state: PhoneState,
  accountId?: AccountId,
): { readonly ok: true } | { readonly ok: false; readonly failure: Failure } {
  const on = accountId ?? nextLine(state.lines)?.accountId;
  const line = accountId === undefined ? state : lineOf(state, accountId);
  if (line?.line.status !== 'ready') return refuse('line-not-ready');
  if (state.microphone === 'denied') return refuse('microphone-denied');
  if (state.microphone === 'missing') return refuse('microphone-missing');
  const carried = state.calls.filter((call) => isOpen(call) && call.accountId === on);
  if (carried.length >= line.capabilities.maxCalls || !othersCanWait(state, on))
    return refuse('too-many-calls');
  return { ok: true };
}

/** One conversation at a time: a call on a line that cannot hold leaves no room for one on another line. */
function othersCanWait(state: PhoneState, on: AccountId | undefined): boolean {
  return state.calls.every(
    (call) =>
      call.accountId === on ||
      !TALKING.includes(call.status) ||
      (lineOf(state, call.accountId) ?? state).capabilities.hold,
  );
}

const TALKING: readonly Call['status'][] = ['dialing', 'ringing', 'live'];

function lineOf(state: PhoneState, id: AccountId | undefined): PhoneLine | undefined {
  return state.lines.find(({ accountId }) => accountId === id);
}

function isOpen(call: Call): boolean {
  return call.status !== 'ended';
}

function refuse(code: Failure['code']): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code } };
}

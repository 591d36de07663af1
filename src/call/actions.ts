/** What can be done now. "Not possible" is a null, so a button cannot lie; each action is a command ready to be sent. */
import type { Command } from './command.ts';
import type { Failure } from './failure.ts';
import type { Call, CallId, PhoneState } from './state.ts';

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
  const { status, muted } = call;
  const { capabilities } = state;
  const mayMute = capabilities.mute && (status === 'live' || status === 'held');
  return {
    answer: status === 'offered' ? { type: 'answer', callId } : null,
    hangUp: status !== 'ended' ? { type: 'hangUp', callId } : null,
    hold: capabilities.hold && status === 'live' ? { type: 'hold', callId } : null,
    resume: capabilities.hold && status === 'held' ? { type: 'resume', callId } : null,
    mute: mayMute && !muted ? { type: 'setMuted', callId, muted: true } : null,
    unmute: mayMute && muted ? { type: 'setMuted', callId, muted: false } : null,
    keypad: capabilities.dtmf && status === 'live',
    dismiss: status === 'ended' ? { type: 'dismissCall', callId } : null,
  };
}

/** Could the phone take one more outgoing call now? Whether this *number* may be dialled is the rules' business. */
export function mayDialNow(
  state: PhoneState,
): { readonly ok: true } | { readonly ok: false; readonly failure: Failure } {
  if (state.line.status !== 'ready') return refuse('line-not-ready');
  if (state.microphone === 'denied') return refuse('microphone-denied');
  if (state.microphone === 'missing') return refuse('microphone-missing');
  if (state.calls.filter(isOpen).length >= state.capabilities.maxCalls) return refuse('too-many-calls');
  return { ok: true };
}

function isOpen(call: Call): boolean {
  return call.status !== 'ended';
}

function refuse(code: Failure['code']): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code } };
}

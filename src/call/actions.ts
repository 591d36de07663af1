/** What can be done now. "Not possible" is a null, so a button cannot lie; each action is a command ready to be sent. */
import { isAnswered, isOpen, lineOf } from './change.ts';
import type { Command } from './command.ts';
import type { Failure } from './failure.ts';
import { nextLine } from './lines.ts';
import type { AccountId, Call, CallId, Capabilities, PhoneState } from './state.ts';

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
  /** It can be handed to somebody: who, makes the command (`transfer`, or `dial` with `consultFor` to ask first). */
  readonly transfer: boolean;
  /** Somebody can be asked first, in a call of its own. */
  readonly consult: boolean;
  readonly completeTransfer: Command | null;
  /** This call and the other answered ones, all in one conversation. */
  readonly mix: Command | null;
  /** Out of the conference, with this one alone. */
  readonly unmix: Command | null;
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
  transfer: false,
  consult: false,
  completeTransfer: null,
  mix: null,
  unmix: null,
};

/** The actions of one call; of a call that the state does not know, none. */
export function callActions(state: PhoneState, callId: CallId): CallActions {
  const call = state.calls.find(({ id }) => id === callId);
  if (!call) return NOTHING;
  const { status } = call;
  const capabilities = capabilitiesOf(state, call);
  const alone = othersCanWait(state, call.accountId);
  return {
    answer: alone && status === 'offered' ? { type: 'answer', callId } : null,
    hangUp: status !== 'ended' ? { type: 'hangUp', callId } : null,
    hold: capabilities.hold && status === 'live' && !call.mixed ? { type: 'hold', callId } : null,
    resume: alone && capabilities.hold && status === 'held' ? { type: 'resume', callId } : null,
    // Out of a bridge the agent is not heard anyway.
    ...muting(call, capabilities.mute && isAnswered(call) && call.mixed !== 'bridge'),
    keypad: capabilities.dtmf && status === 'live',
    dismiss: status === 'ended' ? { type: 'dismissCall', callId } : null,
    ...joining(state, call, capabilities),
  };
}

type Joining = Pick<CallActions, 'transfer' | 'consult' | 'completeTransfer' | 'mix' | 'unmix'>;

/** What joins the far ends of calls, with the agent or without. */
function joining(state: PhoneState, call: Call, capabilities: Capabilities): Joining {
  const { id: callId, mixed, consultFor } = call;
  const isFree = isAnswered(call) && !mixed && call.transfer?.status !== 'asked';
  const isAsking =
    consultFor !== undefined || state.calls.some((one) => isOpen(one) && one.consultFor === callId);
  const canJoin = capabilities.transfer || capabilities.switchInput;
  const hasRoom = canJoin && capabilities.hold && state.calls.filter(isOpen).length < capabilities.maxCalls;
  return {
    transfer: isFree && capabilities.transfer,
    consult: isFree && hasRoom && !isAsking,
    completeTransfer: isFree && canComplete(state, call) ? { type: 'completeTransfer', callId } : null,
    mix: canMix(state, call) ? { type: 'mix' } : null,
    unmix: mixed === 'conference' ? { type: 'unmix', callId } : null,
  };
}

/** By the server where both are on one line of it; else here, where no other sound is mixed yet. */
function canComplete(state: PhoneState, consultation: Call): boolean {
  const original = state.calls.find(({ id }) => id === consultation.consultFor);
  if (!original || !isAnswered(original) || original.mixed || original.transfer?.status === 'asked')
    return false;
  return canReplace(state, original, consultation) || canBridge(state, original, consultation);
}

/** True: the server, or the far end, joins the two (REFER with Replaces): one line carries both. */
export function canReplace(state: PhoneState, original: Call, consultation: Call): boolean {
  return original.accountId === consultation.accountId && capabilitiesOf(state, original).transfer;
}

/** True: the two can be joined here. One mix there is, so no other call is in one. */
export function canBridge(state: PhoneState, ...calls: readonly Call[]): boolean {
  return calls.every((call) => canSound(state, call)) && state.calls.every(({ mixed }) => !mixed);
}

/** Of all that are answered, or back into the bridge that the agent left. */
function canMix(state: PhoneState, call: Call): boolean {
  if (call.mixed === 'bridge') return true;
  if (call.mixed || call.status !== 'live') return false;
  const answered = state.calls.filter(isAnswered);
  return answered.length > 1 && answered.every((one) => one.mixed !== 'bridge' && canSound(state, one));
}

/** What it is sent can be another's voice. */
function canSound(state: PhoneState, call: Call): boolean {
  return capabilitiesOf(state, call).switchInput;
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
      call.mixed === 'bridge' ||
      capabilitiesOf(state, call).hold,
  );
}

const TALKING: readonly Call['status'][] = ['dialing', 'ringing', 'live'];

function capabilitiesOf(state: PhoneState, { accountId }: Call): Capabilities {
  return (lineOf(state, accountId) ?? state).capabilities;
}

function refuse(code: Failure['code']): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code } };
}

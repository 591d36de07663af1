/** What facts make of the list of calls and of which one is active. Pure, for reduce.ts. */
import { type Change, find, isOpen, isTurnedAway, lineOf, replace, unlessSame } from './change.ts';
import type { CallEvent } from './event.ts';
import type { Failure } from './failure.ts';
import { hasPhone } from './lines.ts';
import type { AccountId, Call, CallId, CallStatus, PhoneState } from './state.ts';
import { changeTransfer, mixCalls, settle } from './together.ts';

type Transition = { readonly from: readonly CallStatus[]; readonly to: CallStatus };
type StatusEvent = Extract<
  CallEvent,
  { type: 'callRinging' | 'callAnswered' | 'callHeld' | 'callResumed' | 'callEnded' }
>;

/** The arrows of the drawing in state.ts, by the fact that moves along them. */
const TRANSITIONS: Readonly<Record<StatusEvent['type'], Transition>> = {
  callRinging: { from: ['dialing'], to: 'ringing' },
  callAnswered: { from: ['dialing', 'ringing', 'offered'], to: 'live' },
  callHeld: { from: ['live'], to: 'held' },
  callResumed: { from: ['held'], to: 'live' },
  callEnded: { from: ['dialing', 'ringing', 'offered', 'live', 'held'], to: 'ended' },
};

export type CallChange = Extract<CallEvent, { type: `call${string}` }>;

/** What a fact about calls changes; null: it does not fit, or says nothing new. */
export function changeCalls(state: PhoneState, event: CallChange): Change | null {
  switch (event.type) {
    case 'callDialed':
    case 'callOffered':
      return start(state, event);
    case 'callRerouted':
      return reroute(state, event.callId, event.accountId);
    case 'callMuted':
      return isStranger(state, event) ? null : mute(state, event.callId, event.muted);
    case 'callTransferring':
    case 'callTransferred':
    case 'callTransferFailed':
      return isStranger(state, event) ? null : changeTransfer(state, event);
    case 'callsMixed':
      return mixCalls(state, event.callIds, event.as);
    case 'callGraded':
      return grade(state, event);
    case 'callMeasured':
      return measure(state, event);
    case 'callDismissed':
      return dismiss(state, event.callId);
    case 'callActivated':
      return isOpen(find(state, event.callId)) ? unlessSame(state, { activeCallId: event.callId }) : null;
    default:
      return isStranger(state, event) ? null : move(state, event);
  }
}

/** A line that speaks of a call that another one carries: it had carried it before, or is mistaken. */
function isStranger(state: PhoneState, event: { callId: CallId; accountId?: AccountId }): boolean {
  return event.accountId !== undefined && find(state, event.callId)?.accountId !== event.accountId;
}

function start(
  state: PhoneState,
  event: Extract<CallEvent, { type: 'callDialed' | 'callOffered' }>,
): Change | null {
  const { callId: id, remote, accountId, at } = event;
  if (find(state, id) || !hasPhone(lineOf(state, accountId))) return null;
  const outgoing = event.type === 'callDialed';
  const override = outgoing ? event.override : undefined;
  const consultFor = outgoing ? event.consultFor : undefined;
  const call: Call = {
    id,
    direction: outgoing ? 'outgoing' : 'incoming',
    remote,
    status: outgoing ? 'dialing' : 'offered',
    muted: false,
    startedAt: at,
    accountId,
    ...(override !== undefined && { override }),
    ...(consultFor && isOpen(find(state, consultFor)) && { consultFor }),
  };
  const raised = state.raised?.callId === id ? null : state.raised;
  if (!outgoing && state.doNotDisturb) return { calls: withTurnedAway(state.calls, call, at), raised };
  return {
    calls: [...state.calls.filter(isOpen), call],
    // An offer must not take the screen from the call that somebody is in.
    activeCallId: outgoing || state.activeCallId === null ? id : state.activeCallId,
    raised,
  };
}

/** Over before anybody heard of it, and it takes nobody's place: the call before it may be the one that is written about. */
function withTurnedAway(calls: readonly Call[], offered: Call, at: number): readonly Call[] {
  const ended = { status: 'ended', ...endingOf(at, 'local', { code: 'busy' }) } as const;
  return [...calls.filter((call) => !isTurnedAway(call)), { ...offered, ...ended }];
}

function reroute(state: PhoneState, id: CallId, accountId: AccountId): Change | null {
  const call = find(state, id);
  if (call?.status !== 'dialing' || !hasPhone(lineOf(state, accountId))) return null;
  return unlessSame(state, { calls: replace(state.calls, { ...call, accountId }) });
}

function move(state: PhoneState, event: StatusEvent): Change | null {
  const { from, to } = TRANSITIONS[event.type];
  const call = find(state, event.callId);
  if (!call || !from.includes(call.status)) return null;
  const before = event.type === 'callEnded' ? withoutMoment(call) : call;
  const moved: Call = { ...before, status: to, ...stampsOf(event) };
  const calls = settle(replace(state.calls, moved));
  if (event.type === 'callEnded') return { calls, activeCallId: nextActive(calls, state.activeCallId) };
  const takesOver = event.type === 'callAnswered' || event.type === 'callResumed';
  return { calls, activeCallId: takesOver ? call.id : state.activeCallId };
}

function stampsOf(event: StatusEvent): Partial<Call> {
  if (event.type === 'callAnswered') return { answeredAt: event.at };
  if (event.type === 'callEnded') return endingOf(event.at, event.by, event.failure);
  return {};
}

function endingOf(endedAt: number, endedBy: 'local' | 'remote', failure?: Failure): Partial<Call> {
  return { endedAt, endedBy, ...(failure && { failure }) };
}

function mute(state: PhoneState, id: CallId, muted: boolean): Change | null {
  const call = find(state, id);
  if (!isOpen(call) || call.muted === muted) return null;
  return { calls: replace(state.calls, { ...call, muted }) };
}

function dismiss(state: PhoneState, id: CallId): Change | null {
  if (find(state, id)?.status !== 'ended') return null;
  return { calls: state.calls.filter((call) => call.id !== id) };
}

/** Of a call that is answered and not over: figures of a moment, gone when it ends. */
function grade(state: PhoneState, event: Extract<CallEvent, { type: 'callGraded' }>): Change | null {
  const call = find(state, event.callId);
  if (call?.status !== 'live' && call?.status !== 'held') return null;
  const { grade: _, warnings: __, ...rest } = call;
  const warnings = event.warnings.length > 0 && { warnings: event.warnings };
  return unlessSame(state, { calls: replace(state.calls, { ...rest, grade: event.grade, ...warnings }) });
}

/** Once, of a call that is over. */
function measure(
  state: PhoneState,
  { callId, quality }: Extract<CallEvent, { type: 'callMeasured' }>,
): Change | null {
  const call = find(state, callId);
  if (call?.status !== 'ended' || call.quality) return null;
  return { calls: replace(state.calls, { ...call, quality }) };
}

/** A closed phone reports nothing more, so its calls end here. Those of the other lines go on. */
export function cutOff(
  state: PhoneState,
  event: Extract<CallEvent, { type: 'accountClosed' | 'phoneClosed' }>,
): Pick<PhoneState, 'calls' | 'activeCallId'> {
  const ending: Partial<Call> = { status: 'ended', ...endingOf(event.at, 'local', { code: 'interrupted' }) };
  const isCutOff = (call: Call) => isOpen(call) && call.accountId === event.accountId;
  const calls = settle(
    state.calls.map((call) => (isCutOff(call) ? { ...withoutMoment(call), ...ending } : call)),
  );
  return { calls, activeCallId: nextActive(calls, state.activeCallId) };
}

// The newest call that somebody is in goes before one that only knocks.
function nextActive(calls: readonly Call[], active: CallId | null): CallId | null {
  const open = calls.filter(isOpen);
  if (open.some((call) => call.id === active)) return active;
  const next = open.findLast((call) => call.status !== 'offered') ?? open.at(-1);
  return next?.id ?? null;
}

/** Of a call that ends: how it sounded now is over, and nobody will say any more how a transfer went that was asked. */
function withoutMoment(call: Call): Call {
  const { grade: _, warnings: __, transfer, ...rest } = call;
  return transfer && transfer.status !== 'asked' ? { ...rest, transfer } : rest;
}

/**
 * The one place where PhoneState changes. Pure: (state, event) → state. An event that does not fit changes nothing and
 * gives the very same object back; every change counts `rev` up by one. Whether a call *may* be made is not known here.
 */
import type { CallEvent } from './event.ts';
import type { Failure } from './failure.ts';
import { changeLines, hasPhone, summaryOf } from './lines.ts';
import type { AccountId, Call, CallId, CallStatus, PhoneState, RaisedNumber } from './state.ts';

type Transition = { readonly from: readonly CallStatus[]; readonly to: CallStatus };
type StatusEvent = Extract<
  CallEvent,
  { type: 'callRinging' | 'callAnswered' | 'callHeld' | 'callResumed' | 'callEnded' }
>;
type Change = Partial<Omit<PhoneState, 'hostId' | 'rev'>>;

/** The arrows of the drawing in state.ts, by the fact that moves along them. */
const TRANSITIONS: Readonly<Record<StatusEvent['type'], Transition>> = {
  callRinging: { from: ['dialing'], to: 'ringing' },
  callAnswered: { from: ['dialing', 'ringing', 'offered'], to: 'live' },
  callHeld: { from: ['live'], to: 'held' },
  callResumed: { from: ['held'], to: 'live' },
  callEnded: { from: ['dialing', 'ringing', 'offered', 'live', 'held'], to: 'ended' },
};

/** The state after `event`: the same object when the event does not fit or says nothing new. */
export function reduce(state: PhoneState, event: CallEvent): PhoneState {
  const change = changeBy(state, event);
  return change === null ? state : { ...state, ...change, rev: state.rev + 1 };
}

function changeBy(state: PhoneState, event: CallEvent): Change | null {
  switch (event.type) {
    case 'accountClosed':
    case 'phoneClosed':
      return closePhone(state, event);
    case 'accountOpened':
    case 'linesOrdered':
    case 'phoneOpened':
    case 'lineConnecting':
    case 'lineReady':
    case 'lineFailed':
    case 'lineClosed':
      return unlessSame(state, withLines(changeLines(state.lines, event)));
    case 'microphoneChanged':
      return unlessSame(state, { microphone: event.microphone });
    case 'numberRaised':
      return raise(state, event.raised, event.at);
    case 'raisedDismissed':
      return unlessSame(state, { raised: null });
    case 'graceEnded':
      return endGrace(state);
    default:
      return changeCalls(state, event);
  }
}

function withLines(lines: PhoneState['lines']): Pick<PhoneState, 'lines' | 'line' | 'capabilities'> {
  return { lines, ...summaryOf(lines) };
}

type CallChange = Extract<CallEvent, { type: `call${string}` }>;

function changeCalls(state: PhoneState, event: CallChange): Change | null {
  switch (event.type) {
    case 'callDialed':
    case 'callOffered':
      return start(state, event);
    case 'callRerouted':
      return reroute(state, event.callId, event.accountId);
    case 'callMuted':
      return isStranger(state, event) ? null : mute(state, event.callId, event.muted);
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
  const call: Call = {
    id,
    direction: outgoing ? 'outgoing' : 'incoming',
    remote,
    status: outgoing ? 'dialing' : 'offered',
    muted: false,
    startedAt: at,
    accountId,
    ...(override !== undefined && { override }),
  };
  return {
    calls: [...state.calls.filter(isOpen), call],
    // An offer must not take the screen from the call that somebody is in.
    activeCallId: outgoing || state.activeCallId === null ? id : state.activeCallId,
    raised: state.raised?.callId === id ? null : state.raised,
  };
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
  const moved: Call = { ...call, status: to, ...stampsOf(event) };
  const calls = replace(state.calls, moved);
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

function raise(state: PhoneState, raised: Omit<RaisedNumber, 'raisedAt'>, raisedAt: number): Change | null {
  // A click that was carried twice, or whose number is already being called.
  if (state.raised?.callId === raised.callId || find(state, raised.callId)) return null;
  return { raised: { ...raised, raisedAt } };
}

function endGrace({ raised }: PhoneState): Change | null {
  if (raised?.dialsAt === undefined) return null;
  const { dialsAt: _, ...waiting } = raised;
  return { raised: waiting };
}

// A closed phone reports nothing more, so its calls end here. Those of the other lines go on.
function closePhone(
  state: PhoneState,
  event: Extract<CallEvent, { type: 'accountClosed' | 'phoneClosed' }>,
): Change | null {
  const ending: Partial<Call> = { status: 'ended', ...endingOf(event.at, 'local', { code: 'interrupted' }) };
  const isCutOff = (call: Call) => isOpen(call) && call.accountId === event.accountId;
  const calls = state.calls.map((call) => (isCutOff(call) ? { ...call, ...ending } : call));
  return unlessSame(state, {
    ...withLines(changeLines(state.lines, event)),
    calls,
    activeCallId: nextActive(calls, state.activeCallId),
  });
}

// The newest call that somebody is in goes before one that only knocks.
function nextActive(calls: readonly Call[], active: CallId | null): CallId | null {
  const open = calls.filter(isOpen);
  if (open.some((call) => call.id === active)) return active;
  const next = open.findLast((call) => call.status !== 'offered') ?? open.at(-1);
  return next?.id ?? null;
}

function lineOf(state: PhoneState, id: AccountId) {
  return state.lines.find(({ accountId }) => accountId === id);
}

function find(state: PhoneState, id: CallId): Call | undefined {
  return state.calls.find((call) => call.id === id);
}

function isOpen(call: Call | undefined): call is Call {
  return call !== undefined && call.status !== 'ended';
}

function replace(calls: readonly Call[], changed: Call): readonly Call[] {
  return calls.map((call) => (call.id === changed.id ? changed : call));
}

// State is JSON, so equal text is an equal value.
function unlessSame(state: PhoneState, change: Change): Change | null {
  const differs = Object.entries(change).some(
    ([key, value]) => JSON.stringify(state[key as keyof Change]) !== JSON.stringify(value),
  );
  return differs ? change : null;
}

/**
 * The one place where PhoneState changes. Pure: (state, event) → state. An event that does not fit changes nothing and
 * gives the very same object back; every change counts `rev` up by one. Whether a call *may* be made is not known here.
 */
import { changeCalls, cutOff } from './calls.ts';
import { type Change, find, unlessSame } from './change.ts';
import type { CallEvent } from './event.ts';
import { changeLines, summaryOf } from './lines.ts';
import type { PhoneState, RaisedNumber } from './state.ts';

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
    case 'voicemailCounted':
      return unlessSame(state, withLines(changeLines(state.lines, event)));
    case 'microphoneChanged':
      return unlessSame(state, { microphone: event.microphone });
    case 'audioChanged':
      return unlessSame(state, { audio: { ...state.audio, ...event.audio } });
    case 'doNotDisturbChanged':
      return unlessSame(state, { doNotDisturb: event.doNotDisturb });
    case 'missedCounted':
      return unlessSame(state, { missed: event.missed });
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

function closePhone(
  state: PhoneState,
  event: Extract<CallEvent, { type: 'accountClosed' | 'phoneClosed' }>,
): Change | null {
  return unlessSame(state, { ...withLines(changeLines(state.lines, event)), ...cutOff(state, event) });
}

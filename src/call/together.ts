/** Calls that have to do with each other: one handed to another, and several whose sound meets here. Pure, for calls.ts. */
import { type Change, find, isAnswered, isOpen, replace, unlessSame } from './change.ts';
import type { CallEvent } from './event.ts';
import type { Call, CallId, Mix, PhoneState, Transfer } from './state.ts';

export type TransferEvent = Extract<CallEvent, { type: `callTransfer${string}` }>;

/** Asked once at a time, and only of a call that is answered; what was not asked cannot be done or fail. */
export function changeTransfer(state: PhoneState, event: TransferEvent): Change | null {
  const call = find(state, event.callId);
  if (!call || !isAnswered(call)) return null;
  const transfer = transferBy(event, call.transfer);
  return transfer && { calls: replace(state.calls, { ...call, transfer }) };
}

function transferBy(event: TransferEvent, before: Transfer | undefined): Transfer | null {
  const isAsked = before?.status === 'asked';
  if (event.type === 'callTransferring') return isAsked ? null : { to: event.to, status: 'asked' };
  if (!isAsked) return null;
  if (event.type === 'callTransferred') return { to: before.to, status: 'done' };
  return { to: before.to, status: 'failed', failure: event.failure };
}

/** These calls, of those that are live, are mixed and no other is. */
export function mixCalls(state: PhoneState, callIds: readonly CallId[], as: Mix): Change | null {
  const calls = state.calls.map((call) => withMix(call, callIds.includes(call.id) ? as : undefined));
  return unlessSame(state, { calls: settle(calls) });
}

/**
 * What must hold of the list after every change of a call: one that is not live sounds into no other, one alone is no
 * mix, and who was asked for a call that is over since is in a call like any other.
 */
export function settle(calls: readonly Call[]): readonly Call[] {
  const live = calls.map((call) => (call.status === 'live' ? call : withMix(call, undefined)));
  const isMix = live.filter(({ mixed }) => mixed).length > 1;
  const open = live.filter(isOpen).map(({ id }) => id);
  return live.map((call) => withoutLostPurpose(isMix ? call : withMix(call, undefined), open));
}

function withoutLostPurpose(call: Call, open: readonly CallId[]): Call {
  if (!isOpen(call) || call.consultFor === undefined || open.includes(call.consultFor)) return call;
  const { consultFor: _, ...rest } = call;
  return rest;
}

function withMix(call: Call, mixed: Mix | undefined): Call {
  if (call.mixed === mixed) return call;
  const { mixed: _, ...rest } = call;
  return mixed ? { ...rest, mixed } : rest;
}

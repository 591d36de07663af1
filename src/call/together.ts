/** Calls that have to do with each other: one handed to another, and several whose sound meets here. Pure, for calls.ts. */
import { type Change, find, replace, unlessSame } from './change.ts';
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
  return unlessSame(state, { calls: settleMix(calls) });
}

/** A call that is not live sounds into no other, and one alone is no mix: held of the list after every change of a call. */
export function settleMix(calls: readonly Call[]): readonly Call[] {
  const live = calls.map((call) => (call.status === 'live' ? call : withMix(call, undefined)));
  return live.filter(({ mixed }) => mixed).length < 2 ? live.map((call) => withMix(call, undefined)) : live;
}

function withMix(call: Call, mixed: Mix | undefined): Call {
  if (call.mixed === mixed) return call;
  const { mixed: _, ...rest } = call;
  return mixed ? { ...rest, mixed } : rest;
}

function isAnswered({ status }: Call): boolean {
  return status === 'live' || status === 'held';
}

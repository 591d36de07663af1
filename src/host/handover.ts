// Handing a call to somebody else: blind, or after asking in a call of its own. The server does it where it can; where it
// cannot, the two far ends are bridged here. Who may be called at all is clearing.ts.

import { callActions, canBridge, canReplace } from '../call/actions.ts';
import { isAnswered } from '../call/change.ts';
import type { Command } from '../call/command.ts';
import type { CallFact, LineFact } from '../call/event.ts';
import type { Failure, FailureCode } from '../call/failure.ts';
import type { Call, CallId, PhoneState, Remote } from '../call/state.ts';
import type { Reply } from '../messages/protocol.ts';
import type { Phone } from '../phones/phone.ts';
import { type CarryingDeps, find } from './carrying.ts';
import type { Clearing } from './clearing.ts';
import { ACCEPTED } from './dialling.ts';
import type { Floor } from './floor.ts';
import type { Mixing } from './mixing.ts';

export type HandoverDeps = Pick<CarryingDeps, 'store' | 'phoneOf' | 'log'> & {
  readonly floor: Pick<Floor, 'give'>;
  readonly mayCall: Clearing;
  readonly mixing: Pick<Mixing, 'bridge'>;
};

export interface Handover {
  transfer(command: Extract<Command, { type: 'transfer' }>): Promise<Reply<null>>;
  /** `callId`: the consultation. */
  complete(callId: CallId): Reply<null>;
  /** True: this failure is not the end of it, the far ends are bridged instead. */
  goesOn(fact: LineFact | CallFact): boolean;
}

export function createHandover({ store, phoneOf, log, floor, mayCall, mixing }: HandoverDeps): Handover {
  /** Consultations that are up, with the call that each was made for. */
  let consultations = new Map<CallId, CallId>();
  /** Of calls that the server was asked to hand over: who was asked before. */
  const attended = new Map<CallId, CallId>();

  /** Says that it was asked, and asks. */
  const ask = (call: Call, to: Remote, work: (phone: Phone | null) => void): Reply<null> => {
    void store.apply({ type: 'callTransferring', callId: call.id, to: to.e164 ?? to.display });
    const told = log.guard('hand a call over', () => work(phoneOf(call.accountId)));
    if (!told) fail(call.id, { code: 'unknown', detail: 'the phone threw' });
    return ACCEPTED;
  };
  const fail = (callId: CallId, failure: Failure) =>
    void store.apply({ type: 'callTransferFailed', callId, failure });

  const bridge = (callId: CallId, consultation: CallId) =>
    mixing.bridge([callId, consultation], (isDone) => {
      if (isDone) void store.apply({ type: 'callTransferred', callId });
      else fail(callId, { code: 'transfer-failed', detail: 'the calls could not be joined here' });
    });

  /** The agent is back with the one who waited, unless that one is on the way to somebody, or somebody else is there. */
  const goBackTo = (callId: CallId) => {
    const call = find(store.state, callId);
    if (!call || !isAnswered(call) || call.mixed || call.transfer?.status === 'asked') return;
    if (store.state.calls.some((one) => one !== call && isTalking(one))) return;
    // Also where it is not said to be held: the phone may be about to say so.
    floor.give([callId]);
    log.guard('resume a call', () => phoneOf(call.accountId)?.resume(callId));
  };

  store.watch((state, event) => {
    const was = consultations;
    consultations = consultationsOf(state);
    if (event.type === 'callTransferFailed' || event.type === 'callTransferred') {
      const asked = attended.get(event.callId);
      attended.delete(event.callId);
      // Whoever was asked left before it failed.
      if (asked && find(state, asked)?.status === 'ended') goBackTo(event.callId);
    }
    for (const [consultation, original] of was)
      if (find(state, consultation)?.status === 'ended') goBackTo(original);
  });

  return {
    async transfer({ callId, to }) {
      if (!callActions(store.state, callId).transfer) return refuse('not-supported');
      const failure = await mayCall(to, { type: 'dial', callId, remote: to });
      if (failure) return refuse(failure.code, failure.detail);
      // Asking took a moment, in which the call may have ended or been handed over.
      const call = find(store.state, callId);
      if (!call || !callActions(store.state, callId).transfer) return refuse('not-supported');
      return ask(call, to, (phone) => phone?.transfer(callId, to));
    },
    complete(callId) {
      const consultation = find(store.state, callId);
      const original = consultation?.consultFor && find(store.state, consultation.consultFor);
      if (!consultation || !original || !callActions(store.state, callId).completeTransfer)
        return refuse('not-supported');
      return ask(original, consultation.remote, (phone) => {
        if (!canReplace(store.state, original, consultation)) return bridge(original.id, callId);
        attended.set(original.id, callId);
        phone?.transferTo(original.id, callId);
      });
    },
    goesOn(fact) {
      if (fact.type !== 'callTransferFailed') return false;
      const original = find(store.state, fact.callId);
      const consultation = find(store.state, attended.get(fact.callId) ?? fact.callId);
      if (!original || !consultation || original === consultation) return false;
      if (fact.accountId !== original.accountId || !isJoinable(store.state, original, consultation))
        return false;
      bridge(original.id, consultation.id);
      return true;
    },
  };
}

function isJoinable(state: PhoneState, original: Call, consultation: Call): boolean {
  return [original, consultation].every(isAnswered) && canBridge(state, original, consultation);
}

function consultationsOf({ calls }: PhoneState): Map<CallId, CallId> {
  const open = calls.filter(({ status }) => status !== 'ended');
  return new Map(open.flatMap(({ id, consultFor }) => (consultFor ? [[id, consultFor]] : [])));
}

function isTalking({ status, mixed }: Call): boolean {
  return mixed !== 'bridge' && (status === 'live' || status === 'dialing' || status === 'ringing');
}

function refuse(code: FailureCode, detail?: string): Reply<null> {
  return { ok: false, failure: { code, ...(detail !== undefined && { detail }) } };
}

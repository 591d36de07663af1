// Where commands arrive: one function each, from facts to a decision to the phone. What takes several steps (dial,
// answer) is in dialling.ts, what brings calls together in joining.ts; opening the phone itself is in connection.ts.
import { callActions } from '../call/actions.ts';
import type { Command, CommandType } from '../call/command.ts';
import type { FailureCode } from '../call/failure.ts';
import type { CallId } from '../call/state.ts';
import type { Reply } from '../messages/protocol.ts';
import type { Phone } from '../phones/phone.ts';
import { type Carrying, type CarryingDeps, find } from './carrying.ts';
import { ACCEPTED, type Dialling } from './dialling.ts';
import type { Floor } from './floor.ts';
import type { Joining } from './joining.ts';
import type { Microphone } from './microphone.ts';

type Answer = Reply<null> | Promise<Reply<null>>;
type Clerks = { readonly [Type in CommandType]: (command: Extract<Command, { type: Type }>) => Answer };

export type DeskDeps = Pick<CarryingDeps, 'store' | 'phoneOf' | 'log'> & {
  readonly dialling: Dialling;
  readonly carrying: Pick<Carrying, 'isUntold' | 'stop'>;
  readonly microphone: Pick<Microphone, 'check'>;
  readonly floor: Pick<Floor, 'give' | 'leave'>;
  readonly joining: () => Promise<Joining>;
  readonly reconnect: () => Reply<null>;
};

/** A command in, a reply out: *accepted*, or why not. Never rejects. */
export type Desk = (command: Command) => Promise<Reply<null>>;

export function createDesk(deps: DeskDeps): Desk {
  const { store, log, dialling } = deps;

  const phoneFor = (callId: CallId) => deps.phoneOf(find(store.state, callId)?.accountId);
  /** Tells the phone that carries the call, when the call still allows it. */
  const tell = (callId: CallId, allowed: unknown, work: (phone: Phone) => void): Reply<null> => {
    const phone = phoneFor(callId);
    if (!phone) return refuse('line-not-ready');
    if (!allowed) return refuse('not-supported');
    return log.guard('tell the phone', () => work(phone)) ? ACCEPTED : refuse('unknown');
  };
  const actionsOf = (callId: CallId) => callActions(store.state, callId);
  // Setting what is already set is fine: two screens may have been clicked at once.
  const mayMute = (callId: CallId) => actionsOf(callId).mute ?? actionsOf(callId).unmute;
  const take = (fact: Parameters<typeof store.apply>[0]): Reply<null> => {
    void store.apply(fact);
    return ACCEPTED;
  };

  const clerks: Clerks = {
    // Screens group the number themselves: how a page would have it shown is not believed.
    raise: ({ raised }) => {
      const remote = { ...raised.remote, display: raised.remote.e164 };
      return take({ type: 'numberRaised', raised: { ...raised, remote } });
    },
    dismissRaised: ({ callId }) => {
      const raised = store.state.raised?.callId;
      if (!raised || (callId !== undefined && callId !== raised)) return ACCEPTED;
      // Also in the moment in which the rules are asked about it.
      dialling.retire(raised);
      return take({ type: 'raisedDismissed' });
    },
    dial: async (command) => {
      // Who is left when it ends, and what it is for, is known there.
      if (command.consultFor) await deps.joining();
      return dialling.dial(command);
    },
    answer: ({ callId }) => dialling.answer(callId),
    hangUp: ({ callId }) => {
      const call = find(store.state, callId);
      // Its id is used up: what waits under it waits no more, and what is on its way here comes too late.
      if (!call) {
        const wasAsked = dialling.withdraw(callId);
        dialling.retire(callId);
        if (wasAsked && store.state.raised?.callId === callId) return take({ type: 'raisedDismissed' });
      }
      if (!call || call.status === 'ended') return ACCEPTED;
      deps.carrying.stop(callId);
      const phone = phoneFor(callId);
      const isTold = phone && !deps.carrying.isUntold(callId);
      const told = isTold && log.guard('hang up', () => phone.hangUp(callId));
      // Nobody else will say that it is over.
      return told ? ACCEPTED : take({ type: 'callEnded', callId, by: 'local' });
    },
    hold: ({ callId }) =>
      tell(callId, actionsOf(callId).hold, (phone) => {
        deps.floor.leave(callId);
        phone.hold(callId);
      }),
    resume: ({ callId }) =>
      tell(callId, actionsOf(callId).resume, (phone) => {
        deps.floor.give([callId]);
        phone.resume(callId);
      }),
    setMuted: async ({ callId, muted }) =>
      find(store.state, callId)?.mixed
        ? (await deps.joining()).setMuted(callId, muted)
        : tell(callId, mayMute(callId), (phone) => phone.setMuted(callId, muted)),
    sendDigits: ({ callId, digits }) =>
      tell(callId, actionsOf(callId).keypad, (phone) => phone.sendDigits(callId, digits)),
    transfer: async (command) => (await deps.joining()).transfer(command),
    completeTransfer: async ({ callId }) => (await deps.joining()).complete(callId),
    mix: async () => (await deps.joining()).mix(),
    unmix: async ({ callId }) => (await deps.joining()).unmix(callId),
    dismissCall: ({ callId }) => take({ type: 'callDismissed', callId }),
    reconnect: () => deps.reconnect(),
    checkMicrophone: () => {
      void deps.microphone.check();
      return ACCEPTED;
    },
  };

  return async (command) => (clerks[command.type] as (command: Command) => Answer)(command);
}

function refuse(code: FailureCode): Reply<null> {
  return { ok: false, failure: { code } };
}

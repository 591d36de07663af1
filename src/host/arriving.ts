// A call that comes in, before anybody looks: who is not to be disturbed is not, and who is set to answer by itself does.
// What is heard of it is sound.ts, what a person does about it desk.ts.
import { isTurnedAway } from '../call/change.ts';
import type { Call, CallId, PhoneState } from '../call/state.ts';
import type { HostSettings } from '../messages/protocol.ts';
import type { Clock } from '../phones/clock.ts';
import type { CarryingDeps } from './carrying.ts';

export type ArrivingDeps = Pick<CarryingDeps, 'store' | 'phoneOf' | 'log'> & {
  readonly settings: () => HostSettings | null;
  readonly clock: Clock;
  /** As a person would. */
  readonly answer: (callId: CallId) => Promise<unknown>;
};

export function followArrivals({ store, phoneOf, log, settings, clock, answer }: ArrivingDeps): void {
  const seconds = () => settings()?.autoAnswerSeconds ?? 0;
  let known: readonly CallId[] = [];

  /** In the state it is over already. Its phone is told a moment later: it is just reporting it. */
  const decline = ({ id, accountId }: Call) =>
    queueMicrotask(() => log.guard('decline a call', () => phoneOf(accountId)?.hangUp(id, 'busy')));
  const answerLater = (callId: CallId) => {
    clock.after(seconds() * 1_000, () => {
      if (seconds() > 0 && mayAnswerItself(store.state, callId)) void answer(callId);
    });
  };

  store.watch((state) => {
    const before = known;
    known = state.calls.map(({ id }) => id);
    for (const call of state.calls) {
      if (call.direction === 'outgoing' || before.includes(call.id)) continue;
      if (isTurnedAway(call)) decline(call);
      else if (seconds() > 0 && mayAnswerItself(state, call.id)) answerLater(call.id);
    }
  });
}

/** Never beside another call, never where the browser would have to ask for the microphone first. */
function mayAnswerItself({ calls, microphone, doNotDisturb }: PhoneState, callId: CallId): boolean {
  const [one, ...others] = calls.filter(({ status }) => status !== 'ended');
  const isAlone = one?.id === callId && one.status === 'offered' && others.length === 0;
  return isAlone && microphone === 'granted' && !doNotDisturb;
}

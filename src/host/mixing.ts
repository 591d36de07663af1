// Several calls in one conversation: the conference with the agent, the bridge without. Here it is decided which calls, and
// they are brought off hold; how their sound comes together follows the state (mixer.ts).

import { callActions } from '../call/actions.ts';
import { isAnswered } from '../call/change.ts';
import type { CallFact, LineFact } from '../call/event.ts';
import type { FailureCode } from '../call/failure.ts';
import type { Call, CallId, Mix, PhoneState } from '../call/state.ts';
import type { Reply } from '../messages/protocol.ts';
import type { Clock } from '../phones/clock.ts';
import { type CarryingDeps, find } from './carrying.ts';
import { ACCEPTED } from './dialling.ts';
import type { Floor } from './floor.ts';

export type MixingDeps = Pick<CarryingDeps, 'store' | 'phoneOf' | 'log'> & {
  readonly clock: Clock;
  readonly floor: Pick<Floor, 'give' | 'wished'>;
};

export interface Mixing {
  /** All that are answered with the agent, or back into the bridge that the agent left. */
  mix(): Reply<null>;
  unmix(callId: CallId): Reply<null>;
  /** The agent for all of the mix that this call is in. */
  setMuted(callId: CallId, muted: boolean): Reply<null>;
  /** `then` hears whether both far ends talk with each other now. */
  bridge(callIds: readonly CallId[], then: (isDone: boolean) => void): void;
  /** True: what a phone says of its own mute is not the agent's, because the call is in a mix. */
  isOwnMute(fact: LineFact | CallFact): boolean;
}

/** A re-INVITE takes a second on a bad line: who is not back by then is left out. */
export const BACK_WITHIN_MS = 5_000;

type Gathering = {
  readonly callIds: readonly CallId[];
  /** Of these, who were brought off hold for it. */
  readonly resumed: readonly CallId[];
  readonly then: (live: readonly CallId[]) => void;
  readonly stop: () => void;
};

export function createMixing(deps: MixingDeps): Mixing {
  const { store, phoneOf, log, clock, floor } = deps;
  let gathering: Gathering | null = null;
  let before: readonly Call[] = [];

  const tell = (callId: CallId, what: 'hold' | 'resume' | 'hangUp') => {
    const phone = phoneOf(find(store.state, callId)?.accountId);
    log.guard(`tell the phone to ${what}`, () => phone?.[what](callId));
  };
  const mutePhone = ({ id, accountId }: Call, muted: boolean) =>
    log.guard('mute', () => phoneOf(accountId)?.setMuted(id, muted));
  const sayMuted = (callIds: readonly CallId[], muted: boolean) => {
    for (const callId of callIds) void store.apply({ type: 'callMuted', callId, muted });
  };

  const finish = () => {
    const done = gathering;
    if (!done) return;
    gathering = null;
    done.stop();
    const statusOf = (id: CallId) => find(store.state, id)?.status;
    // Who comes too late must not come at all: it would be a conversation beside the one that is.
    const late = done.callIds.filter((id) => statusOf(id) === 'held');
    for (const id of late) tell(id, 'hold');
    if (late.length > 0) floor.give(floor.wished.filter((id) => !late.includes(id)));
    done.then(done.callIds.filter((id) => statusOf(id) === 'live'));
  };
  /** Somebody else is talked with now: those who were to come wait on. */
  const abandon = ({ stop, resumed, then }: Gathering) => {
    gathering = null;
    stop();
    for (const id of resumed) if (!floor.wished.includes(id)) tell(id, 'hold');
    then([]);
  };
  const gather = (calls: readonly Call[], then: Gathering['then']) => {
    if (gathering) abandon(gathering);
    const callIds = calls.map(({ id }) => id);
    const resumed = calls.filter(({ status }) => status === 'held').map(({ id }) => id);
    const stop = clock.after(BACK_WITHIN_MS, finish);
    gathering = { callIds, resumed, then, stop };
    for (const id of resumed) tell(id, 'resume');
    look();
  };
  const look = () => {
    if (!gathering) return;
    const { callIds } = gathering;
    const areWished = callIds.every((id) => floor.wished.includes(id) || !isUp(find(store.state, id)));
    if (!areWished) return abandon(gathering);
    if (callIds.every((id) => find(store.state, id)?.status !== 'held')) finish();
  };

  /** At its phone mute would silence the others too: the mixer leaves the agent out, and inputs.ts ends it at the phone. */
  const join = (callIds: readonly CallId[], as: Mix, muted: boolean): boolean => {
    void store.apply({ type: 'callsMixed', callIds, as });
    const mixed = store.state.calls.filter((call) => call.mixed);
    sayMuted(
      mixed.map(({ id }) => id),
      muted,
    );
    return mixed.length > 1;
  };

  /** Who has left the mix is muted at the phone again. Who was bridged to somebody who is gone has nobody to talk with. */
  const follow = (now: readonly Call[]) => {
    const was = before.filter(({ mixed }) => mixed);
    before = now;
    const stillThere = ({ id }: Call) => now.find((call) => call.id === id && call.status !== 'ended');
    const left = was.map(stillThere).filter((call) => call !== undefined);
    const isBroken = was.some(({ mixed }) => mixed === 'bridge') && left.length < was.length;
    for (const call of left.filter(({ mixed }) => !mixed)) {
      if (isBroken) tell(call.id, 'hangUp');
      else if (call.muted) mutePhone(call, true);
    }
    if (left.length === was.length) bringBack(left, was[0]?.mixed);
  };
  /** A hold that was on its way before they were mixed was confirmed after that. The agent still wants them together. */
  const bringBack = (left: readonly Call[], as: Mix | undefined) => {
    const areWished = left.every(({ id }) => floor.wished.includes(id));
    if (!as || gathering || !areWished || !left.some(({ status }) => status === 'held')) return;
    const muted = left.some((call) => call.muted);
    gather(left, (live) => void (live.length > 1 && join(live, as, muted)));
  };

  store.watch(({ calls }) => {
    follow(calls);
    look();
  });

  return {
    mix() {
      const { calls } = store.state;
      const bridged = calls.filter(({ mixed }) => mixed === 'bridge');
      const [first, ...others] = bridged.length > 0 ? bridged : calls.filter(isAnswered);
      const all = first ? [first, ...others] : [];
      if (!first || !all.some(({ id }) => callActions(store.state, id).mix)) return refuse('not-supported');
      // What the agent said to somebody else is not for those who are bridged.
      floor.give(all.map(({ id }) => id));
      // Who was muted for those that are talked with stays so for all.
      const muted = all.some((call) => call.muted && call.status === 'live');
      gather(all, (live) => void (live.length > 1 && join(live, 'conference', muted)));
      return ACCEPTED;
    },
    unmix(callId) {
      if (!callActions(store.state, callId).unmix) return refuse('not-supported');
      // At once: from here on nobody hears the others.
      void store.apply({ type: 'callsMixed', callIds: [], as: 'conference' });
      void store.apply({ type: 'callActivated', callId });
      floor.give([callId]);
      return ACCEPTED;
    },
    setMuted(callId, muted) {
      const { mixed } = find(store.state, callId) ?? {};
      if (mixed !== 'conference') return refuse('not-supported');
      const members = store.state.calls.filter((call) => call.mixed === mixed);
      sayMuted(
        members.map(({ id }) => id),
        muted,
      );
      return ACCEPTED;
    },
    bridge(callIds, then) {
      const calls = store.state.calls.filter(({ id }) => callIds.includes(id));
      const besides = talkedWith(store.state).filter((id) => !callIds.includes(id));
      floor.give([...callIds, ...besides]);
      gather(calls, (live) => {
        const isDone = live.length === callIds.length && join(live, 'bridge', false);
        const stillThere = besides.filter((id) => floor.wished.includes(id));
        if (!isDone && stillThere.length > 0) floor.give(stillThere);
        then(isDone);
      });
    },
    isOwnMute(fact) {
      return fact.type === 'callMuted' && find(store.state, fact.callId)?.mixed !== undefined;
    },
  };
}

function talkedWith({ calls }: PhoneState): readonly CallId[] {
  const isTalking = ({ status, mixed }: Call) =>
    mixed !== 'bridge' && (status === 'live' || status === 'dialing' || status === 'ringing');
  return calls.filter(isTalking).map(({ id }) => id);
}

function isUp(call: Call | undefined): boolean {
  return call !== undefined && call.status !== 'ended';
}

function refuse(code: FailureCode): Reply<null> {
  return { ok: false, failure: { code } };
}

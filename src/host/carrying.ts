// An outgoing call on its way from *accepted* to the network: microphone, phone, journal, and the next line when the
// chosen one is lost before anything was sent. Never two INVITEs for one call: a phone sends nothing before it is
// cleared, and each call is cleared for one line at most. Whether it may be made at all is dialling.ts.

import type { CallFact, LineFact } from '../call/event.ts';
import type { Failure, FailureCode } from '../call/failure.ts';
import type { AccountId, Call, CallId, PhoneState, Remote } from '../call/state.ts';
import type { RoomLog } from '../log.ts';
import type { E164 } from '../numbers/e164.ts';
import type { Phone } from '../phones/phone.ts';
import type { Floor } from './floor.ts';
import type { Microphone } from './microphone.ts';
import { atMost } from './patience.ts';
import type { Store } from './store.ts';

export type CarryingDeps = {
  readonly store: Store;
  readonly phoneOf: (accountId: AccountId | undefined) => Phone | null;
  readonly microphone: Pick<Microphone, 'open'>;
  readonly log: RoomLog;
};

/** A call that is in the state, as it was asked for. */
export type Order = {
  readonly callId: CallId;
  readonly remote: Remote;
  readonly callerId?: E164;
  /** Whose lines may carry it, in this order. */
  readonly accounts: readonly AccountId[];
};

export interface Carrying {
  /** `written`: settles when the call is on disk. */
  carry(order: Order, written: Promise<void>): void;
  /** True while a call is in the state but no phone has been told to dial it. */
  isUntold(callId: CallId): boolean;
  /** It was hung up: what has not left stays here, whatever its phone says, and no other line takes it over. */
  stop(callId: CallId): void;
  /** True: the end that a phone told is none, because another line carries the call now. */
  goesOn(fact: LineFact | CallFact): boolean;
}

type Trip = Order & {
  /** Accounts that were not asked yet. */
  ahead: readonly AccountId[];
  microphone: MediaStream | null;
  leg: Leg | null;
  isStopped: boolean;
};
/** The call on one line. */
type Leg = {
  readonly accountId: AccountId;
  readonly clearance: PromiseWithResolvers<boolean>;
  isCleared: boolean;
};

/** A strict write takes single milliseconds; a journal that takes this long is broken, and dialling is never blocked. */
const JOURNAL_PATIENCE_MS = 250;

/** What is the line's own trouble. Another line must not carry what a rule, a server or the callee refused. */
const OF_THE_LINE: readonly FailureCode[] = ['line-not-ready', 'server-unreachable'];

export function createCarrying(deps: CarryingDeps & { readonly floor: Pick<Floor, 'give'> }): Carrying {
  const { store, phoneOf, log } = deps;
  /** Calls that are being dialled. */
  const trips = new Map<CallId, Trip>();

  const isDialing = ({ callId }: Trip) => find(store.state, callId)?.status === 'dialing';
  const end = ({ callId }: Trip, failure: Failure) => {
    void store.apply({ type: 'callEnded', callId, by: 'local', failure });
  };
  const nextOf = (trip: Trip) =>
    trip.ahead.find((accountId) => canCarry(store.state, accountId, trip.callId));

  const begin = async (trip: Trip, written: Promise<void>) => {
    const opened = await deps.microphone.open();
    // Hung up, or its line was closed, while the microphone opened.
    if (!isDialing(trip)) return;
    if (!opened.ok) return end(trip, opened.failure);
    trip.microphone = opened.stream;
    takeLeg(trip, written);
  };

  /** On the next line that is ready. */
  const takeLeg = (trip: Trip, written: Promise<void>) => {
    const { callId, remote, callerId, microphone } = trip;
    const accountId = nextOf(trip);
    const phone = phoneOf(accountId);
    if (!accountId || !phone || !microphone) return end(trip, { code: 'line-not-ready' });
    trip.ahead = trip.ahead.filter((id) => id !== accountId);
    const leg: Leg = { accountId, clearance: Promise.withResolvers(), isCleared: false };
    trip.leg = leg;
    const moved = store.apply({ type: 'callRerouted', callId, accountId });
    deps.floor.give([callId]);
    const options = { cleared: leg.clearance.promise, ...(callerId && { callerId }) };
    const told = log.guard('dial', () => phone.dial(callId, remote, microphone, options));
    if (!told) {
      leg.clearance.resolve(false);
      return end(trip, { code: 'unknown', detail: 'the phone threw' });
    }
    void atMost(Promise.all([written, moved]), JOURNAL_PATIENCE_MS).then(() => clear(trip, leg));
  };

  /** The record is on disk: now it may go, unless it was hung up or this line was lost meanwhile. */
  const clear = (trip: Trip, leg: Leg) => {
    if (trip.leg !== leg) return;
    if (trip.isStopped || !isDialing(trip)) return leg.clearance.resolve(false);
    if (!isReady(store.state, leg.accountId) && leave(trip, leg)) return;
    leg.isCleared = true;
    leg.clearance.resolve(true);
  };

  /** False: there is no other line. */
  const leave = (trip: Trip, leg: Leg): boolean => {
    if (trip.isStopped || !isDialing(trip) || !nextOf(trip)) return false;
    leg.clearance.resolve(false);
    takeLeg(trip, Promise.resolve());
    // It has prepared the call, and is heard of it no more.
    log.guard('hang up', () => phoneOf(leg.accountId)?.hangUp(trip.callId));
    return true;
  };

  store.watch(() => {
    for (const [callId, trip] of trips) if (!isDialing(trip)) trips.delete(callId);
  });

  return {
    carry(order, written) {
      const trip: Trip = { ...order, ahead: order.accounts, microphone: null, leg: null, isStopped: false };
      trips.set(order.callId, trip);
      void begin(trip, written);
    },
    isUntold(callId) {
      const trip = trips.get(callId);
      return trip !== undefined && trip.leg === null;
    },
    stop(callId) {
      const trip = trips.get(callId);
      if (trip) trip.isStopped = true;
    },
    goesOn(fact) {
      if (fact.type !== 'callEnded' || !fact.failure || !OF_THE_LINE.includes(fact.failure.code))
        return false;
      const trip = trips.get(fact.callId);
      const leg = trip?.leg;
      if (!trip || !leg || leg.accountId !== fact.accountId) return false;
      return (!leg.isCleared || fact.unsent === true) && leave(trip, leg);
    },
  };
}

export function find(state: PhoneState, callId: CallId): Call | undefined {
  return state.calls.find(({ id }) => id === callId);
}

function isReady({ lines }: PhoneState, accountId: AccountId): boolean {
  return lines.find((line) => line.accountId === accountId)?.line.status === 'ready';
}

/** Ready, and with room for this call beside those that it carries. */
function canCarry(state: PhoneState, accountId: AccountId, callId: CallId): boolean {
  const others = state.calls.filter(
    (call) => call.accountId === accountId && call.id !== callId && call.status !== 'ended',
  );
  const most = state.lines.find((line) => line.accountId === accountId)?.capabilities.maxCalls ?? 0;
  return isReady(state, accountId) && others.length < most;
}

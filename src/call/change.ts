/** What changes of the state are made of, for reduce.ts and its parts. Pure. */
import type { AccountId, Call, CallId, PhoneLine, PhoneState } from './state.ts';

/** What differs afterwards. */
export type Change = Partial<Omit<PhoneState, 'hostId' | 'rev'>>;

/** State is JSON, so equal text is an equal value: a change that changes nothing is none. */
export function unlessSame(state: PhoneState, change: Change): Change | null {
  const differs = Object.entries(change).some(
    ([key, value]) => JSON.stringify(state[key as keyof Change]) !== JSON.stringify(value),
  );
  return differs ? change : null;
}

export function lineOf(state: PhoneState, id: AccountId | undefined): PhoneLine | undefined {
  return state.lines.find(({ accountId }) => accountId === id);
}

export function find(state: PhoneState, id: CallId): Call | undefined {
  return state.calls.find((call) => call.id === id);
}

export function isOpen(call: Call | undefined): call is Call {
  return call !== undefined && call.status !== 'ended';
}

/** Nobody was shown who called, because the agent did not want to be disturbed. */
export function isTurnedAway({ direction, answeredAt, failure }: Call): boolean {
  return direction === 'incoming' && answeredAt === undefined && failure?.code === 'busy';
}

/** The two sides are connected, on hold or not. */
export function isAnswered({ status }: Call): boolean {
  return status === 'live' || status === 'held';
}

export function replace(calls: readonly Call[], changed: Call): readonly Call[] {
  return calls.map((call) => (call.id === changed.id ? changed : call));
}

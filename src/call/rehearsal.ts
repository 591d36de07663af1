// A phone's state to begin a test with, for this room's tests. Nothing here runs in the extension.
import { toE164 } from '../numbers/e164.ts';
import type { CallEvent, Fact } from './event.ts';
import { reduce } from './reduce.ts';
import { type AccountId, type Capabilities, initialState, type PhoneState } from './state.ts';

const number = toE164('+442079460018');
if (!number) throw new Error('the fixture is no number');
export const REMOTE = { e164: number, display: 'Ada Fielding' };

export const DESK = 'desk' as AccountId;
export const HOME = 'home' as AccountId;
export const ABLE: Capabilities = {
  hold: true,
  mute: true,
  dtmf: true,
  incoming: true,
  transfer: false,
  switchInput: false,
  maxCalls: 2,
};

/** Opens an account with a phone; its line is not ready yet. */
export function opening(accountId: AccountId, capabilities = ABLE): Fact[] {
  return [
    { type: 'accountOpened', accountId, label: `${accountId}@example` },
    { type: 'phoneOpened', accountId, capabilities },
  ];
}

/** The state after `facts`, the first stamped `at`, the next one later. */
export function following(state: PhoneState, facts: readonly Fact[], at = 1000): PhoneState {
  return facts.reduce((now, fact, index) => reduce(now, { ...fact, at: at + index } as CallEvent), state);
}

/** A host whose account DESK is open; nothing else has happened. */
export const OPEN: PhoneState = { ...following(initialState('host-1'), opening(DESK)), rev: 0 };

/** The state after these facts of DESK, stamped 1000, 1001, … */
export function given(...facts: Fact[]): PhoneState {
  return following(OPEN, facts);
}

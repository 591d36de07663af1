// Several accounts are open at once: which line stands for all, and whose facts move which call.
import { describe, expect, test } from 'vitest';
import { newCallId } from './callId.ts';
import type { CallEvent, Fact } from './event.ts';
import { reduce } from './reduce.ts';
import { ABLE, DESK, following, given, HOME, OPEN, opening, REMOTE as remote } from './rehearsal.ts';
import { type AccountId, initialState, NO_CAPABILITIES, type PhoneState } from './state.ts';

const callId = newCallId();
const ONE_CALL = { ...ABLE, hold: false, maxCalls: 1 };
const ready = (accountId: AccountId): Fact => ({ type: 'lineReady', accountId, identity: `${accountId}@x` });
const offline = { line: { status: 'offline' }, capabilities: NO_CAPABILITIES };
const both = (...facts: Fact[]) => given(...opening(HOME, ONE_CALL), ...facts);
const order = ({ lines }: PhoneState) => lines.map(({ accountId }) => accountId);

function expectNoChange(state: PhoneState, fact: Fact): void {
  expect(reduce(state, { ...fact, at: 9999 } as CallEvent)).toBe(state);
}

describe('the list of lines', () => {
  test('grows with each account, which has a name before it has a phone', () => {
    const state = given({ type: 'accountOpened', accountId: HOME, label: 'home@example' });
    expect(state.lines.at(-1)).toEqual({ accountId: HOME, label: 'home@example', ...offline });
    expect(order(state)).toEqual([DESK, HOME]);
  });

  test('keeps its line when an account is opened again, perhaps by another name', () => {
    const state = both(ready(HOME), { type: 'accountOpened', accountId: HOME, label: 'new' });
    expect(state.lines[1]).toMatchObject({ label: 'new', line: { status: 'ready' } });
  });

  test('is in the order that somebody gave it; who is not named comes last', () => {
    const state = both({ type: 'accountOpened', accountId: 'third' as AccountId, label: 'third' });
    expect(order(state)).toEqual([DESK, HOME, 'third']);
    const accountIds = ['third' as AccountId, 'gone' as AccountId];
    expect(order(following(state, [{ type: 'linesOrdered', accountIds }]))).toEqual(['third', DESK, HOME]);
    expectNoChange(state, { type: 'linesOrdered', accountIds: [DESK, HOME] });
  });

  test('loses an account that was closed', () => {
    expect(order(both({ type: 'accountClosed', accountId: DESK }))).toEqual([HOME]);
    expectNoChange(OPEN, { type: 'accountClosed', accountId: HOME });
  });

  test.each<Fact>([
    ready(HOME),
    { type: 'lineConnecting', accountId: HOME, attempt: 1 },
    { type: 'phoneOpened', accountId: HOME, capabilities: ABLE },
    { type: 'phoneClosed', accountId: HOME },
    { type: 'callOffered', accountId: HOME, callId, remote },
    { type: 'callDialed', accountId: HOME, callId, remote },
  ])('hears nothing of an account that is not open: $type', (fact) => expectNoChange(OPEN, fact));

  test.each<Fact>([ready(DESK), { type: 'callOffered', accountId: DESK, callId, remote }])(
    'is without a phone neither ready nor called: $type',
    (fact) => expectNoChange(given({ type: 'phoneClosed', accountId: DESK }), fact),
  );
});

describe('the line that stands for all', () => {
  test('is the first one, until another one is ready and it is not', () => {
    expect(both().capabilities).toEqual(ABLE);
    const state = both(ready(HOME));
    expect(state).toMatchObject({ line: { status: 'ready', identity: 'home@x' }, capabilities: ONE_CALL });
    expect(both(ready(HOME), ready(DESK)).line).toMatchObject({ identity: 'desk@x' });
  });

  test('follows the order', () => {
    const state = both(ready(HOME), ready(DESK), { type: 'linesOrdered', accountIds: [HOME] });
    expect(state.line).toMatchObject({ identity: 'home@x' });
  });

  test('is offline when there is none', () => {
    expect(initialState('host-1')).toMatchObject(offline);
    expect(given(ready(DESK), { type: 'accountClosed', accountId: DESK })).toMatchObject(offline);
  });
});

describe('a call', () => {
  const dialed: Fact = { type: 'callDialed', callId, remote, accountId: DESK };

  test('goes on when the phone of another account is closed', () => {
    const state = both(dialed, { type: 'callAnswered', callId, accountId: DESK });
    for (const type of ['phoneClosed', 'accountClosed'] as const) {
      const after = following(state, [{ type, accountId: HOME }]);
      expect([after.calls[0]?.status, after.activeCallId]).toEqual(['live', callId]);
    }
  });

  test('ends with its own account, and the screen goes to the one that is left', () => {
    const other = newCallId();
    const offered: Fact = { type: 'callOffered', callId: other, remote, accountId: HOME };
    const state = both(dialed, offered, { type: 'accountClosed', accountId: DESK });
    expect(state.calls.map(({ status }) => status)).toEqual(['ended', 'offered']);
    expect(state.activeCallId).toBe(other);
  });

  test.each<Fact>([
    { type: 'callRinging', callId, earlyMedia: false, accountId: HOME },
    { type: 'callAnswered', callId, accountId: HOME },
    { type: 'callMuted', callId, muted: true, accountId: HOME },
    { type: 'callEnded', callId, by: 'remote', accountId: HOME },
  ])('is moved by no line but its own: $type', (fact) => expectNoChange(both(dialed), fact));

  test('is moved to another line while it is being dialled; what the first one still says is not heard', () => {
    const state = both(dialed, { type: 'callRerouted', callId, accountId: HOME });
    expect(state.calls[0]).toMatchObject({ status: 'dialing', accountId: HOME });
    expectNoChange(state, { type: 'callEnded', callId, by: 'local', accountId: DESK });
    expectNoChange(state, { type: 'callRerouted', callId, accountId: HOME });
  });

  test('is moved to no line that has no phone, and not once it rings', () => {
    expectNoChange(given(dialed), { type: 'callRerouted', callId, accountId: HOME });
    const ringing: Fact = { type: 'callRinging', callId, earlyMedia: false, accountId: DESK };
    expectNoChange(both(dialed, ringing), { type: 'callRerouted', callId, accountId: HOME });
  });

  test('keeps the reason for which a rule was set aside', () => {
    expect(given({ ...dialed, override: 'asked for it' }).calls[0]?.override).toBe('asked for it');
  });
});

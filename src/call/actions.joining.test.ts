// Which buttons bring calls together: transfer, consultation, conference. The others: actions.test.ts.
import { describe, expect, test } from 'vitest';
import { type CallActions, callActions } from './actions.ts';
import { ABLE, DESK, HOME } from './rehearsal.ts';
import { type Call, type CallId, type Capabilities, initialState, type PhoneState } from './state.ts';

const [a, b] = ['a', 'b'] as [CallId, CallId];
const JOINING: Capabilities = { ...ABLE, transfer: true, switchInput: true, maxCalls: 4 };
const ready = { status: 'ready', identity: 'ada@demo' } as const;

/** The good situation: "a" waits while "b" is asked. Each test changes one thing. */
function phone(
  changes: {
    a?: Partial<Call>;
    b?: Partial<Call>;
    desk?: Partial<Capabilities>;
    home?: Partial<Capabilities>;
  } = {},
): PhoneState {
  const call = (id: CallId): Call => ({
    id,
    direction: 'outgoing',
    remote: { e164: null, display: 'desk' },
    status: id === a ? 'held' : 'live',
    muted: false,
    startedAt: 0,
    accountId: DESK,
  });
  const line = (accountId: typeof DESK, capabilities: Partial<Capabilities> = {}) => ({
    accountId,
    label: accountId,
    line: ready,
    capabilities: { ...JOINING, ...capabilities },
  });
  return {
    ...initialState('host-1'),
    lines: [line(DESK, changes.desk), line(HOME, changes.home)],
    microphone: 'granted',
    calls: [
      { ...call(a), ...changes.a },
      { ...call(b), consultFor: a, ...changes.b },
    ],
    activeCallId: b,
  };
}

const plain = { consultFor: undefined } as unknown as Partial<Call>;
const can = (state: PhoneState, id: CallId, what: keyof CallActions) => Boolean(callActions(state, id)[what]);
const HOME_CALL = { b: { accountId: HOME } };

test('in the good situation the one who was asked can be given the call', () => {
  expect(callActions(phone(), b).completeTransfer).toEqual({ type: 'completeTransfer', callId: b });
  expect(can(phone(), a, 'completeTransfer')).toBe(false);
});

describe('a transfer cannot be completed', () => {
  test.each<[string, PhoneState]>([
    ['while the other one rings', phone({ b: { status: 'ringing' } })],
    ['when the call is over', phone({ a: { status: 'ended' } })],
    ['twice', phone({ a: { transfer: { to: 'Ada', status: 'asked' } } })],
    ['in a bridge', phone({ a: { status: 'live', mixed: 'bridge' }, b: { mixed: 'bridge' } })],
    ['with one who was called for something else', phone({ b: plain })],
    ['where neither server nor phone joins calls', phone({ desk: { transfer: false, switchInput: false } })],
    ['across lines of which one cannot switch', phone({ ...HOME_CALL, home: { switchInput: false } })],
  ])('%s', (_, state) => expect(can(state, b, 'completeTransfer')).toBe(false));

  test('but across lines that can switch it can, and on a line that only refers', () => {
    expect(can(phone(HOME_CALL), b, 'completeTransfer')).toBe(true);
    expect(can(phone({ desk: { switchInput: false } }), b, 'completeTransfer')).toBe(true);
  });

  test('by a bridge where another one is up', () => {
    const state = phone(HOME_CALL);
    const bridged = ['x', 'y'].map(
      (id): Call => ({ ...(state.calls[1] as Call), ...plain, id: id as CallId, mixed: 'bridge' }),
    );
    expect(can({ ...state, calls: [...state.calls, ...bridged] }, b, 'completeTransfer')).toBe(false);
  });
});

describe('somebody can be asked', () => {
  test('of a call that is answered, once', () => {
    expect(can(phone({ b: plain }), a, 'consult')).toBe(true);
    expect(can(phone(), a, 'consult')).toBe(false);
    expect(can(phone(), b, 'consult')).toBe(false);
    expect(can(phone({ b: { ...plain, status: 'offered' } }), b, 'consult')).toBe(false);
  });

  test('where there is room, and a way to join them', () => {
    expect(can(phone({ b: plain, desk: { maxCalls: 2 } }), a, 'consult')).toBe(false);
    expect(can(phone({ b: plain, desk: { transfer: false, switchInput: false } }), a, 'consult')).toBe(false);
    expect(can(phone({ b: plain, desk: { hold: false } }), a, 'consult')).toBe(false);
  });
});

describe('a conference', () => {
  test('is possible of two that are answered, from the one that is talked with', () => {
    expect(callActions(phone(), b).mix).toEqual({ type: 'mix' });
    expect(can(phone(), a, 'mix')).toBe(false);
    expect(can(phone({ a: { status: 'ringing' } }), b, 'mix')).toBe(false);
    expect(can(phone({ desk: { switchInput: false } }), b, 'mix')).toBe(false);
  });

  test('is left and not held', () => {
    const state = phone({ a: { status: 'live', mixed: 'conference' }, b: { mixed: 'conference' } });
    expect(callActions(state, a).unmix).toEqual({ type: 'unmix', callId: a });
    for (const what of ['hold', 'mix', 'transfer', 'consult'] as const)
      expect(can(state, a, what)).toBe(false);
  });
});

describe('a bridge', () => {
  const state = phone({ a: { status: 'live', mixed: 'bridge' }, b: { mixed: 'bridge' } });

  test('can be joined and ended', () => {
    const named = Object.entries(callActions(state, a)).filter(([, action]) => action);
    expect(named.map(([name]) => name).sort()).toEqual(['hangUp', 'keypad', 'mix']);
  });

  test('leaves room for a conversation where the line cannot hold', () => {
    const calls = [...state.calls, { ...(state.calls[0] as Call), id: 'in' as CallId, accountId: HOME }];
    const offered = calls.map((one) =>
      one.id === 'in' ? { ...one, status: 'offered' as const, mixed: undefined } : one,
    );
    const line = state.lines.map((one) => ({ ...one, capabilities: { ...one.capabilities, hold: false } }));
    expect(can({ ...state, lines: line, calls: offered as Call[] }, 'in' as CallId, 'answer')).toBe(true);
  });
});

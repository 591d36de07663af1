// Which buttons there are: a forbidden action is a null, in every status and for every capability.
import { describe, expect, test } from 'vitest';
import { callActions, mayDialNow } from './actions.ts';
import { newCallId } from './callId.ts';
import type { FailureCode } from './failure.ts';
import { ABLE, DESK, HOME } from './rehearsal.ts';
import { type Call, type CallStatus, initialState, type PhoneLine, type PhoneState } from './state.ts';

const id = newCallId();

/** The good situation: a ready line, every capability, one live call. Each test changes one thing. */
function phone(call: Partial<Call> = {}, change: Partial<PhoneState> = {}): PhoneState {
  const live: Call = {
    id,
    direction: 'outgoing',
    remote: { e164: null, display: 'desk' },
    status: 'live',
    muted: false,
    startedAt: 0,
  };
  return {
    ...initialState('host-1'),
    line: { status: 'ready', identity: 'ada@demo' },
    capabilities: {
      hold: true,
      mute: true,
      dtmf: true,
      incoming: true,
      transfer: false,
      switchInput: false,
      maxCalls: 2,
    },
    microphone: 'granted',
    calls: [{ ...live, ...call }],
    activeCallId: id,
    ...change,
  };
}

const named = (state: PhoneState) =>
  Object.entries(callActions(state, id))
    .filter(([, action]) => action)
    .map(([name]) => name)
    .sort();

describe('the actions of a call', () => {
  test.each<[CallStatus, readonly string[]]>([
    ['offered', ['answer', 'hangUp']],
    ['dialing', ['hangUp']],
    ['ringing', ['hangUp']],
    ['live', ['hangUp', 'hold', 'keypad', 'mute']],
    ['held', ['hangUp', 'mute', 'resume']],
    ['ended', ['dismiss']],
  ])('that is %s are %s', (status, expected) => {
    expect(named(phone({ status }))).toEqual(expected);
  });

  test('unmute takes the place of mute', () => {
    expect(named(phone({ muted: true }))).toEqual(['hangUp', 'hold', 'keypad', 'unmute']);
  });

  test('what the phone cannot do is not there', () => {
    const nothing = {
      hold: false,
      mute: false,
      dtmf: false,
      incoming: false,
      transfer: false,
      switchInput: false,
      maxCalls: 1,
    };
    expect(named(phone({}, { capabilities: nothing }))).toEqual(['hangUp']);
    expect(named(phone({ status: 'held' }, { capabilities: nothing }))).toEqual(['hangUp']);
  });

  test('are commands that are ready to be sent', () => {
    expect(callActions(phone(), id)).toMatchObject({
      hangUp: { type: 'hangUp', callId: id },
      hold: { type: 'hold', callId: id },
      mute: { type: 'setMuted', callId: id, muted: true },
    });
    expect(callActions(phone({ muted: true }), id).unmute).toEqual({
      type: 'setMuted',
      callId: id,
      muted: false,
    });
    expect(callActions(phone({ status: 'held' }), id).resume).toEqual({ type: 'resume', callId: id });
    expect(callActions(phone({ status: 'offered' }), id).answer).toEqual({ type: 'answer', callId: id });
    expect(callActions(phone({ status: 'ended' }), id).dismiss).toEqual({ type: 'dismissCall', callId: id });
  });

  test('a call that nobody knows has none', () => {
    expect(Object.values(callActions(phone(), newCallId())).some(Boolean)).toBe(false);
  });
});

describe('dialling now', () => {
  const refusals: [string, Partial<PhoneState>, FailureCode][] = [
    ['the line is offline', { line: { status: 'offline' } }, 'line-not-ready'],
    ['the line connects', { line: { status: 'connecting', attempt: 1 } }, 'line-not-ready'],
    ['the line failed', { line: { status: 'failed', failure: { code: 'unknown' } } }, 'line-not-ready'],
    ['the microphone is blocked', { microphone: 'denied' }, 'microphone-denied'],
    ['there is no microphone', { microphone: 'missing' }, 'microphone-missing'],
    [
      'the phone carries all it can',
      {
        capabilities: {
          hold: true,
          mute: true,
          dtmf: true,
          incoming: true,
          transfer: false,
          switchInput: false,
          maxCalls: 1,
        },
      },
      'too-many-calls',
    ],
  ];

  test('is possible beside another call, where the phone can', () => {
    expect(mayDialNow(phone())).toEqual({ ok: true });
  });

  test('does not wait for the microphone to be asked', () => {
    expect(mayDialNow(phone({}, { microphone: 'unknown' }))).toEqual({ ok: true });
  });

  test('an ended call takes no place', () => {
    const capabilities = {
      hold: true,
      mute: true,
      dtmf: true,
      incoming: true,
      transfer: false,
      switchInput: false,
      maxCalls: 1,
    };
    expect(mayDialNow(phone({ status: 'ended' }, { capabilities }))).toEqual({ ok: true });
  });

  test.each(refusals)('is refused while %s', (_, change, code) => {
    expect(mayDialNow(phone({}, change))).toEqual({ ok: false, failure: { code } });
  });
});

describe('with several lines', () => {
  const ready = { status: 'ready', identity: 'ada@demo' } as const;
  const ONE_CALL = { ...ABLE, hold: false, maxCalls: 1 };
  const able: PhoneLine = { accountId: DESK, label: 'desk', line: ready, capabilities: ABLE };
  const plain: PhoneLine = { accountId: HOME, label: 'home', line: ready, capabilities: ONE_CALL };
  const lines = [able, plain];

  test('a call can what its own line can', () => {
    expect(named(phone({ accountId: HOME }, { lines }))).toEqual(['hangUp', 'keypad', 'mute']);
    expect(named(phone({ accountId: DESK }, { lines }))).toContain('hold');
  });

  test('a call on a line that cannot hold leaves no room for a second conversation', () => {
    const second = { ...phone().calls[0], id: newCallId(), accountId: DESK } as Call;
    const beside = (status: CallStatus) => {
      const state = phone({ accountId: HOME }, { lines });
      return { ...state, calls: [...state.calls, { ...second, status }] };
    };
    expect(mayDialNow(phone({ accountId: HOME }, { lines }), DESK)).toMatchObject({ ok: false });
    expect(callActions(beside('offered'), second.id).answer).toBeNull();
    expect(callActions(beside('held'), second.id).resume).toBeNull();
    expect(callActions(beside('offered'), second.id).hangUp).not.toBeNull();
  });

  test('dialling asks about the line that was chosen, or the one that comes next', () => {
    const down: PhoneLine = { ...able, line: { status: 'offline' } };
    const state = phone({ status: 'ended' }, { lines: [down, plain] });
    expect(mayDialNow(state)).toEqual({ ok: true });
    expect(mayDialNow(state, HOME)).toEqual({ ok: true });
    expect(mayDialNow(state, DESK)).toEqual({ ok: false, failure: { code: 'line-not-ready' } });
    expect(mayDialNow({ ...state, lines: [plain] }, DESK)).toMatchObject({ ok: false });
  });

  test('a line is full of its own calls only', () => {
    const held = phone({ accountId: HOME, status: 'held' }, { lines });
    expect(mayDialNow(held, HOME)).toEqual({ ok: false, failure: { code: 'too-many-calls' } });
    expect(mayDialNow(held, DESK)).toEqual({ ok: true });
  });
});

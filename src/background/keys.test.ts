// What the browser's shortcuts mean, by what goes on.
import { describe, expect, test } from 'vitest';
import { newCallId } from '../call/callId.ts';
import {
  type AccountId,
  type Call,
  type Capabilities,
  initialState,
  NO_CAPABILITIES,
  type PhoneState,
} from '../call/state.ts';
import { commandOf, isKey } from './keys.ts';

const accountId = 'desk' as AccountId;
const capabilities: Capabilities = {
  ...NO_CAPABILITIES,
  mute: true,
  hold: true,
  incoming: true,
  maxCalls: 2,
};

function call(change: Partial<Call> = {}): Call {
  return {
    id: newCallId(),
    direction: 'incoming',
    remote: { e164: null, display: 'desk' },
    status: 'live',
    muted: false,
    startedAt: 0,
    accountId,
    ...change,
  };
}

function stateOf(...calls: Call[]): PhoneState {
  const line = { status: 'ready', identity: 'ada' } as const;
  const active = calls.find(({ status }) => status !== 'offered');
  return {
    ...initialState('host-1'),
    lines: [{ accountId, label: 'Desk', line, capabilities }],
    calls,
    activeCallId: active?.id ?? calls[0]?.id ?? null,
  };
}

describe('the key that answers or hangs up', () => {
  test('answers what rings', () => {
    const ringing = call({ status: 'offered' });
    expect(commandOf('answer-or-hang-up', stateOf(ringing))).toEqual({
      type: 'answer',
      callId: ringing.id,
    });
  });
  test('hangs up the call one is in', () => {
    const live = call();
    expect(commandOf('answer-or-hang-up', stateOf(live))).toEqual({ type: 'hangUp', callId: live.id });
  });
  test('answers a second call rather than ending the first', () => {
    const [live, ringing] = [call(), call({ status: 'offered' })];
    expect(commandOf('answer-or-hang-up', stateOf(live, ringing))).toEqual({
      type: 'answer',
      callId: ringing.id,
    });
  });
  test('ends nothing while a call rings that cannot be answered', () => {
    const live = call({ accountId: 'other' as AccountId });
    expect(commandOf('answer-or-hang-up', stateOf(live, call({ status: 'offered' })))).toBeNull();
  });
  test('ends nothing of two who were handed to each other', () => {
    const [one, other] = [call({ mixed: 'bridge' }), call({ mixed: 'bridge' })];
    expect(commandOf('answer-or-hang-up', stateOf(one, other))).toBeNull();
  });
  test('does nothing where there is no call', () => {
    expect(commandOf('answer-or-hang-up', stateOf())).toBeNull();
  });
});

describe('the key that mutes', () => {
  test('mutes, and unmutes', () => {
    const live = call();
    expect(commandOf('mute', stateOf(live))).toEqual({ type: 'setMuted', callId: live.id, muted: true });
    expect(commandOf('mute', stateOf({ ...live, muted: true }))).toEqual({
      type: 'setMuted',
      callId: live.id,
      muted: false,
    });
  });
  test('does nothing where nobody talks', () => {
    expect(commandOf('mute', stateOf())).toBeNull();
    expect(commandOf('mute', stateOf(call({ status: 'offered' })))).toBeNull();
  });
});

test('only the keys of the manifest are ours', () => {
  expect(isKey('mute')).toBe(true);
  expect(isKey('_execute_action')).toBe(false);
});

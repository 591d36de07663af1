// What the phone's state does with facts of the line, of the phone itself and of raised numbers.
import { describe, expect, test } from 'vitest';
import { newCallId } from './callId.ts';
import type { CallEvent, Fact } from './event.ts';
import { reduce } from './reduce.ts';
import { DESK as accountId, ABLE as capabilities, given, REMOTE as remote } from './rehearsal.ts';
import type { PhoneState, RaisedNumber } from './state.ts';

const callId = newCallId();
const other = newCallId();

const dialed: Fact = { type: 'callDialed', callId, remote, accountId };
const answered: Fact = { type: 'callAnswered', callId };

function expectNoChange(state: PhoneState, fact: Fact): void {
  expect(reduce(state, { ...fact, at: 9999 } as CallEvent)).toBe(state);
}

describe('a raised number', () => {
  const raised: Omit<RaisedNumber, 'raisedAt'> = {
    callId,
    remote,
    text: '020 7946 0018',
    country: 'GB',
    why: 'site',
  };
  const raise: Fact = { type: 'numberRaised', raised };

  test('waits with its time', () => {
    expect(given(raise).raised).toEqual({ ...raised, raisedAt: 1000 });
  });

  test('is raised once, however often the click was carried', () => {
    expectNoChange(given(raise), raise);
  });

  test('gives way to the next one', () => {
    expect(given(raise, { type: 'numberRaised', raised: { ...raised, callId: other } }).raised?.callId).toBe(
      other,
    );
  });

  test('is gone when it is dialled or dismissed', () => {
    expect(given(raise, dialed).raised).toBeNull();
    expect(given(raise, { type: 'raisedDismissed' }).raised).toBeNull();
    expectNoChange(given(), { type: 'raisedDismissed' });
  });

  test('stays when another call is dialled', () => {
    expect(given(raise, { ...dialed, callId: other }).raised?.callId).toBe(callId);
  });

  test('does not come back by a late click once its call was dialled', () => {
    expectNoChange(given(raise, dialed), raise);
  });
});

describe('the line', () => {
  test('says what the phone reported last', () => {
    expect(given({ type: 'lineConnecting', accountId, attempt: 2, retryAt: 5000 }).line).toEqual({
      status: 'connecting',
      attempt: 2,
      retryAt: 5000,
    });
    expect(given({ type: 'lineConnecting', accountId, attempt: 1 }).line).toEqual({
      status: 'connecting',
      attempt: 1,
    });
    expect(given({ type: 'lineReady', accountId, identity: 'ada@demo' }).line).toEqual({
      status: 'ready',
      identity: 'ada@demo',
    });
    expect(given({ type: 'lineFailed', accountId, failure: { code: 'wrong-credentials' } }).line).toEqual({
      status: 'failed',
      failure: { code: 'wrong-credentials' },
    });
    expect(
      given({ type: 'lineReady', accountId, identity: 'a' }, { type: 'lineClosed', accountId }).line.status,
    ).toBe('offline');
  });

  test('said twice is no change', () => {
    expectNoChange(given({ type: 'lineReady', accountId, identity: 'a' }), {
      type: 'lineReady',
      accountId,
      identity: 'a',
    });
  });

  test('may be lost while a call goes on', () => {
    const state = given(dialed, answered, { type: 'lineConnecting', accountId, attempt: 1 });
    expect(state.calls[0]?.status).toBe('live');
  });
});

describe('the phone', () => {
  test('brings its capabilities when it is opened', () => {
    const state = given({ type: 'phoneOpened', accountId, capabilities });
    expect(state.capabilities).toEqual(capabilities);
    expectNoChange(state, { type: 'phoneOpened', accountId, capabilities: { ...capabilities } });
  });

  test('takes line, capabilities and calls along when it is closed', () => {
    const state = given(
      { type: 'phoneOpened', accountId, capabilities },
      { type: 'lineReady', accountId, identity: 'a' },
      dialed,
      answered,
      { type: 'phoneClosed', accountId },
    );
    expect(state).toMatchObject({ line: { status: 'offline' }, activeCallId: null });
    expect(state.capabilities.maxCalls).toBe(0);
    expect(state.calls[0]).toMatchObject({
      status: 'ended',
      endedBy: 'local',
      failure: { code: 'interrupted' },
    });
    expectNoChange(state, { type: 'phoneClosed', accountId });
  });

  test('knows what became of the microphone', () => {
    const state = given({ type: 'microphoneChanged', microphone: 'denied' });
    expect(state.microphone).toBe('denied');
    expectNoChange(state, { type: 'microphoneChanged', microphone: 'denied' });
  });
});

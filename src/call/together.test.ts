// Calls that have to do with each other: transfer, conference, bridge, consultation. In any order: reduce.model.test.ts.
import { describe, expect, test } from 'vitest';
import { newCallId } from './callId.ts';
import type { CallEvent, Fact } from './event.ts';
import { recordOf } from './recordOf.ts';
import { reduce } from './reduce.ts';
import { DESK, following, given, HOME, OPEN, opening, REMOTE as remote } from './rehearsal.ts';
import type { Call, CallId, Mix, PhoneState } from './state.ts';

const [a, b, c] = [newCallId(), newCallId(), newCallId()] as [CallId, CallId, CallId];
const dialed = (callId: CallId, consultFor?: CallId): Fact => ({
  type: 'callDialed',
  callId,
  remote,
  accountId: DESK,
  ...(consultFor && { consultFor }),
});
const said = (type: 'callAnswered' | 'callHeld' | 'callTransferred', callId: CallId): Fact => ({
  type,
  callId,
});
const ended = (callId: CallId): Fact => ({ type: 'callEnded', callId, by: 'remote' });
const mixed = (callIds: readonly CallId[], as: Mix = 'conference'): Fact => ({
  type: 'callsMixed',
  callIds,
  as,
});
const asked: Fact = { type: 'callTransferring', callId: a, to: 'Ada' };
const LIVE = [a, b, c].flatMap((id) => [dialed(id), said('callAnswered', id)]);

const call = (state: PhoneState, id = a) => state.calls.find((one) => one.id === id) as Call;
const mixes = ({ calls }: PhoneState) => calls.map((one) => one.mixed);
const unchanged = (state: PhoneState, fact: Fact) =>
  expect(reduce(state, { ...fact, at: 9999 } as CallEvent)).toBe(state);

describe('a transfer', () => {
  const live = given(dialed(a), said('callAnswered', a));

  test('is asked, done, and in the record once the call is over', () => {
    const state = following(live, [asked, said('callTransferred', a), ended(a)]);
    expect(call(state).transfer).toEqual({ to: 'Ada', status: 'done' });
    expect(recordOf(call(state), 'host-1')).toMatchObject({ outcome: 'connected', transferredTo: 'Ada' });
  });

  test('that fails leaves the call as it was, may be asked again and is in no record', () => {
    const failure = { code: 'transfer-refused' } as const;
    const state = following(live, [asked, { type: 'callTransferFailed', callId: a, failure }]);
    expect(call(state)).toMatchObject({ status: 'live', transfer: { status: 'failed', failure } });
    expect(recordOf(call(state), 'host-1')).not.toHaveProperty('transferredTo');
    expect(call(following(state, [{ ...asked, to: 'Bea' }])).transfer).toEqual({
      to: 'Bea',
      status: 'asked',
    });
  });

  test('that is not done when the call ends is under way no more, however it ends', () => {
    const state = following(live, [asked]);
    const endings: Fact[] = [ended(a), { type: 'callEnded', callId: a, by: 'local' }];
    for (const ending of [...endings, { type: 'phoneClosed', accountId: DESK } as const])
      expect(call(following(state, [ending]))).not.toHaveProperty('transfer');
  });

  test('is asked once at a time, and of an answered call', () => {
    unchanged(following(live, [asked]), { ...asked, to: 'Bea' });
    unchanged(given(dialed(a)), asked);
    unchanged(following(live, [ended(a)]), asked);
  });

  test('that nobody asked is neither done nor fails', () => {
    unchanged(live, said('callTransferred', a));
    unchanged(live, { type: 'callTransferFailed', callId: a, failure: { code: 'unknown' } });
  });

  test('is not what another line says of it', () => {
    const fact = { type: 'callTransferred', callId: a, accountId: HOME } as const;
    unchanged(following(following(live, opening(HOME)), [asked]), fact);
  });
});

describe('mixed calls', () => {
  const live = given(...LIVE);

  test('are those that are named, of which nothing is said twice', () => {
    const state = following(live, [mixed([a, b])]);
    expect(mixes(state)).toEqual(['conference', 'conference', undefined]);
    unchanged(state, mixed([a, b]));
  });

  test('are never one alone, and none when none is named', () => {
    unchanged(live, mixed([a]));
    expect(mixes(following(live, [mixed([a, b]), mixed([])]))).toEqual([undefined, undefined, undefined]);
  });

  test('are live: who is held is left out, and leaves when it is held', () => {
    const two = following(live, [said('callHeld', a), mixed([a, b, c])]);
    expect(mixes(two)).toEqual([undefined, 'conference', 'conference']);
    expect(mixes(following(two, [said('callHeld', b)]))).toEqual([undefined, undefined, undefined]);
  });

  test('are of one mix: a bridge that the agent joins again is a conference', () => {
    const state = following(live, [mixed([a, b], 'bridge'), mixed([a, b, c])]);
    expect(mixes(state)).toEqual(['conference', 'conference', 'conference']);
  });

  test('stay together when one of three ends, and come apart with the second', () => {
    const two = following(live, [mixed([a, b, c]), ended(a)]);
    expect(mixes(two)).toEqual([undefined, 'conference', 'conference']);
    expect(mixes(following(two, [ended(b)]))).toEqual([undefined, undefined, undefined]);
  });

  test('come apart when the phone of one closes', () => {
    const away = following(following(OPEN, opening(HOME)), [
      ...LIVE.slice(0, 2),
      { ...dialed(b), accountId: HOME } as Fact,
      said('callAnswered', b),
      mixed([a, b], 'bridge'),
      { type: 'phoneClosed', accountId: HOME },
    ]);
    expect(away.calls.map(({ status, mixed: mix }) => [status, mix])).toEqual([
      ['live', undefined],
      ['ended', undefined],
    ]);
  });
});

describe('a consultation', () => {
  test('knows for whom it is made, while that call is up', () => {
    const state = given(dialed(a), said('callAnswered', a), dialed(b, a));
    expect(call(state, b).consultFor).toBe(a);
    expect(call(following(state, [ended(a)]), b)).not.toHaveProperty('consultFor');
  });

  test('for a call that is not up is a call like any other', () => {
    expect(call(given(dialed(b, a)), b)).not.toHaveProperty('consultFor');
    expect(call(given(dialed(a), ended(a), dialed(b, a)), b)).not.toHaveProperty('consultFor');
  });

  test('that is over stays as it was', () => {
    const state = given(dialed(a), dialed(b, a), ended(b), ended(a));
    expect(call(state, b).consultFor).toBe(a);
  });
});

// How a call sounds, as facts, and who calls while nobody is to be disturbed.
import { describe, expect, test } from 'vitest';
import { newCallId } from './callId.ts';
import type { CallEvent, Fact } from './event.ts';
import type { QualitySummary } from './quality.ts';
import { recordOf } from './recordOf.ts';
import { reduce } from './reduce.ts';
import { DESK, following, given, REMOTE as remote } from './rehearsal.ts';
import type { PhoneState } from './state.ts';

const callId = newCallId();
const other = newCallId();
const dialed: Fact = { type: 'callDialed', callId, remote, accountId: DESK };
const answered: Fact = { type: 'callAnswered', callId };
const ended: Fact = { type: 'callEnded', callId, by: 'remote' };
const graded = (...warnings: ('packet-loss' | 'low-mos')[]): Fact => ({
  type: 'callGraded',
  callId,
  grade: 'fair',
  warnings,
});
const quality: QualitySummary = {
  mos: 4.1,
  worstMos: 3.2,
  rttMs: 80,
  jitterMs: 4,
  lossPercent: 0.1,
  seconds: 61,
};

function expectNoChange(state: PhoneState, fact: Fact): void {
  expect(reduce(state, { ...fact, at: 9999 } as CallEvent)).toBe(state);
}

describe('how a call sounds', () => {
  test('is said of one that is answered, also on hold, and anew with each change', () => {
    const state = given(dialed, answered, graded('packet-loss'));
    expect(state.calls[0]).toMatchObject({ grade: 'fair', warnings: ['packet-loss'] });
    expectNoChange(state, graded('packet-loss'));
    const held = following(state, [{ type: 'callHeld', callId }, graded()]);
    expect(held.calls[0]).not.toHaveProperty('warnings');
  });

  test('is not said of one that rings or is over, and is gone with the end', () => {
    expectNoChange(given(dialed), graded());
    const over = given(dialed, answered, graded('low-mos'), ended);
    expect(over.calls[0]).not.toHaveProperty('grade');
    expect(over.calls[0]).not.toHaveProperty('warnings');
    expectNoChange(over, graded());
  });

  test('is summed up once, when it is over, and goes into the record', () => {
    expectNoChange(given(dialed, answered), { type: 'callMeasured', callId, quality });
    const state = given(dialed, answered, ended, { type: 'callMeasured', callId, quality });
    expect(state.calls[0] && recordOf(state.calls[0], 'host-1')).toMatchObject({ quality });
    expectNoChange(state, { type: 'callMeasured', callId, quality: { ...quality, mos: 1 } });
  });
});

describe('while nobody is to be disturbed', () => {
  const offered: Fact = { type: 'callOffered', callId: other, remote, accountId: DESK };
  const quiet: Fact = { type: 'doNotDisturbChanged', doNotDisturb: true };

  test('a call that comes in is over before anybody hears of it, and was missed', () => {
    const state = given(quiet, offered);
    expect(state.calls).toMatchObject([{ id: other, status: 'ended', endedBy: 'local' }]);
    expect(state.activeCallId).toBeNull();
    expect(state.calls[0] && recordOf(state.calls[0], 'host-1').outcome).toBe('missed');
    expectNoChange(state, { type: 'callAnswered', callId: other });
  });

  test('a call that comes in does not take the one that is over off the screen', () => {
    const state = given(quiet, dialed, ended, offered);
    expect(state.calls.map(({ id }) => id)).toEqual([callId, other]);
  });

  test('ten calls that come in are one on the screen', () => {
    const ids = Array.from({ length: 10 }, newCallId);
    const state = given(quiet, ...ids.map((id): Fact => ({ ...offered, callId: id }) as Fact));
    expect(state.calls.map(({ id }) => id)).toEqual(ids.slice(-1));
  });

  test('the agent may dial', () => {
    expect(given(quiet, dialed).calls[0]?.status).toBe('dialing');
  });

  test('what rings already goes on ringing', () => {
    expect(given(offered, quiet).calls[0]?.status).toBe('offered');
  });
});

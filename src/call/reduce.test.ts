// What the phone's state does with facts in good order and in bad. The line, the phone and
// raised numbers: reduce.phone.test.ts; several lines: reduce.lines.test.ts; no order at all: reduce.property.test.ts.
import { describe, expect, test } from 'vitest';
import { newCallId } from './callId.ts';
import type { CallEvent, Fact } from './event.ts';
import { reduce } from './reduce.ts';
import { DESK, given, OPEN, REMOTE as remote } from './rehearsal.ts';
import type { PhoneState } from './state.ts';

const callId = newCallId();
const other = newCallId();

const dialed: Fact = { type: 'callDialed', callId, remote, accountId: DESK };
const answered: Fact = { type: 'callAnswered', callId };
const ended: Fact = { type: 'callEnded', callId, by: 'remote' };

function expectNoChange(state: PhoneState, fact: Fact): void {
  expect(reduce(state, { ...fact, at: 9999 } as CallEvent)).toBe(state);
}

describe('an outgoing call', () => {
  test('is dialing once it was dialled, and is the active one', () => {
    const state = given(dialed);
    expect(state.calls).toEqual([
      {
        id: callId,
        direction: 'outgoing',
        remote,
        status: 'dialing',
        muted: false,
        startedAt: 1000,
        accountId: DESK,
      },
    ]);
    expect(state.activeCallId).toBe(callId);
    expect(state.rev).toBe(1);
  });

  test('rings, is answered and ends, and keeps the time of each', () => {
    const state = given(dialed, { type: 'callRinging', callId, earlyMedia: false }, answered, ended);
    expect(state.calls[0]).toMatchObject({
      status: 'ended',
      startedAt: 1000,
      answeredAt: 1002,
      endedAt: 1003,
      endedBy: 'remote',
    });
    expect(state.activeCallId).toBeNull();
  });

  test('may be answered without ringing', () => {
    expect(given(dialed, answered).calls[0]?.status).toBe('live');
  });

  test('is dialled once, however often the command was carried', () => {
    expectNoChange(given(dialed), dialed);
    expectNoChange(given(dialed, answered), dialed);
    expectNoChange(given(dialed, ended), dialed);
  });

  test('keeps why it failed', () => {
    const state = given(dialed, { ...ended, failure: { code: 'busy', detail: 'SIP 486' } });
    expect(state.calls[0]?.failure).toEqual({ code: 'busy', detail: 'SIP 486' });
  });

  test('does not ring again once it is live', () => {
    expectNoChange(given(dialed, answered), { type: 'callRinging', callId, earlyMedia: true });
  });

  test('is not answered twice', () => {
    expectNoChange(given(dialed, answered), answered);
  });
});

describe('an ended call', () => {
  const over = given(dialed, ended);

  test.each<[string, Fact]>([
    ['answer', answered],
    ['ringing', { type: 'callRinging', callId, earlyMedia: false }],
    ['hold', { type: 'callHeld', callId }],
    ['resume', { type: 'callResumed', callId }],
    ['mute', { type: 'callMuted', callId, muted: true }],
    ['second end', { ...ended, failure: { code: 'busy' } }],
    ['activation', { type: 'callActivated', callId }],
    ['second offer', { type: 'callOffered', callId, remote, accountId: DESK }],
  ])('is not revived by a late %s', (_, fact) => expectNoChange(over, fact));

  test('goes when it is dismissed', () => {
    expect(reduce(over, { type: 'callDismissed', callId, at: 1 }).calls).toEqual([]);
  });

  test('goes when the next call starts', () => {
    expect(given(dialed, ended, { ...dialed, callId: other }).calls.map(({ id }) => id)).toEqual([other]);
  });
});

test('a call that is up cannot be dismissed', () => {
  expectNoChange(given(dialed), { type: 'callDismissed', callId });
});

test('facts of a call that nobody knows change nothing', () => {
  expectNoChange(OPEN, answered);
  expectNoChange(OPEN, ended);
  expectNoChange(OPEN, { type: 'callActivated', callId });
});

describe('holding', () => {
  test('goes to and fro while the call is live', () => {
    expect(given(dialed, answered, { type: 'callHeld', callId }).calls[0]?.status).toBe('held');
    const state = given(dialed, answered, { type: 'callHeld', callId }, { type: 'callResumed', callId });
    expect(state.calls[0]?.status).toBe('live');
  });

  test('does not happen to a call that rings', () => {
    expectNoChange(given(dialed), { type: 'callHeld', callId });
  });

  test('is not undone by a late answer', () => {
    expectNoChange(given(dialed, answered, { type: 'callHeld', callId }), answered);
  });
});

describe('several calls', () => {
  const offer: Fact = { type: 'callOffered', callId: other, remote, accountId: DESK };

  test('an offer is active when nothing else is', () => {
    expect(given(offer).activeCallId).toBe(other);
    expect(given(offer).calls[0]).toMatchObject({ direction: 'incoming', status: 'offered' });
  });

  test('an offer does not take the screen from the call in progress', () => {
    expect(given(dialed, answered, offer).activeCallId).toBe(callId);
  });

  test('the one that is answered becomes active', () => {
    expect(given(dialed, answered, offer, { ...answered, callId: other }).activeCallId).toBe(other);
  });

  test('the one that is resumed becomes active', () => {
    const state = given(
      dialed,
      answered,
      { type: 'callHeld', callId },
      { ...dialed, callId: other },
      { ...answered, callId: other },
      { type: 'callHeld', callId: other },
      { type: 'callResumed', callId },
    );
    expect(state.activeCallId).toBe(callId);
  });

  test('when the active one ends, the one that is left takes its place', () => {
    expect(given(dialed, answered, offer, ended).activeCallId).toBe(other);
  });

  test('when another one ends, the active one stays', () => {
    expect(given(dialed, answered, offer, { ...ended, callId: other }).activeCallId).toBe(callId);
  });

  test('the one that is chosen becomes active', () => {
    expect(given(dialed, answered, offer, { type: 'callActivated', callId: other }).activeCallId).toBe(other);
  });
});

test('muting is of the call and said once', () => {
  const state = given(dialed, answered, { type: 'callMuted', callId, muted: true });
  expect(state.calls[0]?.muted).toBe(true);
  expectNoChange(state, { type: 'callMuted', callId, muted: true });
});

import { describe, expect, test } from 'vitest';
import { toE164 } from '../numbers/e164.ts';
import { newCallId } from './callId.ts';
import type { CallOutcome } from './record.ts';
import { recordOf } from './recordOf.ts';
import type { AccountId, Call } from './state.ts';

/** A good call: dialled, answered, ended by the far side. Each test changes one thing. */
function call(change: Partial<Call> = {}, without: readonly (keyof Call)[] = []): Call {
  const good: Call = {
    id: newCallId(),
    direction: 'outgoing',
    remote: { e164: toE164('+442079460018'), display: '020 7946 0018', name: 'Ada Fielding' },
    status: 'ended',
    muted: false,
    startedAt: 1_000,
    answeredAt: 2_000,
    endedAt: 3_000,
    endedBy: 'remote',
    ...change,
  };
  return Object.fromEntries(
    Object.entries(good).filter(([key]) => !without.includes(key as keyof Call)),
  ) as Call;
}

test('a record carries the number, the name, the times and the life of its host', () => {
  const one = call();
  expect(recordOf(one, 'host-1')).toEqual({
    id: one.id,
    hostId: 'host-1',
    direction: 'outgoing',
    number: '+442079460018',
    name: 'Ada Fielding',
    startedAt: 1_000,
    answeredAt: 2_000,
    endedAt: 3_000,
    outcome: 'connected',
  });
});

test('a record says whose line carried the call, and for what reason a rule was set aside', () => {
  const accountId = 'desk' as AccountId;
  expect(recordOf(call({ accountId, override: 'asked to be called back' }), 'host-1')).toMatchObject({
    accountId,
    override: 'asked to be called back',
  });
});

test('a far end without a number is kept by what was shown', () => {
  expect(recordOf(call({ remote: { e164: null, display: 'desk' } }), 'host-1')).toMatchObject({
    number: 'desk',
  });
});

describe('the outcome', () => {
  const unanswered = ['answeredAt'] as const;
  test.each<[string, CallOutcome, Call]>([
    ['of a call that is up', 'open', call({ status: 'live' }, ['endedAt', 'endedBy'])],
    ['of a call that somebody answered', 'connected', call()],
    ['of a call that was cut', 'interrupted', call({ failure: { code: 'interrupted' } })],
    ['of a refused call', 'busy', call({ failure: { code: 'busy' } }, unanswered)],
    ['of a call given up here', 'canceled', call({ endedBy: 'local' }, unanswered)],
    ['of an offer declined here', 'declined', call({ direction: 'incoming', endedBy: 'local' }, unanswered)],
    ['of an offer that the caller gave up', 'missed', call({ direction: 'incoming' }, unanswered)],
    ['of a call that the far side ended without a word', 'no-answer', call({}, unanswered)],
  ])('%s is %s', (_, outcome, one) => {
    expect(recordOf(one, 'host-1').outcome).toBe(outcome);
  });
});

import { describe, expect, it } from 'vitest';
import type { Call, CallId } from '../../call/state.ts';
import type { E164 } from '../../numbers/e164.ts';
import { endSentence, failureOf } from './outcomeWords.ts';

/** Somebody called and nobody here answered. */
const INCOMING: Call = {
  id: '1' as CallId,
  direction: 'incoming',
  remote: { e164: '+46846500427' as E164, display: '+46846500427', name: 'Ada' },
  status: 'ended',
  muted: false,
  startedAt: 0,
  endedAt: 1_000,
  endedBy: 'remote',
};

describe('a call that came in and was not answered', () => {
  it.each([undefined, 'busy', 'no-answer', 'declined', 'unavailable'] as const)(
    'was missed, and by nobody here failed (%s)',
    (code) => {
      const call: Call = code ? { ...INCOMING, endedBy: 'local', failure: { code } } : INCOMING;
      expect([endSentence(call), failureOf(call)]).toEqual(['Missed call', null]);
    },
  );

  it('says what is wrong here when that is why', () => {
    const call: Call = { ...INCOMING, failure: { code: 'microphone-denied' } };
    expect(failureOf(call)).toEqual({ code: 'microphone-denied' });
  });

  it('was declined where somebody declined it', () => {
    expect(endSentence({ ...INCOMING, endedBy: 'local' })).toBe('You declined the call');
  });
});

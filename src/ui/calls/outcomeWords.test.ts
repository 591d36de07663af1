import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { recordOf } from '../../call/recordOf.ts';
import type { Call, CallId, Remote } from '../../call/state.ts';
import type { E164 } from '../../numbers/e164.ts';
import * as format from '../../numbers/format.ts';
import * as parse from '../../numbers/parse.ts';
import { READY } from '../goodDay.ts';
import { type KnownPeople, whoTookOver } from './handedOver.ts';
import { endSentence, failureOf } from './outcomeWords.ts';

const MODEL: KnownPeople = {
  numbers: signal(null),
  recents: signal([]),
  state: signal(READY),
};

const BEN: Remote = { e164: '+442079460018' as E164, display: '+442079460018', name: 'Ben' };

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
      expect([endSentence(MODEL, call), failureOf(call)]).toEqual(['Missed call', null]);
    },
  );

  it('says what is wrong here when that is why', () => {
    const call: Call = { ...INCOMING, failure: { code: 'microphone-denied' } };
    expect(failureOf(call)).toEqual({ code: 'microphone-denied' });
  });

  it('was declined where somebody declined it', () => {
    expect(endSentence(MODEL, { ...INCOMING, endedBy: 'local' })).toBe('You declined the call');
  });
});

describe('a call that was handed over', () => {
  const customer: Call = {
    ...INCOMING,
    answeredAt: 0,
    endedBy: 'local',
    transfer: { to: '+442079460018', status: 'done' },
  };
  const colleague: Call = {
    ...customer,
    id: '2' as CallId,
    direction: 'outgoing',
    remote: { e164: '+442079460018' as E164, display: '+442079460018' },
  };
  const { transfer: _, ...asked } = colleague;
  const numbers = signal({ ...format, ...parse });
  const knowing = (...calls: readonly Call[]): KnownPeople => ({
    ...MODEL,
    numbers,
    state: signal({ ...READY, calls }),
  });

  it('says to which number, written as every other and in its own order', () => {
    expect(endSentence(knowing(customer), customer)).toBe('Handed over to \u2066+44 20 7946 0018\u2069');
  });

  it('says to whom, where the name is known', () => {
    const model = { ...knowing(customer), recents: signal([recordOf({ ...asked, remote: BEN }, 'h')]) };
    expect(endSentence(model, customer)).toBe('Handed over to Ben');
    expect(whoTookOver(model, '+442079460018')).toBe('Ben · \u2066+44 20 7946 0018\u2069');
  });

  it('says so of who was asked too: nobody hung up on them', () => {
    const told = { ...asked, remote: BEN };
    expect(endSentence(knowing(customer, told), told)).toBe('Ben took over the call with Ada');
    expect(endSentence(knowing(told), told)).toBe('You hung up');
  });
});

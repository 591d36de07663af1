// The phone's state under any facts in any order: what must hold after each of them.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { toE164 } from '../numbers/e164.ts';
import { newCallId } from './callId.ts';
import type { CallEvent } from './event.ts';
import { FAILURE_CODES } from './failure.ts';
import { reduce } from './reduce.ts';
import { type CallId, initialState, type PhoneState, type Remote } from './state.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is no failure

const number = toE164('+442079460018');
if (!number) throw new Error('the fixture is no number');
const remote = { e164: number, display: 'Ada Fielding' };
const capabilities = { hold: true, mute: true, dtmf: true, incoming: true, maxCalls: 2 };

type Fact = CallEvent extends infer Event ? (Event extends CallEvent ? Omit<Event, 'at'> : never) : never;

describe('any facts in any order', () => {
  const ids = Array.from({ length: 4 }, newCallId);
  const failure = fc.constantFrom(...FAILURE_CODES).map((code) => ({ code }));
  const anyId: fc.Arbitrary<CallId> = fc.constantFrom(...ids);
  const anyRemote: fc.Arbitrary<Remote> = fc.constantFrom<Remote>(remote, { e164: null, display: 'desk' });
  const ofCall = <Type extends string>(type: Type) => anyId.map((id) => ({ type, callId: id }));
  const fact = fc.oneof<fc.Arbitrary<Fact>[]>(
    fc.record({ type: fc.constant('callDialed' as const), callId: anyId, remote: anyRemote }),
    fc.record({ type: fc.constant('callOffered' as const), callId: anyId, remote: anyRemote }),
    fc.record({ type: fc.constant('callRinging' as const), callId: anyId, earlyMedia: fc.boolean() }),
    ofCall('callAnswered' as const),
    ofCall('callHeld' as const),
    ofCall('callResumed' as const),
    ofCall('callDismissed' as const),
    ofCall('callActivated' as const),
    fc.record({ type: fc.constant('callMuted' as const), callId: anyId, muted: fc.boolean() }),
    fc
      .tuple(anyId, fc.constantFrom('local' as const, 'remote' as const), fc.option(failure))
      .map(([id, by, why]) => ({ type: 'callEnded' as const, callId: id, by, ...(why && { failure: why }) })),
    anyId.map((id) => ({
      type: 'numberRaised' as const,
      raised: { callId: id, remote, text: 't', country: 'GB', why: 'site' as const },
    })),
    fc.constantFrom<Fact>(
      { type: 'raisedDismissed' },
      { type: 'phoneClosed' },
      { type: 'phoneOpened', capabilities },
      { type: 'lineClosed' },
      { type: 'lineReady', identity: 'a' },
      { type: 'lineConnecting', attempt: 1 },
    ),
    failure.map((why) => ({ type: 'lineFailed' as const, failure: why })),
    fc
      .constantFrom('unknown' as const, 'granted' as const, 'denied' as const, 'missing' as const)
      .map((microphone) => ({ type: 'microphoneChanged' as const, microphone })),
  );
  const story = fc.array(fact, { maxLength: 60 });

  /** Runs a story and shows every step to `look`. */
  function follow(facts: readonly Fact[], look: (before: PhoneState, now: PhoneState, fact: Fact) => void) {
    facts.reduce((before, one, index) => {
      const now = reduce(before, { ...one, at: index } as CallEvent);
      look(before, now, one);
      return now;
    }, initialState('host-1'));
  }

  test('an ended call stays ended for as long as it is shown', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (before, now) => {
          for (const call of before.calls.filter(({ status }) => status === 'ended')) {
            const later = now.calls.find(({ id }) => id === call.id);
            if (later) expect(later).toEqual(call);
          }
        }),
      ),
    );
  });

  test('the revision grows by one with each change and by nothing without', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (before, now) => {
          expect(now.rev).toBe(now === before ? before.rev : before.rev + 1);
          if (now !== before) expect({ ...now, rev: 0 }).not.toEqual({ ...before, rev: 0 });
        }),
      ),
    );
  });

  test('the active call is one that is up, and there is one while a call is', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (_, now) => {
          const up = now.calls.filter(({ status }) => status !== 'ended').map(({ id }) => id);
          if (up.length === 0) expect(now.activeCallId).toBeNull();
          else expect(up).toContain(now.activeCallId);
        }),
      ),
    );
  });

  test('no call is there twice, and no raised number is one that is being called', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (_, now) => {
          const known = now.calls.map(({ id }) => id);
          expect(new Set(known).size).toBe(known.length);
          expect(known).not.toContain(now.raised?.callId);
        }),
      ),
    );
  });

  test('a call that is up is lost by nothing but its end', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (before, now) => {
          for (const { id } of before.calls.filter(({ status }) => status !== 'ended')) {
            expect(now.calls.map((call) => call.id)).toContain(id);
          }
        }),
      ),
    );
  });

  test('a frozen state is never written to, and the result is plain JSON', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (before, now) => {
          Object.freeze(now);
          Object.freeze(now.calls);
          expect(JSON.parse(JSON.stringify(now))).toEqual(now);
          expect(before.hostId).toBe(now.hostId);
        }),
      ),
    );
  });
});

// The phone's state under any facts in any order: what must hold after each of them.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { newCallId } from './callId.ts';
import type { CallEvent, Fact } from './event.ts';
import { FAILURE_CODES } from './failure.ts';
import { reduce } from './reduce.ts';
import { ABLE, DESK, HOME, REMOTE as remote } from './rehearsal.ts';
import {
  type AccountId,
  type CallId,
  initialState,
  NO_CAPABILITIES,
  type PhoneState,
  type Remote,
} from './state.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is no failure

const ACCOUNTS = [DESK, HOME, 'third' as AccountId];

describe('any facts in any order', () => {
  const ids = Array.from({ length: 4 }, newCallId);
  const failure = fc.constantFrom(...FAILURE_CODES).map((code) => ({ code }));
  const anyId: fc.Arbitrary<CallId> = fc.constantFrom(...ids);
  const anyRemote: fc.Arbitrary<Remote> = fc.constantFrom<Remote>(remote, { e164: null, display: 'desk' });
  const anyAccount = fc.constantFrom(...ACCOUNTS);
  const given = <Type extends string>(type: Type) => ({ type: fc.constant(type), accountId: anyAccount });
  /** Said by a line, or by the host itself. */
  const ofCall = <Type extends string>(type: Type) =>
    fc.record(
      { type: fc.constant(type), callId: anyId, accountId: anyAccount },
      { requiredKeys: ['type', 'callId'] },
    );
  const bare = <Type extends string>(type: Type) => anyId.map((id) => ({ type, callId: id }));
  const ofLine = fc.oneof<fc.Arbitrary<Fact>[]>(
    fc.record({ ...given('accountOpened' as const), label: fc.constantFrom('a', 'b') }),
    fc.record({
      ...given('phoneOpened' as const),
      capabilities: fc.constantFrom(ABLE, { ...ABLE, hold: false, maxCalls: 1 }),
    }),
    fc.record({ ...given('lineReady' as const), identity: fc.constantFrom('x', 'y') }),
    fc.record({ ...given('lineConnecting' as const), attempt: fc.constantFrom(1, 2) }),
    fc.record({ ...given('lineFailed' as const), failure }),
    fc.record(given('lineClosed' as const)),
    fc.record({
      type: fc.constant('linesOrdered' as const),
      accountIds: fc.shuffledSubarray(ACCOUNTS),
    }),
  );
  const closing = fc.record({
    type: fc.constantFrom('phoneClosed' as const, 'accountClosed' as const),
    accountId: anyAccount,
  }) as fc.Arbitrary<Fact>;
  const ofCalls = fc.oneof<fc.Arbitrary<Fact>[]>(
    fc.record({ ...given('callDialed' as const), callId: anyId, remote: anyRemote }),
    fc.record({ ...given('callOffered' as const), callId: anyId, remote: anyRemote }),
    fc.record({ ...given('callRerouted' as const), callId: anyId }),
    ofCall('callRinging' as const).map((said) => ({ ...said, earlyMedia: false })),
    ofCall('callAnswered' as const),
    ofCall('callHeld' as const),
    ofCall('callResumed' as const),
    bare('callDismissed' as const),
    bare('callActivated' as const),
    fc.tuple(ofCall('callMuted' as const), fc.boolean()).map(([said, muted]) => ({ ...said, muted })),
    fc
      .tuple(
        ofCall('callEnded' as const),
        fc.constantFrom('local' as const, 'remote' as const),
        fc.option(failure),
      )
      .map(([said, by, why]) => ({ ...said, by, ...(why && { failure: why }) })),
  );
  const ofHost = fc.oneof<fc.Arbitrary<Fact>[]>(
    anyId.map((id) => ({
      type: 'numberRaised' as const,
      raised: { callId: id, remote, text: 't', country: 'GB', why: 'site' as const },
    })),
    fc.constant<Fact>({ type: 'raisedDismissed' }),
    fc
      .constantFrom('unknown' as const, 'granted' as const, 'denied' as const, 'missing' as const)
      .map((microphone) => ({ type: 'microphoneChanged' as const, microphone })),
  );
  const fact = fc.oneof(
    { weight: 5, arbitrary: ofLine },
    { weight: 1, arbitrary: closing },
    { weight: 6, arbitrary: ofCalls },
    { weight: 1, arbitrary: ofHost },
  );
  const story = fc.array(fact, { maxLength: 60, size: 'max' });

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

  test('the line that is shown for all is the first that is ready, else the first, else none', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (_, { lines, line, capabilities }) => {
          const next = lines.find((one) => one.line.status === 'ready') ?? lines[0];
          expect(line).toEqual(next?.line ?? { status: 'offline' });
          expect(capabilities).toEqual(next?.capabilities ?? NO_CAPABILITIES);
        }),
      ),
    );
  });

  test('no account has two lines, and a line that is ready or carries a call has a phone', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (_, { lines, calls }) => {
          const accounts = lines.map(({ accountId }) => accountId);
          expect(new Set(accounts).size).toBe(accounts.length);
          const without = lines.filter((one) => one.capabilities.maxCalls === 0);
          for (const { line } of without) expect(line.status).not.toBe('ready');
          const able = accounts.filter((id) => without.every(({ accountId }) => accountId !== id));
          for (const call of calls) if (call.status !== 'ended') expect(able).toContain(call.accountId);
        }),
      ),
    );
  });

  test('a line moves no call but its own', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (before, now, said) => {
          const by = 'accountId' in said ? said.accountId : undefined;
          if (by === undefined || said.type === 'callRerouted') return;
          const others = ({ calls }: PhoneState) =>
            calls.filter(({ accountId, status }) => accountId !== by && status !== 'ended');
          expect(others(now)).toEqual(others(before));
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

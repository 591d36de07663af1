// The phone's state under any facts in any order: what must hold after each of them.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { CallEvent, Fact } from './event.ts';
import { reduce } from './reduce.ts';
import { story } from './rehearsedFacts.ts';
import { initialState, NO_CAPABILITIES, type PhoneState } from './state.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is no failure

describe('any facts in any order', () => {
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
            // How it sounded is said of it afterwards, once.
            const { quality = later?.quality } = call;
            if (later) expect(later).toEqual({ ...call, ...(quality && { quality }) });
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
          // But what it was doing together with one of that line.
          const others = ({ calls }: PhoneState) =>
            calls
              .filter(({ accountId, status }) => accountId !== by && status !== 'ended')
              .map(({ mixed: _, consultFor: __, ...call }) => call);
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

  test('of calls that are mixed there is none or more than one, all live, all of one mix', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (_, { calls }) => {
          const mixed = calls.filter((call) => call.mixed);
          expect(mixed).not.toHaveLength(1);
          expect(mixed.every(({ status }) => status === 'live')).toBe(true);
          expect(new Set(mixed.map((call) => call.mixed)).size).toBeLessThanOrEqual(1);
        }),
      ),
    );
  });

  test('what is said of a moment is of a call that is answered and not over, and a summary of one that is', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (_, { calls }) => {
          const heard = calls.filter(({ grade, warnings }) => grade || warnings);
          expect(heard.every(({ status }) => status === 'live' || status === 'held')).toBe(true);
          const measured = calls.filter(({ quality }) => quality);
          expect(measured.every(({ status }) => status === 'ended')).toBe(true);
        }),
      ),
    );
  });

  test('a transfer is asked of an answered call, once at a time, and only what was asked is done or fails', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (before, now, said) => {
          for (const call of now.calls) {
            const was = before.calls.find(({ id }) => id === call.id)?.transfer?.status;
            const is = call.transfer?.status;
            if (was === is) continue;
            if (is === 'asked') expect(said.type).toBe('callTransferring');
            else expect(was).toBe('asked');
            expect(call.answeredAt).toBeDefined();
          }
        }),
      ),
    );
  });

  test('who is asked before a transfer is asked for a call that is up, or was until its own end', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (_, { calls }) => {
          const up = calls.filter(({ status }) => status !== 'ended');
          for (const { consultFor } of up)
            if (consultFor) expect(up.map(({ id }) => id)).toContain(consultFor);
        }),
      ),
    );
  });

  test('where nobody is to be disturbed no new call rings', () => {
    fc.assert(
      fc.property(story, (facts) =>
        follow(facts, (before, now) => {
          const offered = ({ calls }: PhoneState) =>
            calls.filter(({ status }) => status === 'offered').length;
          if (before.doNotDisturb) expect(offered(now)).toBeLessThanOrEqual(offered(before));
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

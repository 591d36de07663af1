// Ten thousand orders of facts, after each of which the state must say what a second, plainer telling of the rules says.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { isTurnedAway } from './change.ts';
import type { CallEvent } from './event.ts';
import { type ModelCall, PhoneModel } from './phoneModel.ts';
import { reduce } from './reduce.ts';
import { story, talk } from './rehearsedFacts.ts';
import { type Call, initialState, type PhoneState } from './state.ts';

vi.setConfig({ testTimeout: 120_000 }); // a busy machine is no failure

const STORIES = 10_000;
const EVERYWHERE = [
  ...['offered', 'dialing', 'ringing', 'live', 'held', 'ended'],
  ...['conference', 'bridge', 'asked', 'done', 'failed'],
];

/** The state in the model's words. */
function told({ calls, activeCallId }: PhoneState) {
  return { calls: calls.map(toldOf), active: activeCallId };
}

function toldOf(call: Call): ModelCall {
  return {
    id: call.id,
    line: call.accountId ?? '',
    incoming: call.direction === 'incoming',
    status: call.status,
    muted: call.muted,
    consultFor: call.consultFor ?? null,
    transfer: call.transfer?.status ?? null,
    mixed: call.mixed ?? null,
    grade: call.grade ?? null,
    warnings: call.warnings ?? [],
    isMeasured: call.quality !== undefined,
    isTurnedAway: isTurnedAway(call),
  };
}

test('after any facts in any order the state is what the model says', () => {
  const seen = new Map<string | null, number>();
  fc.assert(
    fc.property(fc.oneof(talk, story), (facts) => {
      const model = new PhoneModel();
      let state = initialState('host-1');
      facts.forEach((fact, at) => {
        state = reduce(state, { ...fact, at } as CallEvent);
        model.take(fact);
        const expected = { calls: model.calls, active: model.active };
        if (JSON.stringify(told(state)) !== JSON.stringify(expected)) expect(told(state)).toEqual(expected);
        for (const what of model.calls.flatMap(({ status, mixed, transfer }) => [status, mixed, transfer]))
          seen.set(what, (seen.get(what) ?? 0) + 1);
      });
    }),
    { numRuns: STORIES },
  );
  // The stories go everywhere: a model of nothing would agree with anything.
  for (const what of EVERYWHERE) expect(seen.get(what) ?? 0, what).toBeGreaterThan(20);
});

import { expect, test } from 'vitest';
import { type Caps, costMicros, decideCall, SHORTEST_CALL_SECONDS, type Usage } from './caps.ts';

const NOW = 1_000_000;
const CAPS: Caps = {
  agent: { concurrent: 2, callsPerMinute: 3, minutesPerDay: 60, spendMicrosPerDay: 1_000_000 },
  tenant: { concurrent: 5, callsPerMinute: 9, minutesPerDay: 120, spendMicrosPerDay: 2_000_000 },
  callTimeLimitSeconds: 1800,
  rateMicrosPerMinute: 20_000,
};
const UNUSED: Usage = {
  concurrent: 0,
  callsLastMinute: 0,
  secondsLastDay: 0,
  microsLastDay: 0,
  minuteFreeAt: null,
  dayFreeAt: null,
};
const used = (change: Partial<Usage>): Usage => ({ ...UNUSED, ...change });

test('a first call gets the whole time limit, and its cost is put aside', () => {
  expect(decideCall(CAPS, UNUSED, UNUSED, NOW)).toEqual({
    ok: true,
    timeLimitSeconds: 1800,
    reservedMicros: 600_000,
  });
});

test.each([
  ['concurrent', { concurrent: 2 }, 2, null],
  ['calls-per-minute', { callsLastMinute: 3, minuteFreeAt: NOW + 5 }, 3, 5],
  ['minutes-per-day', { secondsLastDay: 3541, dayFreeAt: NOW + 9 }, 60, 9],
  ['spend-per-day', { microsLastDay: 980_001, dayFreeAt: NOW + 9 }, 1_000_000, 9],
] as const)(
  '%s refuses by name, with the limit and when to come again',
  (cap, change, limit, retryAfterMs) => {
    const refusal = { cap, scope: 'agent', limit, retryAfterMs };
    expect(decideCall(CAPS, used(change), UNUSED, NOW)).toEqual({ ok: false, refusal });
  },
);

test('the tenant’s cap refuses an agent who has used nothing', () => {
  expect(decideCall(CAPS, UNUSED, used({ concurrent: 5 }), NOW)).toMatchObject({
    ok: false,
    refusal: { scope: 'tenant', cap: 'concurrent' },
  });
});

test('what is left of the day shortens the call', () => {
  expect(decideCall(CAPS, used({ secondsLastDay: 3000 }), UNUSED, NOW)).toMatchObject({
    timeLimitSeconds: 600,
  });
  expect(decideCall(CAPS, UNUSED, used({ microsLastDay: 1_910_000 }), NOW)).toMatchObject({
    timeLimitSeconds: 240,
  });
});

test('a call that would be cut off at once is refused instead', () => {
  const left = (seconds: number) => used({ secondsLastDay: 3600 - seconds });
  expect(decideCall(CAPS, left(SHORTEST_CALL_SECONDS), UNUSED, NOW).ok).toBe(true);
  expect(decideCall(CAPS, left(SHORTEST_CALL_SECONDS - 1), UNUSED, NOW).ok).toBe(false);
});

test('where calls cost nothing, spend refuses nobody', () => {
  expect(decideCall({ ...CAPS, rateMicrosPerMinute: 0 }, UNUSED, UNUSED, NOW)).toMatchObject({
    reservedMicros: 0,
  });
});

test('a begun minute costs a whole one', () => {
  expect([0, 1, 60, 61].map((seconds) => costMicros(seconds, CAPS))).toEqual([0, 20_000, 20_000, 40_000]);
});

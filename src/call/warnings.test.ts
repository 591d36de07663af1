import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_WARNINGS, type CallWarning } from './quality.ts';
import { type HeardSecond, WATCHED_SECONDS, warningsAfter } from './warnings.ts';

const FINE: HeardSecond = {
  at: 0,
  mos: 4.4,
  rttMs: 40,
  jitterMs: 4,
  lossPercent: 0,
  received: 50,
  sent: 50,
  voice: 0.002,
  muted: false,
  silent: false,
};
const MUTED = { muted: true };

/** What holds after each of these seconds. */
function course(...seconds: Partial<HeardSecond>[]): (readonly CallWarning[])[] {
  const seen: HeardSecond[] = [];
  let warnings: readonly CallWarning[] = [];
  return seconds.map((change) => {
    seen.push({ ...FINE, ...change });
    warnings = warningsAfter(seen, warnings);
    return warnings;
  });
}
const times = (count: number, change: Partial<HeardSecond> = {}) =>
  Array.from({ length: count }, () => change);

/** One thing wrong in an otherwise good second. */
const WRONG: readonly (readonly [CallWarning, Partial<HeardSecond>, Partial<HeardSecond>])[] = [
  ['high-rtt', { rttMs: 401 }, { rttMs: 400 }],
  ['high-jitter', { jitterMs: 31 }, { jitterMs: 30 }],
  ['packet-loss', { lossPercent: 1.1 }, { lossPercent: 1 }],
  ['low-mos', { mos: 3.49 }, { mos: 3.5 }],
  ['not-heard', { sent: 0 }, { sent: 1 }],
  ['not-heard', { voice: 0 }, { voice: 0.0001 }],
  ['not-hearing', { received: 0 }, { received: 1 }],
  ['talking-muted', { ...MUTED, voice: 0.02 }, { ...MUTED, voice: 0.005 }],
];

describe.each(WRONG)('%s (%j)', (warning, wrong, bearable) => {
  it('is raised by the third second of five', () => {
    expect(course(wrong, wrong, wrong)).toEqual([[], [], [warning]]);
    expect(course(wrong, bearable, wrong, bearable, wrong).at(-1)).toEqual([warning]);
  });

  it('is not raised at its threshold', () => {
    expect(course(...times(20, bearable)).flat()).toEqual([]);
  });

  it('is cleared when five seconds without it have passed, and not before', () => {
    const after = course(...times(3, wrong), ...times(5, bearable)).slice(3);
    expect(after.map((held) => held.includes(warning))).toEqual([true, true, true, true, false]);
  });
});

describe('silence that somebody wants, or that is over,', () => {
  it.each([
    ['a call that is held', { silent: true, sent: 0, received: 0, voice: 0.3 }],
    ['a muted microphone in a silent room', { muted: true, sent: 0, voice: 0 }],
  ])('is no trouble: %s', (_, second) => {
    expect(course(...times(20, second)).flat()).toEqual([]);
  });

  it.each([
    ['not-heard', { sent: 0 }, { muted: true }],
    ['not-heard', { voice: 0 }, { silent: true }],
    ['not-heard', { voice: 0 }, { voice: 0.05 }],
    ['not-hearing', { received: 0 }, { silent: true }],
    ['talking-muted', { muted: true, voice: 0.2 }, { muted: false }],
  ] as const)('ends %s at once', (warning, wrong, wanted) => {
    const [before, after] = course(...times(4, wrong), { ...wrong, ...wanted }).slice(-2);
    expect(before).toContain(warning);
    expect(after).not.toContain(warning);
  });
});

it('a microphone of which nothing is known is not taken for a silent one', () => {
  const { voice: _, ...second } = FINE;
  expect(warningsAfter(times(10, second) as HeardSecond[], [])).toEqual([]);
});

it('before anything was measured there is nothing to warn of', () => {
  expect(warningsAfter([], ['high-rtt'])).toEqual([]);
});

it('nothing is warned of that no watched second speaks for, whatever was before', () => {
  const second = fc.record({
    rttMs: fc.integer({ min: 0, max: 400 }),
    jitterMs: fc.integer({ min: 0, max: 30 }),
    muted: fc.boolean(),
    silent: fc.boolean(),
    voice: fc.double({ min: 0.0001, max: 0.01, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(second, { minLength: WATCHED_SECONDS }),
      fc.subarray([...CALL_WARNINGS]),
      (s, before) => {
        const seconds = s.map((change) => ({ ...FINE, ...change }));
        expect(warningsAfter(seconds, before)).toEqual([]);
      },
    ),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSecond, gradeOf, mosOf, mouthToEarMs, ratingOf, secondBetween } from './mos.ts';
import type { MediaSample, QualitySecond, QualitySummary } from './quality.ts';

const SAMPLE: MediaSample = { at: 0, packetsReceived: 0, packetsLost: 0, packetsSent: 0 };
const SECOND: QualitySecond = { at: 0, mos: 4.4, rttMs: 20, jitterMs: 2, lossPercent: 0 };
const codec = fc.constantFrom('opus', 'PCMU', 'PCMA', 'G722', 'G729', 'something new');
const delayMs = fc.double({ min: 0, max: 10_000, noNaN: true });
const lossPercent = fc.double({ min: 0, max: 100, noNaN: true });

describe('the rating of the E-model', () => {
  // Figures of the recommendation's own formulas, worked out by hand from 7-28 and 7-29.
  it.each([
    ['nothing wrong', 0, 0, 93.2],
    ['100 ms, which nobody notices', 100, 0, 93.2],
    ['200 ms', 200, 0, 90.2],
    ['400 ms', 400, 0, 69.1],
    ['1 % lost', 0, 1, 89.6],
    ['5 % lost', 0, 5, 77.4],
  ])('of %s', (_, delay, loss, rating) => {
    expect(ratingOf(delay, loss)).toBeCloseTo(rating, 0);
  });

  it('is lower for a codec that costs and bears less', () => {
    expect(ratingOf(0, 0, 'G729')).toBeCloseTo(82.2);
    expect(ratingOf(0, 5, 'G729')).toBeLessThan(ratingOf(0, 5, 'PCMA') - 11);
  });

  it('never rises with delay or loss, and stays between 0 and 93.2', () => {
    fc.assert(
      fc.property(delayMs, delayMs, lossPercent, lossPercent, codec, (d1, d2, l1, l2, name) => {
        const better = ratingOf(Math.min(d1, d2), Math.min(l1, l2), name);
        const worse = ratingOf(Math.max(d1, d2), Math.max(l1, l2), name);
        expect(worse).toBeLessThanOrEqual(better + 1e-9);
        expect(worse).toBeGreaterThanOrEqual(0);
        expect(better).toBeLessThanOrEqual(93.2);
      }),
    );
  });
});

describe('the mean opinion score', () => {
  it.each([
    [93.2, 4.41],
    [80, 4.03],
    [70, 3.6],
    [60, 3.1],
    [50, 2.58],
  ])('of R %d is that of Table B.1', (rating, mos) => {
    expect(mosOf(rating)).toBeCloseTo(mos, 1);
  });

  it('is between 1 and 4.5 and never falls while R rises', () => {
    const rating = fc.double({ min: -50, max: 150, noNaN: true });
    fc.assert(
      fc.property(rating, rating, (one, other) => {
        const [low, high] = [mosOf(Math.min(one, other)), mosOf(Math.max(one, other))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(1);
        expect(high).toBeLessThanOrEqual(4.5);
      }),
    );
  });
});

describe('a second', () => {
  const later = (change: Partial<MediaSample>) => secondBetween(SAMPLE, { ...SAMPLE, at: 1_000, ...change });

  it('is what came and went between two readings', () => {
    const second = later({ packetsReceived: 45, packetsLost: 5, rttMs: 80, jitterMs: 12, codec: 'opus' });
    expect(second).toMatchObject({ at: 1_000, lossPercent: 10, rttMs: 80, jitterMs: 12 });
    expect(second?.mos).toBe(mosOf(ratingOf(mouthToEarMs(80, 12), 10, 'opus')));
  });

  it('in which nothing came lost nothing and is as bad as one can be', () => {
    expect(later({ rttMs: 1 })).toMatchObject({ lossPercent: 0, mos: 1 });
  });

  it('in which a late packet came counts no loss backwards', () => {
    const before = { ...SAMPLE, packetsLost: 3 };
    expect(
      secondBetween(before, { ...SAMPLE, at: 1_000, packetsReceived: 50, packetsLost: 2 }),
    ).toMatchObject({ lossPercent: 0 });
  });

  it('of two readings of one moment is none', () => {
    expect(secondBetween(SAMPLE, SAMPLE)).toBeNull();
  });
});

describe('the grade', () => {
  const seconds = (...scores: number[]) => scores.map((mos) => ({ ...SECOND, mos }));

  it.each([
    ['good', [4.4, 4.3, 4.4]],
    ['good', []],
    ['good', [1, 1, 4.4, 4.4, 4.4]],
    ['fair', [4.4, 3.8, 3.7]],
    ['poor', [3.4, 3.4, 3.4]],
  ] as const)('is %s after %j', (grade, scores) => {
    expect(gradeOf(seconds(...scores))).toBe(grade);
  });
});

it('a summary holds the means, the worst second and how many there were', () => {
  const seconds = [
    { ...SECOND, mos: 4, rttMs: 10 },
    { ...SECOND, mos: 2, rttMs: 50 },
    { ...SECOND, mos: 3, rttMs: 30 },
  ];
  const summary = seconds.reduce<QualitySummary | null>(addSecond, null);
  expect(summary).toMatchObject({ worstMos: 2, seconds: 3 });
  expect(summary?.mos).toBeCloseTo(3);
  expect(summary?.rttMs).toBeCloseTo(30);
});

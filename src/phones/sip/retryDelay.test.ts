import { describe, expect, it } from 'vitest';
import { retryDelayMs } from './retryDelay.ts';

describe('the wait before a line is tried again', () => {
  it('is short at first and never longer than 4 s, however often it failed', () => {
    expect([1, 2, 3, 4, 5, 1000].map((attempt) => retryDelayMs(attempt, 0))).toEqual([
      300, 1_000, 2_000, 4_000, 4_000, 4_000,
    ]);
  });

  it('differs from phone to phone by up to a fifth', () => {
    expect(retryDelayMs(4, 0.999)).toBeGreaterThanOrEqual(3_200);
    expect(retryDelayMs(4, 0.5)).toBe(3_600);
  });
});

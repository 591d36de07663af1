import { describe, expect, it } from 'vitest';
import type { QualitySecond } from '../../call/quality.ts';
import { extremesOf, HEIGHT, heightOf, pathOf, SPAN_MS, WIDTH } from './qualityDrawing.ts';

const second = (at: number, more: Partial<QualitySecond> = {}): QualitySecond => ({
  at,
  mos: 4.5,
  rttMs: 0,
  jitterMs: 0,
  lossPercent: 0,
  ...more,
});

describe('the line of a figure', () => {
  it('ends at the right edge, at the top for the best score and at the bottom for no delay', () => {
    expect(pathOf([second(5_000)], 'mos')).toBe(`M${WIDTH}.0 0.0`);
    expect(pathOf([second(5_000)], 'rttMs')).toBe(`M${WIDTH}.0 ${HEIGHT}.0`);
  });

  it('has a gap where nothing was measured', () => {
    const path = pathOf(
      [0, 1_000, 9_000, 10_000].map((at) => second(at)),
      'mos',
    );
    expect(path.match(/[ML]/g)?.join('')).toBe('MLML');
  });

  it('leaves out what is older than the drawing', () => {
    const path = pathOf([second(0), second(SPAN_MS + 1)], 'mos');
    expect(path.match(/[ML]/g)).toEqual(['M']);
  });

  it('stays inside when a value is far beyond what is usual', () => {
    const seconds = [second(0), second(1_000, { rttMs: 4_000 })];
    expect(pathOf(seconds, 'rttMs').endsWith(' 0.0')).toBe(true);
    expect(heightOf(seconds, 'rttMs', 400)).toBeCloseTo(HEIGHT * 0.9);
  });

  it('is nothing before the first second', () => {
    expect(pathOf([], 'mos')).toBe('');
    expect(extremesOf([], 'mos')).toBeNull();
  });
});

it('says in figures what it draws: now, and between what it was', () => {
  const seconds = [4.2, 3.1, 4].map((mos, at) => second(at * 1_000, { mos }));
  expect(extremesOf(seconds, 'mos')).toEqual({ now: 4, least: 3.1, most: 4.2 });
});

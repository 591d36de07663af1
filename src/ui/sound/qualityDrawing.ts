/** A line over the last two minutes, as an SVG path. Pure: seconds in, a path out; QualityDetails.tsx shows it. */
import type { QualitySecond } from '../../call/quality.ts';

/** What is drawn, one line each. */
export type Figure = Exclude<keyof QualitySecond, 'at'>;

export const WIDTH = 240;
export const HEIGHT = 36;
/** How far back the drawing goes; `getQuality` keeps as much. */
export const SPAN_MS = 120_000;

/** A gap longer than this is drawn as one: nothing was measured then. */
const GAP_MS = 3_000;

/** What the top of each drawing stands for, at least: a calm line stays low. MOS goes from 1 to 4.5. */
const TOP: Readonly<Record<Figure, number>> = { mos: 4.5, rttMs: 400, jitterMs: 30, lossPercent: 5 };
const BOTTOM: Readonly<Record<Figure, number>> = { mos: 1, rttMs: 0, jitterMs: 0, lossPercent: 0 };

/** The last second is at the right edge. Empty without seconds. */
export function pathOf(seconds: readonly QualitySecond[], figure: Figure): string {
  const last = seconds.at(-1);
  if (!last) return '';
  const top = Math.max(TOP[figure], ...seconds.map((second) => second[figure]));
  const bottom = BOTTOM[figure];
  return seconds
    .filter(({ at }) => last.at - at <= SPAN_MS)
    .map((second, index, drawn) => {
      const before = drawn[index - 1];
      const x = WIDTH * (1 - (last.at - second.at) / SPAN_MS);
      const y = HEIGHT * (1 - (Math.max(bottom, second[figure]) - bottom) / (top - bottom));
      const joins = before !== undefined && second.at - before.at <= GAP_MS;
      return `${joins ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

/** The height of a threshold in the same drawing. */
export function heightOf(seconds: readonly QualitySecond[], figure: Figure, value: number): number {
  const top = Math.max(TOP[figure], ...seconds.map((second) => second[figure]));
  return HEIGHT * (1 - (value - BOTTOM[figure]) / (top - BOTTOM[figure]));
}

export type Extremes = { readonly now: number; readonly least: number; readonly most: number };

/** Now, and between what it was: the drawing in figures. null without seconds. */
export function extremesOf(seconds: readonly QualitySecond[], figure: Figure): Extremes | null {
  const values = seconds.map((second) => second[figure]);
  const now = values.at(-1);
  return now === undefined ? null : { now, least: Math.min(...values), most: Math.max(...values) };
}

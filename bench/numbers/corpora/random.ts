/** Random choices that are the same in every run: a corpus is a function of its seed. */

export type Random = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** 0 ≤ n < below. */
  below(limit: number): number;
  pick<T>(of: readonly T[]): T;
  digits(count: number): string;
};

/** Mulberry32 by T. Ettinger: 32 bits of state are plenty for texts. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(of: readonly T[]): T => {
    const one = of[below(of.length)];
    if (one === undefined) throw new Error('pick: there is nothing to choose from; give at least one value.');
    return one;
  };
  const digits = (count: number): string => Array.from({ length: count }, () => below(10)).join('');
  return { next, below, pick, digits };
}

/** Reads a number digit by digit along an unpacked graph. Runs for every candidate of a page: no allocations. */
import type { Graph } from './unpack.ts';

const ZERO = 48;

/** The outcome of these ASCII digits, or 0 where no number is. `root` is a node, 0 for none. */
export function walk(
  { next, outcomes }: Pick<Graph, 'next' | 'outcomes'>,
  root: number,
  digits: string,
): number {
  let node = root;
  for (let at = 0; node > 0 && at < digits.length; at += 1)
    node = next[node * 10 + digits.charCodeAt(at) - ZERO] ?? 0;
  return outcomes[node] ?? 0;
}

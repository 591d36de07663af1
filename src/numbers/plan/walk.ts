/** Reads a number digit by digit along an unpacked graph. Runs for every candidate of a page: no allocations. */
import type { Graph } from './unpack.ts';

const ZERO = 48;

/** The outcome of these ASCII digits, or 0 where no number is. `root` is a node, 0 for none. */
export function walk(graph: Graph, root: number, digits: string): number {
  return graph.outcomes[nodeAt(graph, root, digits)] ?? 0;
}

/** Where these ASCII digits lead: 0 where no number begins with them. */
export function nodeAt({ next, enter }: Graph, root: number, digits: string): number {
  let node = root < 0 ? enter(root) : root;
  for (let at = 0; node > 0 && at < digits.length; at += 1) {
    const edge = node * 10 + digits.charCodeAt(at) - ZERO;
    const behind = next[edge] ?? 0;
    node = behind < 0 ? enter(behind) : behind;
    if (behind < 0) next[edge] = node;
  }
  return node;
}

/** Reads a number digit by digit along the graph of layout.ts. Runs for every candidate of a page: no allocations. */
import { ACCEPTS, BASE, DIGIT_SETS, FAR, FIRST, MASK_BASE, NEXT, type PackedGraph } from './layout.ts';

/** The outcome of these ASCII digits, or 0 where no number is. `root` is the offset of a node, -1 for none. */
export function walk(graph: PackedGraph, root: number, digits: string): number {
  let at = root;
  for (let index = 0; at >= 0 && index < digits.length; index += 1)
    at = childOf(graph, at, 1 << (digits.charCodeAt(index) - 48));
  return at < 0 ? 0 : outcomeAt(graph.nodes, at);
}

function outcomeAt(nodes: string, node: number): number {
  if (nodes.charCodeAt(node) - FIRST < ACCEPTS) return 0;
  return (nodes.charCodeAt(node + 1) - FIRST) * BASE + nodes.charCodeAt(node + 2) - FIRST;
}

/** The offset of the child behind `digit` (one bit), or -1. Written out, because it runs before anything is compiled. */
function childOf(graph: PackedGraph, node: number, digit: number): number {
  const { nodes, digitSets } = graph;
  const head = nodes.charCodeAt(node) - FIRST;
  let edges = head < ACCEPTS ? head : head - ACCEPTS;
  let at = head < ACCEPTS ? node + 1 : node + 3;
  for (; edges > 0; edges -= 1) {
    const set = nodes.charCodeAt(at) - FIRST;
    const isCommon = set < DIGIT_SETS;
    const mask = isCommon
      ? (digitSets[set] ?? 0)
      : (set - DIGIT_SETS) * MASK_BASE + nodes.charCodeAt(at + 1) - FIRST;
    at += isCommon ? 1 : 2;
    if (mask & digit) return childAt(graph, at);
    const kind = nodes.charCodeAt(at) - FIRST;
    at += kind <= NEXT ? 1 : kind < FAR ? 2 : 3;
  }
  return -1;
}

/** Where the child written at `at` stands. */
function childAt({ nodes, shortcuts }: PackedGraph, at: number): number {
  const kind = nodes.charCodeAt(at) - FIRST;
  if (kind < NEXT) return shortcuts[kind] ?? -1;
  if (kind === NEXT) return at + 1;
  const next = nodes.charCodeAt(at + 1) - FIRST;
  if (kind < FAR) return at + 2 + (kind - NEXT - 1) * BASE + next;
  return at + 3 + ((kind - FAR) * BASE + next) * BASE + nodes.charCodeAt(at + 2) - FIRST;
}

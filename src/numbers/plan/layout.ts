/**
 * How the graph of numbers (compile/graph.ts) lies in one string, so that nothing needs to be unpacked before the first
 * number is read. Values are printable ASCII, `value + FIRST`. A node is
 *
 *     edges (+ ACCEPTS)   [outcome: 2]   then per edge   digits: 1 or 2   child: 1 to 3
 *
 * `digits` are those that lead to the child: one of the common sets, or a mask in two values. A child is one of the
 * most used nodes, or the distance to it from the end of its own values: parents stand before their children.
 */

export const FIRST = 35;
export const BASE = 92;
/** An edge count has room for 0–10. */
export const ACCEPTS = 11;
/** First values of `digits`: below this, one of the common sets. */
export const DIGIT_SETS = 58;
export const MASK_BASE = 32;
/** First values of a child: below NEXT one of the most used; NEXT, no distance; below FAR two values, then three. */
export const NEXT = 70;
export const FAR = 86;

/** As it stands in a file: lists are numbers between spaces. */
export type GraphFile = Readonly<Record<keyof PackedGraph, string>>;

/** `digitSets[i]` is a mask, bit d for digit d; `shortcuts[i]` the offset of a node. */
export type PackedGraph = {
  readonly nodes: string;
  readonly digitSets: readonly number[];
  readonly shortcuts: readonly number[];
};

export function openGraph({ nodes, digitSets, shortcuts }: GraphFile): PackedGraph {
  return { nodes, digitSets: digitSets.split(' ').map(Number), shortcuts: shortcuts.split(' ').map(Number) };
}

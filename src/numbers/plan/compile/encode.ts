/** The graph → the string that layout.ts describes. Reading it is walk.ts. */
import { ACCEPTS, BASE, DIGIT_SETS, FAR, FIRST, type GraphFile, MASK_BASE, NEXT } from '../layout.ts';
import type { Node } from './graph.ts';

export type EncodedGraph = {
  readonly file: GraphFile;
  /** Where named nodes stand; -1 for none. */
  readonly offsets: (named: readonly (readonly [string, Node | null])[]) => Record<string, number>;
};

/** Takes children before their parents and writes from the end, so that every child's place is known. */
export function encodeGraph(nodes: readonly Node[]): EncodedGraph {
  const edges = nodes.flatMap((node) => [...edgesOf(node)]);
  const digitSets = mostUsed(
    edges.map(([, mask]) => mask),
    DIGIT_SETS,
  );
  const popular = mostUsed(
    edges.map(([child]) => child),
    NEXT,
  );
  const fromEnd = new Map<Node, number>();
  const written: string[] = [];
  let length = 0;
  for (const node of nodes) {
    const distanceTo = (child: Node, behind: number) => length + behind - (fromEnd.get(child) ?? 0);
    // The child written last comes last, so that it is most often the next node.
    const edges = [...edgesOf(node)].sort(([a], [b]) => a.index - b.index);
    let text = '';
    for (const [child, mask] of edges.reverse()) {
      const digits = digitSets.includes(mask)
        ? [digitSets.indexOf(mask)]
        : split(mask, MASK_BASE, DIGIT_SETS);
      const pointer = popular.includes(child)
        ? [popular.indexOf(child)]
        : distance(distanceTo(child, text.length));
      text = characters([...digits, ...pointer]) + text;
    }
    text = characters(headOf(node)) + text;
    written.unshift(text);
    length += text.length;
    fromEnd.set(node, length);
  }
  const offsetOf = (node: Node | null) => (node === null ? -1 : length - (fromEnd.get(node) ?? 0));
  const file = {
    digitSets: digitSets.join(' '),
    shortcuts: popular.map(offsetOf).join(' '),
    nodes: written.join(''),
  };
  const offsets: EncodedGraph['offsets'] = (named) =>
    Object.fromEntries(named.map(([name, node]) => [name, offsetOf(node)]));
  return { file, offsets };
}

function headOf(node: Node): number[] {
  const edges = edgesOf(node).size;
  return node.outcome > 0 ? [edges + ACCEPTS, ...split(node.outcome, BASE)] : [edges];
}

function edgesOf(node: Node): Map<Node, number> {
  const edges = new Map<Node, number>();
  node.next.forEach((child, digit) => {
    if (child) edges.set(child, (edges.get(child) ?? 0) | (1 << digit));
  });
  return edges;
}

function mostUsed<Item>(items: readonly Item[], count: number): Item[] {
  const uses = new Map<Item, number>();
  for (const item of items) uses.set(item, (uses.get(item) ?? 0) + 1);
  return [...uses]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([item]) => item);
}

function distance(ahead: number): number[] {
  if (ahead === 0) return [NEXT];
  if (ahead < (FAR - NEXT - 1) * BASE) return split(ahead, BASE, NEXT + 1);
  if (ahead >= (BASE - FAR) * BASE ** 2) throw new Error(`A child ${ahead} characters ahead is out of reach`);
  return [FAR + Math.floor(ahead / BASE ** 2), ...split(ahead % BASE ** 2, BASE)];
}

/** A number in two values of this base, the first of them from `first` on. */
function split(value: number, base: number, first = 0): [number, number] {
  return [first + Math.floor(value / base), value % base];
}

function characters(values: readonly number[]): string {
  return String.fromCharCode(...values.map((value) => value + FIRST));
}

/** A graph → the text that ../layout.ts describes. Reading it is ../unpack.ts, which asks the same in the same order. */
import {
  accepts,
  chanceOf,
  dead,
  type GraphFile,
  isShared,
  known,
  LIKELY_SHARED_BITS,
  newEdge,
  noRoot,
  OUTCOME_BITS,
  rank,
  recent,
  SHARED_BITS,
  same,
  shared,
  unprinted,
  whichEdge,
} from '../layout.ts';
import { bitsFor } from '../unpack.ts';
import type { Node } from './graph.ts';
import { countAnswers, type Questions, writeAnswers } from './questions.ts';

/** The roots of the graphs that are unpacked together. */
export type Part = readonly (Node | null)[];
/** `starts[i]` is where part i begins. */
export type EncodedGraph = { readonly file: GraphFile; readonly starts: readonly number[] };
type Place = ReadonlyMap<Node, number>;

/** Twice over the same answers: to count them, and to write them. */
export function encodeGraph(parts: readonly Part[]): EncodedGraph {
  const common = commonRoots(parts);
  const counted = countAnswers();
  const places = writePart(counted, common, new Map());
  for (const part of parts) writePart(counted, part, places);
  const odds = counted.odds();
  const chances = Array.from(odds, (character) => chanceOf(unprinted(character.charCodeAt(0))));
  const written = [{ roots: common, places: new Map() }, ...parts.map((roots) => ({ roots, places }))].map(
    ({ roots, places: before }) => {
      const questions = writeAnswers(chances);
      writePart(questions, roots, before);
      return questions.close();
    },
  );
  const starts = parts.map((_part, index) => written.slice(0, index + 1).join('').length);
  return { file: { odds, common: common.length, parts: written.join('') }, starts };
}

/** Nodes that several parts reach, the most used first, without those that another of them leads to. */
function commonRoots(parts: readonly Part[]): Node[] {
  const uses = new Map<Node, number>();
  for (const part of parts) for (const node of reachable(part)) uses.set(node, (uses.get(node) ?? 0) + 1);
  const common = [...uses].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  const placed = new Set<Node>();
  return common.flatMap(([node]) => {
    if (placed.has(node)) return [];
    for (const below of reachable([node])) placed.add(below);
    return [node];
  });
}

function reachable(roots: Part): Set<Node> {
  const found = new Set<Node>();
  const visit = (node: Node | null) => {
    if (node === null || found.has(node)) return;
    found.add(node);
    node.next.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}

/** Answers all that unpack.ts asks of one part. The places of its nodes; `places` are those of the shared ones. */
function writePart({ yes, number }: Questions, roots: Part, places: Place): Place {
  const own = new Map<Node, number>();
  const latest: Node[][] = [];

  function writeNodeBehind(node: Node, depth: number, edge: number): void {
    latest[depth] ??= [];
    const nodes = latest[depth];
    const isKnown = own.has(node) || places.has(node);
    yes(known(depth, edge), isKnown);
    if (isKnown) writeKnown(node, nodes, depth);
    else writeNew(node, depth + 1);
    nodes.unshift(node);
  }

  function writeKnown(node: Node, nodes: Node[], depth: number): void {
    const at = nodes.indexOf(node);
    yes(recent(depth, nodes.length), at >= 0);
    if (at >= 0) {
      for (let index = 0; index < nodes.length - 1 && index <= at; index += 1) yes(rank(index), index < at);
      nodes.splice(at, 1);
      return;
    }
    const place = own.get(node);
    yes(isShared, place === undefined);
    if (place === undefined) writeShared(places.get(node) ?? 0);
    else number(bitsFor(own.size), place);
  }

  function writeShared(place: number): void {
    const rest = SHARED_BITS - LIKELY_SHARED_BITS;
    const likely = (place >> rest) + (1 << LIKELY_SHARED_BITS);
    for (let bit = LIKELY_SHARED_BITS - 1; bit >= 0; bit -= 1)
      yes(shared(likely >> (bit + 1)), (likely >> bit) % 2 === 1);
    number(rest, place % 2 ** rest);
  }

  function writeNew(node: Node, depth: number): void {
    own.set(node, own.size);
    yes(accepts(depth), node.outcome > 0);
    if (node.outcome > 0) number(OUTCOME_BITS, node.outcome);
    writeEdges(yes, node.next).forEach((behind, edge) => {
      writeNodeBehind(behind, depth, edge);
    });
  }

  roots.forEach((root, index) => {
    yes(noRoot, root === null);
    if (root) writeNodeBehind(root, 0, index);
  });
  return own;
}

/** Says for each digit which edge it takes; the nodes behind the edges. */
function writeEdges(yes: Questions['yes'], next: Node['next']): Node[] {
  const edges: Node[] = [];
  let [before, run]: [Node | null, number] = [null, 0];
  for (const [digit, node] of next.entries()) {
    const isSame = node === before;
    if (digit > 0) yes(same(before === null, digit, run, edges.length), isSame);
    if (digit > 0 && isSame) {
      run += 1;
      continue;
    }
    run = 0;
    if (digit === 0 || before !== null) yes(dead(digit, edges.length), node === null);
    if (node) writeOtherEdge(yes, edges, node, before, digit);
    before = node;
  }
  return edges;
}

function writeOtherEdge(
  yes: Questions['yes'],
  edges: Node[],
  node: Node,
  before: Node | null,
  digit: number,
) {
  const others = edges.filter((edge) => edge !== before).reverse();
  const at = others.indexOf(node);
  if (others.length > 0) yes(newEdge(digit, others.length), at < 0);
  if (at < 0) edges.push(node);
  else
    for (let index = 0; index < others.length - 1 && index <= at; index += 1)
      yes(whichEdge(others.length, index), index < at);
}

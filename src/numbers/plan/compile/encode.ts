/** A graph → the text that ../layout.ts describes. Reading it is ../unpack.ts, which asks the same in the same order. */
import {
  ALL_DIGITS,
  accepts,
  branch,
  COUNTED,
  DEPTH_BITS,
  dead,
  type GraphFile,
  isShared,
  known,
  LIKELY_SHARED_BITS,
  newEdge,
  noRoot,
  OUTCOME_BITS,
  printed,
  rank,
  recent,
  SHARED_BITS,
  START_BITS,
  same,
  shared,
  uniform,
  VALUE_BITS,
  whichEdge,
} from '../layout.ts';
import { bitsFor } from '../unpack.ts';
import type { Node } from './graph.ts';
import { countAnswers, type Questions, writeAnswers } from './questions.ts';

type Roots = readonly (Node | null)[];
/** The roots of the graphs that are unpacked together; what has so many nodes is a branch. */
export type Part = { readonly roots: Roots; readonly leastBranch: number };
/** `texts[i]` is part i; branches are in the file. */
export type EncodedGraph = { readonly file: GraphFile; readonly texts: readonly string[] };
/** Of shared nodes, in the table. */
type Place = ReadonlyMap<Node, number>;
type Branches = Map<Node, { readonly depth: number; start: number }>;

/** Twice over the same answers: to count them, and to write them. */
export function encodeGraph(parts: readonly Part[]): EncodedGraph {
  const places = new Map(sharedNodes(parts).map((node, place) => [node, place]));
  const branches = branchesOf(parts, places);
  const counted = countAnswers();
  for (const { roots } of parts) writePart(counted, roots, places, branches);
  for (const [node, { depth }] of branches) writeBranch(counted, node, depth, places, branches);
  const odds = counted.odds();
  const textOf = (write: (questions: Questions) => void): string => {
    const questions = writeAnswers(odds);
    write(questions);
    return questions.close();
  };
  let text = '';
  for (const [node, branch] of branches) {
    branch.start = text.length;
    text += textOf((to) => writeBranch(to, node, branch.depth, places, branches));
  }
  const texts = parts.map(({ roots }) => textOf((to) => writePart(to, roots, places, branches)));
  return { file: { odds, shared: rowsOf(places), branches: text }, texts };
}

/** Nodes that stand by themselves because much hangs on them, what hangs on them first. */
function branchesOf(parts: readonly Part[], places: Place): Branches {
  const branches: Branches = new Map();
  const visit = (node: Node | null, depth: number, leastBranch: number) => {
    if (!node || branches.has(node) || places.has(node)) return;
    const below = [...reachable([node])].filter((one) => !places.has(one));
    if (below.length < leastBranch) return;
    for (const child of node.next) visit(child, depth + 1, leastBranch);
    if (depth > 0) branches.set(node, { depth, start: 0 });
  };
  for (const { roots, leastBranch } of parts) for (const root of roots) visit(root, 0, leastBranch);
  return branches;
}

/** Nodes with one edge at most that several parts reach, and so all that follow them; the most used stand first. */
function sharedNodes(parts: readonly Part[]): Node[] {
  const uses = new Map<Node, number>();
  for (const { roots } of parts)
    for (const node of reachable(roots)) uses.set(node, (uses.get(node) ?? 0) + 1);
  const isChain = (node: Node) => [...reachable([node])].every(({ next }) => edgesOf(next).size <= 1);
  return [...uses]
    .filter(([node, count]) => count > 1 && isChain(node))
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2 ** SHARED_BITS)
    .map(([node]) => node);
}

/** The nodes of a table, each with the digits of its edge and the place of the node behind it. */
function rowsOf(places: Place): string {
  const pair = (value: number) => printed(value >> VALUE_BITS) + printed(value % 2 ** VALUE_BITS);
  const rows = [...places.keys()].map((node) => {
    const [[behind, digits]] = [...edgesOf(node.next), [null, 0] as const] as [[Node | null, number]];
    return printed(node.outcome) + pair(digits) + pair(behind ? (places.get(behind) ?? 0) : 0);
  });
  return rows.join('');
}

/** The nodes behind this one, with the digits that lead there, one bit each. */
function edgesOf(next: Node['next']): Map<Node, number> {
  const edges = new Map<Node, number>();
  for (const [digit, node] of next.entries())
    if (node) edges.set(node, (edges.get(node) ?? 0) | (1 << digit));
  return edges;
}

function reachable(roots: Roots): Set<Node> {
  const found = new Set<Node>();
  const visit = (node: Node | null) => {
    if (node === null || found.has(node)) return;
    found.add(node);
    node.next.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}

/** Answers all that unpack.ts asks of one part. */
function writePart(questions: Questions, roots: Roots, places: Place, branches: Branches): void {
  const { writeNodeBehind } = writerOf(questions, places, branches);
  roots.forEach((root, index) => {
    questions.yes(noRoot, root === null);
    if (root) writeNodeBehind(root, 0, index);
  });
}

function writeBranch(
  questions: Questions,
  node: Node,
  depth: number,
  places: Place,
  branches: Branches,
): void {
  questions.number(DEPTH_BITS, depth);
  writerOf(questions, places, branches).writeNew(node, depth);
}

function writerOf({ yes, number }: Questions, places: Place, branches: Branches) {
  const own = new Map<Node, number>();
  const latest: Node[][] = [];

  function writeNodeBehind(node: Node, depth: number, edge: number): void {
    latest[depth] ??= [];
    const nodes = latest[depth];
    const isKnown = own.has(node) || places.has(node);
    yes(known(depth, edge), isKnown);
    if (isKnown) writeKnown(node, nodes, depth);
    else writeNewOrBranch(node, depth + 1);
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

  function writeNewOrBranch(node: Node, depth: number): void {
    const start = branches.get(node)?.start;
    yes(branch(depth), start !== undefined);
    if (start === undefined) writeNew(node, depth);
    else {
      own.set(node, own.size);
      number(START_BITS, start);
    }
  }

  function writeNew(node: Node, depth: number): void {
    own.set(node, own.size);
    yes(accepts(depth), node.outcome > 0);
    if (node.outcome > 0) number(OUTCOME_BITS, node.outcome);
    const [digits] = edgesOf(node.next).values();
    yes(uniform(depth), digits === ALL_DIGITS);
    const edges = digits === ALL_DIGITS ? edgesOf(node.next).keys() : writeEdges(yes, node.next);
    [...edges].forEach((behind, edge) => {
      writeNodeBehind(behind, depth, edge);
    });
  }

  return { writeNodeBehind, writeNew };
}

/** Says for each digit which edge it takes; the nodes behind the edges. */
function writeEdges(yes: Questions['yes'], next: Node['next']): Node[] {
  const edges: Node[] = [];
  let [before, run]: [Node | null, number] = [null, 0];
  for (const [digit, node] of next.entries()) {
    const isSame = node === before;
    const counted = Math.min(edges.length, COUNTED);
    if (digit > 0) yes(same(before === null, digit, Math.min(run, COUNTED), counted), isSame);
    if (digit > 0 && isSame) {
      run += 1;
      continue;
    }
    run = 0;
    if (digit === 0 || before !== null) yes(dead(digit, counted), node === null);
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

/**
 * A graph of numbers, unpacked part by part when a number first asks for its calling code: a page meets few of them. How
 * it lies in its file is layout.ts; going along it is walk.ts.
 */
import { type Answers, readAnswers } from './answers.ts';
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
  rank,
  recent,
  SHARED_BITS,
  SHARED_WIDTH,
  START_BITS,
  same,
  shared,
  uniform,
  unprinted,
  VALUE_BITS,
  whichEdge,
} from './layout.ts';

/** Nodes are counted from 1; 0 is nowhere, and -1 - n the branch that begins at n and was not read yet. */
export type Graph = {
  /** The node behind digit d of node n is `next[n * 10 + d]`. */
  readonly next: number[];
  /** 0 where no number ends. */
  readonly outcomes: number[];
  /** Reads a part that has so many roots. */
  readonly unpack: (part: string, roots: number) => readonly number[];
  /** The node that a branch begins with. */
  readonly enter: (branch: number) => number;
};

const NOWHERE = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** What is known while a part is read. `latest[depth]`: where nodes of this depth led, the latest first. */
type Reading = {
  readonly answers: Answers;
  /** New nodes, in the order in which they stand. */
  readonly own: number[];
  readonly latest: number[][];
};

export function openGraph({ odds, shared: rows, branches: branchTexts }: GraphFile): Graph {
  const next = [...NOWHERE];
  const outcomes = [0];
  const sharedNodes: number[] = [];
  const branches = new Map<number, number>();

  function unpack(part: string, roots: number): readonly number[] {
    const reading = readingFrom(part, 0);
    return Array.from({ length: roots }, (_, index) =>
      reading.answers.yes(noRoot) ? 0 : nodeBehind(reading, 0, index),
    );
  }

  /** A branch remembers the depth that it was written at. */
  function enter(at: number): number {
    const before = branches.get(at);
    if (before !== undefined) return before;
    const reading = readingFrom(branchTexts, -1 - at);
    const node = newNode(reading, reading.answers.number(DEPTH_BITS));
    branches.set(at, node);
    return node;
  }

  function readingFrom(text: string, start: number): Reading {
    return { answers: readAnswers(text, start, odds), own: [], latest: [] };
  }

  function addNode(outcome: number): number {
    next.push(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    return outcomes.push(outcome) - 1;
  }

  function nodeBehind(reading: Reading, depth: number, edge: number): number {
    const { answers, latest } = reading;
    latest[depth] ??= [];
    const nodes = latest[depth];
    const isKnown = answers.yes(known(depth, edge));
    const node = isKnown ? knownNode(reading, nodes, depth) : newOrBranch(reading, depth + 1);
    nodes.unshift(node);
    return node;
  }

  function knownNode({ answers, own }: Reading, nodes: number[], depth: number): number {
    if (!answers.yes(recent(depth, nodes.length))) {
      if (answers.yes(isShared)) return sharedNode(sharedPlace(answers));
      return own[answers.number(bitsFor(own.length))] ?? 0;
    }
    let at = 0;
    while (at < nodes.length - 1 && answers.yes(rank(at))) at += 1;
    return nodes.splice(at, 1)[0] ?? 0;
  }

  function newOrBranch(reading: Reading, depth: number): number {
    const { answers, own } = reading;
    if (!answers.yes(branch(depth))) return newNode(reading, depth);
    const start = -1 - answers.number(START_BITS);
    own.push(start);
    return start;
  }

  function newNode(reading: Reading, depth: number): number {
    const { answers, own } = reading;
    const node = addNode(answers.yes(accepts(depth)) ? answers.number(OUTCOME_BITS) : 0);
    own.push(node);
    if (answers.yes(uniform(depth))) {
      next.fill(nodeBehind(reading, depth, 0), node * 10, node * 10 + 10);
      return node;
    }
    for (const [edge, digits] of edgesOf(answers).entries())
      setEdge(node, digits, nodeBehind(reading, depth, edge));
    return node;
  }

  function sharedNode(place: number): number {
    const before = sharedNodes[place];
    if (before !== undefined) return before;
    const at = place * SHARED_WIDTH;
    const node = addNode(unprinted(rows.charCodeAt(at)));
    const digits = pairAt(rows, at + 1);
    if (digits === ALL_DIGITS) next.fill(sharedNode(pairAt(rows, at + 3)), node * 10, node * 10 + 10);
    else if (digits > 0) setEdge(node, digits, sharedNode(pairAt(rows, at + 3)));
    sharedNodes[place] = node;
    return node;
  }

  function setEdge(node: number, digits: number, behind: number): void {
    // One bit after the other, the lowest first: most edges have few.
    for (let left = digits; left > 0; left &= left - 1)
      next[node * 10 + 31 - Math.clz32(left & -left)] = behind;
  }

  return { next, outcomes, unpack, enter };
}

function pairAt(rows: string, at: number): number {
  return (unprinted(rows.charCodeAt(at)) << VALUE_BITS) | unprinted(rows.charCodeAt(at + 1));
}

/** The digits of each edge, in the order in which digits first take them. An edge is counted from 1; 0 leads nowhere. */
function edgesOf(answers: Answers): number[] {
  const edges: number[] = [];
  let [run, edge] = [0, 0];
  for (let digit = 0; digit < 10; digit += 1) {
    const counted = Math.min(edges.length, COUNTED);
    if (digit > 0 && answers.yes(same(edge === 0, digit, run, counted))) run = Math.min(run + 1, COUNTED);
    else {
      run = 0;
      const couldBeDead = digit === 0 || edge > 0;
      const isDead = couldBeDead && answers.yes(dead(digit, counted));
      edge = isDead ? 0 : otherEdge(answers, digit, edge, edges.length);
    }
    if (edge > 0) edges[edge - 1] = (edges[edge - 1] ?? 0) | (1 << digit);
  }
  return edges;
}

/** Another edge than the one before: a new one, or the latest but so many. */
function otherEdge(answers: Answers, digit: number, before: number, count: number): number {
  const others = before > 0 ? count - 1 : count;
  if (others === 0 || answers.yes(newEdge(digit, others))) return count + 1;
  let at = 0;
  while (at < others - 1 && answers.yes(whichEdge(others, at))) at += 1;
  const edge = count - at;
  return before > 0 && edge <= before ? edge - 1 : edge;
}

function sharedPlace(answers: Answers): number {
  let likely = 1;
  while (likely < 1 << LIKELY_SHARED_BITS) likely = likely * 2 + (answers.yes(shared(likely)) ? 1 : 0);
  const rest = SHARED_BITS - LIKELY_SHARED_BITS;
  return (likely - (1 << LIKELY_SHARED_BITS)) * 2 ** rest + answers.number(rest);
}

/** How many bits the numbers below `count` take. */
export function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count));
}

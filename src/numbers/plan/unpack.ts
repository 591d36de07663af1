/**
 * A graph of numbers, unpacked part by part when a number first asks for its calling code: a page meets few of them. How
 * it lies in its file is layout.ts; going along it is walk.ts.
 */
import { type Answers, readAnswers } from './answers.ts';
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
} from './layout.ts';

/** Nodes are counted from 1; 0 is nowhere. */
export type Graph = {
  /** The node behind digit d of node n is `next[n * 10 + d]`. */
  readonly next: number[];
  /** 0 where no number ends. */
  readonly outcomes: number[];
  /** Reads the part that begins at `start` and has so many roots. */
  readonly unpack: (start: number, roots: number) => readonly number[];
};

const FIRST_NODE = 1;
const NOWHERE = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** What is known while a part is read. `latest[depth]`: where nodes of this depth led, the latest first. */
type Reading = { readonly answers: Answers; readonly latest: number[][]; readonly firstNode: number };

export function openGraph({ odds, common, parts }: GraphFile): Graph {
  const next = [...NOWHERE];
  const outcomes = [0];
  let chances: readonly number[] | null = null;

  /** What all parts share comes before the first of them. */
  function unpack(start: number, roots: number): readonly number[] {
    if (chances === null) {
      chances = Array.from(odds, (character) => chanceOf(unprinted(character.charCodeAt(0))));
      read(0, common);
    }
    return read(start, roots);
  }

  function read(start: number, roots: number): readonly number[] {
    const answers = readAnswers(parts, start, chances ?? []);
    const reading = { answers, latest: [], firstNode: outcomes.length };
    return Array.from({ length: roots }, (_, index) =>
      answers.yes(noRoot) ? 0 : nodeBehind(reading, 0, index),
    );
  }

  function nodeBehind(reading: Reading, depth: number, edge: number): number {
    const { answers, latest } = reading;
    latest[depth] ??= [];
    const nodes = latest[depth];
    const isKnown = answers.yes(known(depth, edge));
    const node = isKnown ? knownNode(reading, nodes, depth) : newNode(reading, depth + 1);
    nodes.unshift(node);
    return node;
  }

  function knownNode({ answers, firstNode }: Reading, nodes: number[], depth: number): number {
    if (!answers.yes(recent(depth, nodes.length))) {
      if (answers.yes(isShared)) return sharedNode(answers);
      return firstNode + answers.number(bitsFor(outcomes.length - firstNode));
    }
    let at = 0;
    while (at < nodes.length - 1 && answers.yes(rank(at))) at += 1;
    return nodes.splice(at, 1)[0] ?? 0;
  }

  function newNode(reading: Reading, depth: number): number {
    const { answers } = reading;
    const node = outcomes.length;
    outcomes.push(answers.yes(accepts(depth)) ? answers.number(OUTCOME_BITS) : 0);
    for (const nowhere of NOWHERE) next.push(nowhere);
    const edges = edgesByDigit(answers);
    const count = Math.max(...edges);
    for (let edge = 1; edge <= count; edge += 1) {
      const behind = nodeBehind(reading, depth, edge - 1);
      for (let digit = 0; digit < 10; digit += 1) if (edges[digit] === edge) next[node * 10 + digit] = behind;
    }
    return node;
  }

  return { next, outcomes, unpack };
}

/** Edges are counted from 1 in the order in which digits first take them; 0 where a digit leads nowhere. */
function edgesByDigit(answers: Answers): number[] {
  const edges: number[] = [];
  let [count, run, edge] = [0, 0, 0];
  for (let digit = 0; digit < 10; digit += 1) {
    if (digit > 0 && answers.yes(same(edge === 0, digit, run, count))) run += 1;
    else {
      run = 0;
      const couldBeDead = digit === 0 || edge > 0;
      edge = couldBeDead && answers.yes(dead(digit, count)) ? 0 : otherEdge(answers, digit, edge, count);
      count = Math.max(count, edge);
    }
    edges.push(edge);
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

function sharedNode(answers: Answers): number {
  let likely = 1;
  while (likely < 1 << LIKELY_SHARED_BITS) likely = likely * 2 + (answers.yes(shared(likely)) ? 1 : 0);
  const rest = SHARED_BITS - LIKELY_SHARED_BITS;
  return FIRST_NODE + (likely - (1 << LIKELY_SHARED_BITS)) * 2 ** rest + answers.number(rest);
}

/** How many bits the numbers below `count` take. */
export function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count));
}

/**
 * How graphs of numbers (compile/graph.ts) lie in strings. Each answer to "the same as the digit before?", "a node
 * that was seen lately?" takes the less room the likelier it was: arithmetic coding, with one fixed probability for each
 * context. A *part* is one calling code and stands in its row; its large *branches* stand together in one string. Each is
 * readable by itself: a page meets few. What several of them share are rows of `shared`.
 *
 * A node: does a number end here, and with which outcome; then for each digit which of its edges it takes; then for
 * each edge the node behind it. That node follows in place when it is new, or has a part of its own; otherwise it is
 * named by how lately a node at this depth led there, or by its place. compile/encode.ts writes, unpack.ts reads.
 */

/** As it stands in a file. */
export type GraphFile = {
  /** Likelihoods by context, a character each. */
  readonly odds: string;
  /** Nodes with one edge at most, in rows of five characters: outcome, digits of the edge (two), node behind it (two). */
  readonly shared: string;
  readonly branches: string;
};

/** Values are six bits, printed without the quotation marks and the backslash. */
export const VALUE_BITS = 6;
const FIRST = 40;
const BACKSLASH = 92;
/** The coder's interval: whole values, and small enough for the integers that engines are quick with. */
export const INTERVAL_BITS = 30;
export const CHANCE_BITS = 12;
export const OUTCOME_BITS = 6;
export const SHARED_BITS = 10;
export const START_BITS = 15;
export const DEPTH_BITS = 4;
export const SHARED_WIDTH = 5;
export const ALL_DIGITS = 0b11_1111_1111;
/** The first bits of a shared node's place have their odds; the rest are even. */
export const LIKELY_SHARED_BITS = 5;

/** How far apart neighbouring odds are: wide enough for 1 in 1,000, and fine where they are even. */
const STEEPNESS = 4.5;

const LAST_VALUE = (1 << VALUE_BITS) - 1;
let knownChances: Uint16Array | null = null;

const DEEPEST = 9;
const MOST_EDGES = 4;
/** Runs and edges are counted up to here. */
export const COUNTED = 3;
const MOST_RANKS = 32;

/** Where the contexts of each question begin. */
const ACCEPTS = 0;
const UNIFORM = ACCEPTS + DEEPEST + 1;
const SAME = UNIFORM + DEEPEST + 1;
const DEAD = SAME + 2 * 10 * 16;
const NEW_EDGE = DEAD + 40;
const WHICH_EDGE = NEW_EDGE + 50;
const KNOWN = WHICH_EDGE + 40;
const RECENT = KNOWN + 30;
const RANK = RECENT + 70;
const IS_SHARED = RANK + MOST_RANKS;
const SHARED = IS_SHARED + 1;
const BRANCH = SHARED + (1 << LIKELY_SHARED_BITS);
const NO_ROOT = BRANCH + DEEPEST + 1;
export const EVEN = NO_ROOT + 1;
export const CONTEXTS = EVEN + 1;

/** Does a number end in this node? */
export const accepts = (depth: number) => ACCEPTS + Math.min(depth, DEEPEST);
/** Do all digits take one edge? */
export const uniform = (depth: number) => UNIFORM + Math.min(depth, DEEPEST);
/** Does this digit do as the one before it, which led nowhere or went on for a `run` of digits? Both counts up to COUNTED. */
export const same = (isDead: boolean, digit: number, run: number, edges: number) =>
  SAME + ((isDead ? 10 : 0) + digit) * 16 + run * 4 + edges;
/** Does it lead nowhere? */
export const dead = (digit: number, edges: number) => DEAD + digit * 4 + edges;
/** Does it take an edge that no digit before it took, where there are `others` it could take? */
export const newEdge = (digit: number, others: number) =>
  NEW_EDGE + Math.min(others, MOST_EDGES) * 10 + digit;
/** Is it none of the last edges? */
export const whichEdge = (others: number, at: number) =>
  WHICH_EDGE + Math.min(others, MOST_EDGES) * 8 + Math.min(at, 7);
/** Was the node behind this edge read before? */
export const known = (depth: number, edge: number) =>
  KNOWN + Math.min(depth, DEEPEST) * 3 + Math.min(edge, 2);
/** Did a node of this depth lead there before? */
export const recent = (depth: number, nodes: number) =>
  RECENT + Math.min(depth, DEEPEST) * 7 + Math.min(nodes, 6);
/** Is it none of the latest? */
export const rank = (at: number) => RANK + Math.min(at, MOST_RANKS - 1);
/** Is it one of those that all parts share? */
export const isShared = IS_SHARED;
/** The next bit of its place, behind these. */
export const shared = (bitsBefore: number) => SHARED + bitsBefore;
/** Has it a part of its own? */
export const branch = (depth: number) => BRANCH + Math.min(depth, DEEPEST);
/** Is there no such number at all? */
export const noRoot = NO_ROOT;

export function printed(value: number): string {
  const code = value + FIRST;
  return String.fromCharCode(code < BACKSLASH ? code : code + 1);
}

/** The value of a character; behind the end of the text all are 0. */
export function unprinted(code: number): number {
  return code >= FIRST ? code - FIRST - (code > BACKSLASH ? 1 : 0) : 0;
}

/** The chance of "yes" that each character of `odds` stands for, by its code; never 0 and never certain. */
export function chances(): Uint16Array {
  if (knownChances === null) {
    knownChances = new Uint16Array(FIRST + LAST_VALUE + 2);
    for (let value = 0; value <= LAST_VALUE; value += 1) {
      const chance = 1 / (1 + Math.exp((LAST_VALUE / 2 - value) / STEEPNESS));
      knownChances[printed(value).charCodeAt(0)] = Math.round((1 << CHANCE_BITS) * chance);
    }
  }
  return knownChances;
}

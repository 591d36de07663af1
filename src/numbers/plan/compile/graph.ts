/**
 * The smallest graph that tells numbers apart: one node per set of numbers that go on alike, shared between countries.
 * Because a number ends after at most 17 digits the graph has no cycles, and sharing equal nodes while it is built
 * from the end makes it minimal.
 */

/** `outcome` of the digits that end here, 0 for none; `next[d]` after one more digit d. */
export type Node = {
  readonly index: number;
  readonly outcome: number;
  readonly next: readonly (Node | null)[];
};

/** What a graph is grown from: how far the patterns have been read. */
export type Grown<State> = {
  readonly start: State;
  /** Equal keys: equal futures. */
  readonly key: (state: State) => string;
  readonly after: (state: State, digit: number) => State | null;
  /** Greater than 0, or 0 where no number ends. */
  readonly outcome: (state: State) => number;
};

export type Graph = {
  /** Children stand before their parents. */
  readonly nodes: readonly Node[];
  /** The node that `grown` starts in; null when it never comes to an outcome. */
  readonly add: <State>(grown: Grown<State>) => Node | null;
};

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export function createGraph(): Graph {
  const nodes: Node[] = [];
  const known = new Map<string, Node>();

  function nodeFor(outcome: number, next: readonly (Node | null)[]): Node | null {
    if (outcome === 0 && next.every((child) => child === null)) return null;
    const key = `${outcome}:${next.map((child) => child?.index ?? '').join(' ')}`;
    const same = known.get(key);
    if (same) return same;
    const node = { index: nodes.length, outcome, next };
    nodes.push(node);
    known.set(key, node);
    return node;
  }

  function add<State>(grown: Grown<State>): Node | null {
    const done = new Map<string, Node | null>();
    const grow = (state: State): Node | null => {
      const key = grown.key(state);
      const before = done.get(key);
      if (before !== undefined) return before;
      const next = DIGITS.map((digit) => {
        const then = grown.after(state, digit);
        return then === null ? null : grow(then);
      });
      const node = nodeFor(grown.outcome(state), next);
      done.set(key, node);
      return node;
    };
    return grow(grown.start);
  }

  return { nodes, add };
}

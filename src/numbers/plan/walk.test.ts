import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGraph } from './compile/encode.ts';
import { createGraph, type Node } from './compile/graph.ts';
import { BASE, FAR, NEXT, openGraph } from './layout.ts';
import { walk } from './walk.ts';

/** Numbers with their outcomes, as a graph grows from a list. */
function graphOf(numbers: Readonly<Record<string, number>>) {
  const graph = createGraph();
  const root = graph.add({
    start: '',
    key: (digits: string) => digits,
    after: (digits: string, digit: number) => {
      const longer = `${digits}${digit}`;
      return Object.keys(numbers).some((number) => number.startsWith(longer)) ? longer : null;
    },
    outcome: (digits: string) => numbers[digits] ?? 0,
  });
  const { file, offsets } = encodeGraph(graph.nodes);
  return { encoded: openGraph(file), root: offsets([['root', root]]).root ?? -1 };
}

describe('walk', () => {
  const { encoded, root } = graphOf({ '12': 1, '123': 2, '45': 8_000 });

  it.each([
    ['12', 1],
    ['123', 2],
    ['45', 8_000],
    ['1', 0],
    ['124', 0],
    ['1234', 0],
    ['', 0],
    ['9', 0],
  ])('finds that %s is %i', (digits, outcome) => {
    expect(walk(encoded, root, digits)).toBe(outcome);
  });

  it('finds nothing where there is no graph', () => {
    expect(walk(encoded, -1, '12')).toBe(0);
  });

  it('reads back every graph that was written', () => {
    const numbers = fc.dictionary(fc.stringMatching(/^\d{1,6}$/), fc.integer({ min: 1, max: 500 }), {
      noNullPrototype: true,
      maxKeys: 40,
    });
    fc.assert(
      fc.property(numbers, fc.array(fc.stringMatching(/^\d{1,7}$/)), (known, others) => {
        const { encoded: graph, root: start } = graphOf(known);
        for (const digits of [...Object.keys(known), ...others])
          expect(walk(graph, start, digits)).toBe(known[digits] ?? 0);
      }),
    );
  });
});

describe('encodeGraph', () => {
  /** `between` filler nodes stand between a node and its child; each takes three characters. */
  function distant(between: number) {
    const none = Array<Node | null>(10).fill(null);
    const leaf: Node = { index: 0, outcome: 5, next: none };
    const fillers = Array.from(
      { length: between },
      (_, index): Node => ({ index: index + 1, outcome: 1, next: none }),
    );
    // The most used nodes take the shortcuts, so that the leaf needs a distance.
    const popular = fillers.slice(0, NEXT).flatMap((filler, at): Node[] =>
      [1, 2].map((digit) => ({
        index: between + at * 2 + digit,
        outcome: 0,
        next: none.with(digit, filler),
      })),
    );
    const parent: Node = { index: 10 * between, outcome: 0, next: none.with(3, leaf) };
    const { file, offsets } = encodeGraph([leaf, ...fillers, ...popular, parent]);
    return walk(openGraph(file), offsets([['parent', parent]]).parent ?? -1, '3');
  }

  it.each([0, 60, Math.ceil(((FAR - NEXT) * BASE) / 3), 5_000])(
    'reaches a child behind %i other nodes',
    (between) => {
      expect(distant(between)).toBe(5);
    },
  );

  it('says so when a child is too far to be reached', () => {
    expect(() => distant(30_000)).toThrow('out of reach');
  });
});

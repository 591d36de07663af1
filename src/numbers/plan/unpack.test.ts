import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGraph } from './compile/encode.ts';
import { createGraph } from './compile/graph.ts';
import { openGraph } from './unpack.ts';
import { walk } from './walk.ts';

/** Numbers with their outcomes. */
type Numbers = Readonly<Record<string, number>>;

/** Each list of numbers is a part of one graph, with one root. */
function graphOf(lists: readonly Numbers[]) {
  const grown = createGraph();
  const parts = lists.map((numbers) => ({
    leastBranch: 8,
    roots: [
      grown.add({
        start: '',
        key: (digits: string) => digits,
        after: (digits: string, digit: number) => {
          const longer = `${digits}${digit}`;
          return Object.keys(numbers).some((number) => number.startsWith(longer)) ? longer : null;
        },
        outcome: (digits: string) => numbers[digits] ?? 0,
      }),
    ],
  }));
  const { file, texts } = encodeGraph(parts);
  const graph = openGraph(file);
  const rootOf = (part: number) => graph.unpack(texts[part] ?? '', 1)[0] ?? 0;
  return { graph, rootOf, file, text: file.branches + texts.join('') };
}

describe('walk', () => {
  const { graph, rootOf } = graphOf([{ '12': 1, '123': 2, '45': 63 }]);
  const root = rootOf(0);

  it.each([
    ['12', 1],
    ['123', 2],
    ['45', 63],
    ['1', 0],
    ['124', 0],
    ['1234', 0],
    ['', 0],
    ['9', 0],
  ])('finds that %s is %i', (digits, outcome) => {
    expect(walk(graph, root, digits)).toBe(outcome);
  });

  it('finds nothing where there is no graph', () => {
    expect(walk(graph, 0, '12')).toBe(0);
  });
});

describe('a graph of several parts', () => {
  const list = fc.dictionary(fc.stringMatching(/^\d{1,6}$/), fc.integer({ min: 1, max: 63 }), {
    noNullPrototype: true,
    maxKeys: 30,
  });

  it('reads back all that was written, whichever part is read first', () => {
    const lists = fc.array(list, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(lists, fc.array(fc.stringMatching(/^\d{1,7}$/)), fc.boolean(), (known, others, turned) => {
        const { graph, rootOf } = graphOf(known);
        const parts = turned ? [...known.keys()].reverse() : [...known.keys()];
        for (const part of parts) {
          const numbers = known[part] ?? {};
          const root = rootOf(part);
          for (const digits of [...Object.keys(numbers), ...others])
            expect(walk(graph, root, digits)).toBe(numbers[digits] ?? 0);
        }
      }),
    );
  });

  it('keeps once what parts share', () => {
    const area = (code: string) =>
      Object.fromEntries(
        Array.from({ length: 100 }, (_, at) => [`${code}${String(at * 37).padStart(4, '0')}`, 1]),
      );
    const one = graphOf([area('1')]).text.length;
    expect(graphOf([area('1'), area('2'), area('3')]).text.length).toBeLessThan(1.1 * one);
  });

  it('has no root where a part has no number', () => {
    const { rootOf } = graphOf([{ '12': 1 }, {}]);
    expect(rootOf(1)).toBe(0);
    expect(rootOf(0)).toBeGreaterThan(0);
  });

  it('stays printable, without what a string in a script would escape', () => {
    const numbers = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [String(at * at * 7), 1 + (at % 60)]),
    );
    const { file, text } = graphOf([numbers]);
    expect(file.odds + text).toMatch(/^[(-[\]-h]+$/);
  });
});

describe('encodeGraph', () => {
  it('refuses an outcome for which there is no room, and says which', () => {
    expect(() => graphOf([{ '12': 64 }])).toThrow('64');
  });
});

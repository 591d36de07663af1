import { describe, expect, it } from 'vitest';
import { createGraph, type Node } from './graph.ts';
import { readPlan } from './metadata.ts';
import { generalOf } from './validity.ts';

const planWith = (general: string) => {
  const row = ['99', '00', general, [4], 0, 0, 0, 0, 0, 0, 0, []] as const;
  return readPlan(row, row);
};

/** The outcomes of all digit strings, written out. */
function numbersOf(node: Node | null, before = ''): string[] {
  if (node === null) return [];
  const here = node.outcome > 0 ? [`${before}=${node.outcome}`] : [];
  return [...here, ...node.next.flatMap((child, digit) => numbersOf(child, `${before}${digit}`))];
}

describe('a graph', () => {
  it('holds every number that it was grown from, with its outcome', () => {
    const root = createGraph().add(generalOf(planWith('12?3|45'), 7));
    expect(numbersOf(root)).toEqual(['123=7', '13=7', '45=7']);
  });

  it('has one node for numbers that go on alike, also between countries', () => {
    const graph = createGraph();
    graph.add(generalOf(planWith('1\\d{3}|2\\d{3}'), 1));
    expect(graph.nodes).toHaveLength(5);
    graph.add(generalOf(planWith('3\\d{3}'), 1));
    expect(graph.nodes).toHaveLength(6);
  });

  it('tells equal endings with another outcome apart', () => {
    const graph = createGraph();
    graph.add(generalOf(planWith('1'), 1));
    graph.add(generalOf(planWith('1'), 2));
    expect(graph.nodes).toHaveLength(4);
  });

  it('lists children before their parents', () => {
    const graph = createGraph();
    graph.add(generalOf(planWith('1[2-5]?\\d{2,3}'), 1));
    for (const node of graph.nodes)
      for (const child of node.next) if (child) expect(child.index).toBeLessThan(node.index);
  });

  it('is nothing where no number ends', () => {
    expect(createGraph().add({ ...generalOf(planWith('1'), 1), outcome: () => 0 })).toBeNull();
  });
});

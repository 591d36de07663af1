/**
 * The library's metadata → groupings.json: which calling codes group their numbers in ways that look like sums and
 * decimals. Only numbers that are whole without a trunk prefix: whoever leaves a zero out is not believed anyway.
 */
import { FEWEST_DIGITS } from '../../normalise.ts';
import { decoyShape } from '../../shape.ts';
import type { GroupingsFile } from '../groupings.ts';
import { membersOf, plansOf } from './compilePlans.ts';
import type { Format, Metadata, PlanSource } from './metadata.ts';
import { addsDigits } from './validity.ts';

type Range = readonly [least: number, most: number];

export function compileGroupings(metadata: Metadata): GroupingsFile {
  const plans = plansOf(metadata);
  const codes = new Map<string, string[]>();
  for (const [code, names] of membersOf(metadata)) {
    const members = names.flatMap((name) => plans.get(name) ?? []);
    for (const grouping of new Set(misleadingGroupings(members))) {
      codes.set(grouping, [...(codes.get(grouping) ?? []), code]);
    }
  }
  return Object.fromEntries([...codes].map(([grouping, list]) => [grouping, ` ${list.join(' ')} `]));
}

/** The main country's formats serve all members; where an area code may be left out, also what remains of them. */
function misleadingGroupings(members: readonly PlanSource[]): string[] {
  const [main] = members;
  if (!main) return [];
  const whole = main.formats.filter((format) => !addsDigits(format)).flatMap(sizesOf);
  const possible = whole.filter((sizes) => main.lengths.includes(digitsIn(sizes)));
  const local = members.some(({ transform }) => transform !== '') ? possible.map(([, ...rest]) => rest) : [];
  return [...possible, ...local]
    .filter((sizes) => digitsIn(sizes) >= FEWEST_DIGITS && isMisleading(sizes))
    .map((sizes) => sizes.join(' '));
}

function digitsIn(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** All sizes that the groups of "(\d{2})(\d{5,7})" can have together. */
function sizesOf({ pattern }: Format): number[][] {
  const ranges = [...pattern.matchAll(/\(\\d(?:\{(\d+)(?:,(\d+))?\})?\)/g)].map(
    ([, least = '1', most = least]): Range => [Number(least), Number(most)],
  );
  return ranges.reduce<number[][]>(
    (all, [least, most]) =>
      all.flatMap((sizes) => Array.from({ length: most - least + 1 }, (_, more) => [...sizes, least + more])),
    [[]],
  );
}

function isMisleading(sizes: readonly number[]): boolean {
  const groups = sizes.map((size) => '2'.repeat(size));
  const shapes = [decoyShape(groups.join(' ')), decoyShape(groups.join('.'))];
  return shapes.includes('thousands') || shapes.includes('decimal');
}

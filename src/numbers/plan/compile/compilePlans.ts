/**
 * The library's metadata → plans.json, all that a page needs to read numbers; kinds.json, what they are used for; and
 * formats.json, to write them. `node scripts/plans.ts` runs it after an update of the library; compilePlans.test.ts
 * fails when that was forgotten.
 */
import type { FormatsFile } from '../formats.ts';
import type { KindsFile } from '../kind.ts';
import type { PlansFile } from '../plans.ts';
import { encodeGraph } from './encode.ts';
import { createGraph, type Graph, type Node } from './graph.ts';
import { type Format, type Metadata, type PlanSource, readPlan } from './metadata.ts';
import { generalOf, type Validity, validityOf } from './validity.ts';

type Plans = ReadonlyMap<string, PlanSource>;
/** By calling code, in the order of the metadata. */
type Roots = ReadonlyMap<string, Node | null>;

export function compilePlans(metadata: Metadata): PlansFile {
  const plans = plansOf(metadata);
  const outcomes: string[] = [];
  const graph = createGraph();
  const validity = growValidity(metadata, graph, ({ country, takesTrunkPrefix }) =>
    intern(outcomes, `${country}${takesTrunkPrefix ? ' trunk' : ''}`),
  );
  // The members' general patterns lie behind the graph of their calling code.
  const members = membersOf(metadata);
  const parts = members.map(([code, names]) => [
    validity.get(code) ?? null,
    ...names.flatMap((name) => plans.get(name) ?? []).map((plan) => graph.add(generalOf(plan, 1))),
  ]);
  const { file, starts } = encodeGraph(parts);
  return {
    callingCodes: Object.fromEntries(
      members.map(([code, names], index) => [code, [starts[index], ...names].join(' ')]),
    ),
    plans: Object.fromEntries([...plans].map(([name, plan]) => [name, fieldsOf(plan).join(' ')])),
    outcomes,
    graph: file,
  };
}

/** The same graph with other outcomes; most pages never ask. */
export function compileKinds(metadata: Metadata): KindsFile {
  const outcomes: string[] = [];
  const graph = createGraph();
  const roots = growValidity(metadata, graph, ({ kind }) => intern(outcomes, kind));
  const { file, starts } = encodeGraph([...roots.values()].map((root) => [root]));
  return {
    starts: Object.fromEntries([...roots.keys()].map((code, index) => [code, starts[index] ?? 0])),
    outcomes,
    graph: file,
  };
}

function growValidity(metadata: Metadata, graph: Graph, idOf: (validity: Validity) => number): Roots {
  const plans = plansOf(metadata);
  return new Map(
    membersOf(metadata).map(([code, members]) => {
      const sources = members.flatMap((member) => plans.get(member) ?? []);
      return [code, graph.add(validityOf(sources, idOf))];
    }),
  );
}

/** A calling code without countries is a plan of its own, named like the code. */
export function membersOf(metadata: Metadata): [callingCode: string, members: readonly string[]][] {
  return [
    ...Object.entries(metadata.country_calling_codes),
    ...Object.keys(metadata.nonGeographic).map((code): [string, string[]] => [code, [code]]),
  ];
}

export function plansOf(metadata: Metadata): Plans {
  const rows = { ...metadata.countries, ...metadata.nonGeographic };
  return new Map(
    Object.entries(rows).map(([name, row]) => {
      const main = rows[metadata.country_calling_codes[row[0]]?.[0] ?? name] ?? row;
      return [name, readPlan(row, main)];
    }),
  );
}

/** Fields that no number contains a space or a lone dash for: one line a country, so that a diff can be read. */
function fieldsOf(plan: PlanSource): string[] {
  const { callingCode, internationalPrefix, nationalPrefix, transform, leadingDigits, lengths } = plan;
  return [
    callingCode,
    lengths.join(','),
    ...[internationalPrefix, nationalPrefix, transform, leadingDigits].map((field) => field || '-'),
  ];
}

/** The place of `value` in `list`, counted from 1; added where it is new. */
function intern(list: string[], value: string): number {
  const at = list.indexOf(value);
  return at >= 0 ? at + 1 : list.push(value);
}

/** How each calling code groups its numbers abroad; its main country's formats serve all that share it. */
export function compileFormats(metadata: Metadata): FormatsFile {
  const plans = plansOf(metadata);
  const formats = membersOf(metadata).map(([code, members]) => {
    const rows = plans.get(members[0] ?? '')?.formats.map(formatRow) ?? [];
    return [code, rows.join('\n')] as const;
  });
  return Object.fromEntries(formats);
}

/** "2 3,4 4|20": groups of so many digits, then the leading digits. All metadata groups abroad in order. */
function formatRow({ pattern, leadingDigits, international }: Format): string {
  const groups = [...pattern.matchAll(/\(\\d(?:\{([\d,]+)\})?\)/g)].map(([, count]) => count ?? '1');
  const rebuilt = groups.map((count) => (count === '1' ? '(\\d)' : `(\\d{${count}})`)).join('');
  const inOrder = groups.map((_count, index) => `$${index + 1}`).join(' ');
  if (rebuilt !== pattern || international.replace(/[^$\d]+/g, ' ').trim() !== inOrder)
    throw new Error(`A format that does not group in order: ${pattern} → ${international}`);
  return `${groups.join(' ')}|${leadingDigits ?? ''}`;
}

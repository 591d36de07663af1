/**
 * The library's metadata → plans.json, all that a page needs to read numbers; kinds.json, what they are used for; and
 * formats.json, to write them. `node scripts/plans.ts` runs it after an update of the library; compilePlans.test.ts
 * fails when that was forgotten.
 */
import type { FormatsFile } from '../formats.ts';
import type { KindsFile } from '../kind.ts';
import type { PlansFile } from '../plans.ts';
import { encodeGraph, type Part } from './encode.ts';
import { createGraph, type Graph, type Node } from './graph.ts';
import { type Format, type Metadata, type PlanSource, readPlan } from './metadata.ts';
import { generalOf, type Validity, validityOf } from './validity.ts';

type Plans = ReadonlyMap<string, PlanSource>;
/** By calling code, in the order of the metadata. */
type Roots = ReadonlyMap<string, Node | null>;

/**
 * Nodes that are worth a branch: a page reads a few branches, and smaller ones would be read together anyway. Finer where
 * most pages have their numbers, because every branch costs some room and saves the reading of what nobody asked for.
 */
const LEAST_BRANCH = 32;
const LEAST_BUSY_BRANCH = 12;
const BUSY_CODES = new Set(['1', '44']);

export function compilePlans(metadata: Metadata): PlansFile {
  const plans = plansOf(metadata);
  const outcomes: string[] = [];
  const graph = createGraph();
  const validity = growValidity(metadata, graph, ({ country, takesTrunkPrefix }) =>
    intern(outcomes, `${country}${takesTrunkPrefix ? ' trunk' : ''}`),
  );
  const members = membersOf(metadata);
  const parts = members.map(([code, names]) => {
    const sources = names.flatMap((name) => plans.get(name) ?? []);
    return partsOf(
      code,
      validity.get(code) ?? null,
      sources.map((plan) => graph.add(generalOf(plan, 1))),
    );
  });
  const { file, texts } = encodeGraph(parts.flat());
  const textsOf = (index: number) => {
    const first = parts.slice(0, index).flat().length;
    return texts.slice(first, first + (parts[index]?.length ?? 0));
  };
  return {
    callingCodes: Object.fromEntries(
      members.map(([code, names], index) => [code, [...textsOf(index), ...names].join(' ')]),
    ),
    plans: Object.fromEntries([...plans].map(([name, plan]) => [name, fieldsOf(plan).join(' ')])),
    outcomes,
    graph: file,
  };
}

/** Where countries share a code, their general patterns are a part of their own: most numbers need none of them. */
function partsOf(code: string, validity: Node | null, general: readonly (Node | null)[]): Part[] {
  const leastBranch = BUSY_CODES.has(code) ? LEAST_BUSY_BRANCH : LEAST_BRANCH;
  if (general.length === 1) return [{ roots: [validity, ...general], leastBranch }];
  return [
    { roots: [validity], leastBranch },
    { roots: general, leastBranch },
  ];
}

/** The same graph with other outcomes; most pages never ask. */
export function compileKinds(metadata: Metadata): KindsFile {
  const outcomes: string[] = [];
  const graph = createGraph();
  const roots = growValidity(metadata, graph, ({ kind }) => intern(outcomes, kind));
  const parts = [...roots.values()].map((root) => ({ roots: [root], leastBranch: LEAST_BRANCH }));
  const { file, texts } = encodeGraph(parts);
  return {
    parts: Object.fromEntries([...roots.keys()].map((code, index) => [code, texts[index] ?? ''])),
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

/**
 * The library's metadata → plans.json, all that a page needs to read numbers, and formats.json, to write them.
 * `node scripts/plans.ts` runs it after an update of the library; compilePlans.test.ts fails when that was forgotten.
 */
import type { FormatsFile } from '../formats.ts';
import type { PlansFile } from '../plans.ts';
import { encodeGraph } from './encode.ts';
import { createGraph, type Node } from './graph.ts';
import { type Format, type Metadata, type PlanSource, readPlan } from './metadata.ts';
import { generalOf, type Validity, validityOf } from './validity.ts';

type Plans = ReadonlyMap<string, PlanSource>;

export function compilePlans(metadata: Metadata): PlansFile {
  const outcomes: string[] = [];
  const idOf = ({ country, kind, takesTrunkPrefix }: Validity) =>
    intern(outcomes, `${country} ${kind}${takesTrunkPrefix ? ' trunk' : ''}`);
  const plans = plansOf(metadata);
  const { nodes, add } = createGraph();
  const validity = new Map<string, Node | null>();
  const general = new Map<string, Node | null>();
  for (const [callingCode, members] of membersOf(metadata)) {
    const sources = members.flatMap((member) => plans.get(member) ?? []);
    validity.set(callingCode, add(validityOf(sources, idOf)));
  }
  for (const [name, plan] of plans) general.set(name, add(generalOf(plan, 1)));
  const graph = encodeGraph(nodes);
  const rootOf = (roots: Map<string, Node | null>, name: string) => graph.offsetOf(roots.get(name) ?? null);
  return {
    callingCodes: table(membersOf(metadata), (members, code) => [rootOf(validity, code), ...members]),
    plans: table([...plans], (plan, name) => fieldsOf(plan, rootOf(general, name))),
    outcomes,
    graph: {
      digitSets: graph.digitSets.join(' '),
      shortcuts: graph.shortcuts.join(' '),
      nodes: graph.nodes,
    },
  };
}

/** A calling code without countries is a plan of its own, named like the code. */
function membersOf(metadata: Metadata): [callingCode: string, members: readonly string[]][] {
  return [
    ...Object.entries(metadata.country_calling_codes),
    ...Object.keys(metadata.nonGeographic).map((code): [string, string[]] => [code, [code]]),
  ];
}

function plansOf(metadata: Metadata): Plans {
  const rows = { ...metadata.countries, ...metadata.nonGeographic };
  return new Map(
    Object.entries(rows).map(([name, row]) => {
      const main = rows[metadata.country_calling_codes[row[0]]?.[0] ?? name] ?? row;
      return [name, readPlan(row, main)];
    }),
  );
}

/** Fields that no number contains a space or a lone dash for: one line a country, so that a diff can be read. */
function fieldsOf(plan: PlanSource, general: number): (string | number)[] {
  const { callingCode, internationalPrefix, nationalPrefix, transform, leadingDigits, lengths } = plan;
  return [
    callingCode,
    general,
    lengths.join(','),
    ...[internationalPrefix, nationalPrefix, transform, leadingDigits].map((field) => field || '-'),
  ];
}

function table<Value>(
  entries: readonly (readonly [string, Value])[],
  fields: (value: Value, key: string) => readonly (string | number)[],
): Record<string, string> {
  return Object.fromEntries(entries.map(([key, value]) => [key, fields(value, key).join(' ')]));
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

/** People abroad see digits and spaces only: "($1) $2-$3" → "$1 $2 $3". */
function formatRow({ pattern, leadingDigits, international }: Format): string {
  return [pattern, leadingDigits ?? '-', international.replace(/[^$\d]+/g, ' ').trim()].join(' ');
}

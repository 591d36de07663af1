/**
 * The numbering plans of all countries, compiled from libphonenumber's metadata (compile/) and unpacked one by one when
 * a number first asks for them. What a number is by its plan is identify.ts.
 */
import type { GraphFile } from './layout.ts';
import packed from './plans.json' with { type: 'json' };
import { openGraph } from './unpack.ts';
import { nodeAt, walk } from './walk.ts';

/** What compile/ writes. Rows are fields between spaces, see `compilePlans.ts`. */
export type PlansFile = {
  readonly callingCodes: Readonly<Record<string, string>>;
  readonly plans: Readonly<Record<string, string>>;
  readonly outcomes: readonly string[];
  readonly graph: GraphFile;
};

/** How one country writes its numbers; `name` is its code, or a calling code that belongs to no country ("800"). */
export type Plan = {
  readonly name: string;
  readonly callingCode: CallingCode;
  /** Digits of a national number, shortest first. */
  readonly lengths: readonly number[];
  readonly internationalPrefix: Prefix | null;
  readonly nationalPrefix: Prefix | null;
  /** What takes the national prefix's place: "9$1". */
  readonly transform: string | null;
  readonly leadingDigits: RegExp | null;
};

/** What numbers begin with: most often the same digits ("0"), else a pattern. */
export type Prefix = string | RegExp;

/** Up to 25 countries share one; the main one comes first and none are named where it belongs to no country. */
export type CallingCode = {
  readonly digits: string;
  readonly members: readonly string[];
  readonly isOfCountries: boolean;
  /** Of the graph of its numbers. */
  readonly root: number;
  /** Of each member's general pattern; many a number never asks for it. */
  readonly generalRoots: () => readonly number[];
  /** Unpacked so far, by outcome. */
  readonly validities: Validity[];
};

export type Validity = {
  readonly country: string | null;
  /** At home people write more digits than these, or others. */
  readonly takesTrunkPrefix: boolean;
};

const file: PlansFile = packed;
const graph = openGraph(file.graph);
const plans = new Map<string, Plan>();
const callingCodes = new Map<string, CallingCode>();

/** "GB" → its plan, or null for what is no country. */
export function planOfCountry(country: string): Plan | null {
  return country.length === 2 ? planNamed(country) : null;
}

/** The plan that numbers behind this calling code are read by before their country is known. */
export function mainPlanOf({ members }: CallingCode): Plan | null {
  return planNamed(members[0] ?? '');
}

/** Digits behind the plus → the calling code they begin with. No code is the beginning of another. */
export function callingCodeOf(digits: string): CallingCode | null {
  for (let length = 1; length <= 3; length += 1) {
    const code = callingCodeNamed(digits.slice(0, length));
    if (code) return code;
  }
  return null;
}

/** Does the number fit the pattern that all numbers of this plan share? */
export function fitsPlan(plan: Plan, nationalNumber: string): boolean {
  const { members, generalRoots } = plan.callingCode;
  return walk(graph, generalRoots()[members.indexOf(plan.name)] ?? 0, nationalNumber) > 0;
}

/** Whose number this is, or null where nobody can have it. What it is used for: kind.ts. */
export function validityOf(code: CallingCode, nationalNumber: string): Validity | null {
  const outcome = walk(graph, code.root, nationalNumber);
  if (outcome === 0) return null;
  const known = code.validities[outcome];
  if (known) return known;
  const validity = unpackValidity(code, file.outcomes[outcome - 1] ?? '');
  code.validities[outcome] = validity;
  return validity;
}

/** Does any number behind this calling code begin with these digits? */
export function beginsNumbers(code: CallingCode, digits: string): boolean {
  return nodeAt(graph, code.root, digits) > 0;
}

export function planNamed(name: string): Plan | null {
  const known = plans.get(name);
  if (known) return known;
  if (!Object.hasOwn(file.plans, name)) return null;
  const plan = unpackPlan(name, file.plans[name] ?? '');
  if (plan) plans.set(name, plan);
  return plan;
}

function unpackPlan(name: string, row: string): Plan | null {
  const [code = '', lengths = '', ...texts] = row.split(' ');
  const [abroad, trunk, transform, leading] = texts.map((text) => (text === '-' ? null : text));
  const callingCode = callingCodeNamed(code);
  if (!callingCode) return null;
  return {
    name,
    callingCode,
    lengths: lengths.split(',').map(Number),
    internationalPrefix: prefixFrom(abroad),
    nationalPrefix: prefixFrom(trunk),
    transform: transform ?? null,
    leadingDigits: leading ? new RegExp(`^(?:${leading})`) : null,
  };
}

function prefixFrom(source: string | null | undefined): Prefix | null {
  if (!source) return null;
  const isDigits = !Number.isNaN(Number(source));
  return isDigits ? source : new RegExp(`^(?:${source})`);
}

function callingCodeNamed(digits: string): CallingCode | null {
  const known = callingCodes.get(digits);
  if (known) return known;
  const row = Object.hasOwn(file.callingCodes, digits) ? file.callingCodes[digits] : undefined;
  if (row === undefined) return null;
  const fields = row.split(' ');
  // With one member its general pattern is in the same part; see compilePlans.ts.
  const parts = fields.splice(0, fields.length > 2 ? 2 : 1);
  const members: readonly string[] = fields;
  const isOfCountries = members[0] !== digits;
  const code = { digits, members, isOfCountries, ...rootsOf(parts, members.length), validities: [] };
  callingCodes.set(digits, code);
  return code;
}

function rootsOf([part = '', generalPart]: readonly string[], members: number) {
  const [root = 0, ...roots] = graph.unpack(part, generalPart === undefined ? 1 + members : 1);
  let general: readonly number[] | null = generalPart === undefined ? roots : null;
  const generalRoots = () => {
    general ??= graph.unpack(generalPart ?? '', members);
    return general;
  };
  return { root, generalRoots };
}

function unpackValidity({ members, isOfCountries }: CallingCode, row: string): Validity {
  const [member, trunk] = row.split(' ');
  return {
    country: isOfCountries ? (members[Number(member)] ?? null) : null,
    takesTrunkPrefix: trunk !== undefined,
  };
}

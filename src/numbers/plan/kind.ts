/**
 * What a number is used for: mobile, toll free, premium. A graph of its own, which a page need not
 * carry: it is a third of the size again.
 */
import type { E164 } from '../e164.ts';
import { identifyInternational } from './identify.ts';
import packed from './kinds.json' with { type: 'json' };
import { KINDS, type NumberKind } from './kinds.ts';
import type { GraphFile } from './layout.ts';
import { openGraph } from './unpack.ts';
import { walk } from './walk.ts';

/** `parts` by calling code; outcomes are counted from 1. */
export type KindsFile = {
  readonly parts: Readonly<Record<string, string>>;
  readonly outcomes: readonly string[];
  readonly graph: GraphFile;
};

const file: KindsFile = packed;
const graph = openGraph(file.graph);

const roots = new Map<string, number>();

/** The kind of this number, or null where nobody can have it. */
export function kindOf(e164: E164): NumberKind | null {
  const identity = identifyInternational(e164.slice(1));
  if (!identity) return null;
  const root = rootOf(identity.callingCode.digits);
  const outcome = file.outcomes[walk(graph, root, identity.nationalNumber) - 1];
  return Object.values(KINDS).find((kind) => kind === outcome) ?? null;
}

function rootOf(callingCode: string): number {
  const known = roots.get(callingCode);
  if (known !== undefined) return known;
  const part = file.parts[callingCode];
  const root = part === undefined ? 0 : (graph.unpack(part, 1)[0] ?? 0);
  roots.set(callingCode, root);
  return root;
}

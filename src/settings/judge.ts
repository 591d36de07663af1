/**
 * Reads one declared value from what is believed to be JSON. A list's entries are judged one by one; what does not fit
 * is left out and told. Never throws, whatever it is given.
 */
import * as v from 'valibot';
import type { Told } from './guide.ts';
import type { PolicyProblem } from './policy.ts';
import type { Declared, DeclaredList } from './settings.ts';
import { MOST_ENTRIES } from './shapes.ts';
import { shown } from './shown.ts';

/** `value` is absent where nothing of it could be read. */
export type Judged = { readonly value?: unknown; readonly problems: readonly PolicyProblem[] };
type Fixes = Readonly<Record<string, string>>;

/** More of one list says nothing new. */
const MOST_PROBLEMS = 10;

export function judge(
  key: string,
  declared: (Declared<never> | DeclaredList<never>) & Pick<Told, 'fix'>,
  raw: unknown,
  fixes: Fixes = {},
): Judged {
  if ('entry' in declared) return judgeList(key, declared, raw, fixes);
  const parsed = v.safeParse(declared.schema, raw);
  if (parsed.success) return { value: parsed.output, problems: [] };
  return { problems: [{ key, value: shown([key], raw), fix: declared.fix }] };
}

function judgeList(
  key: string,
  declared: DeclaredList<never> & Pick<Told, 'fix'>,
  raw: unknown,
  fixes: Fixes,
): Judged {
  if (!Array.isArray(raw)) return { problems: [{ key, value: shown([key], raw), fix: declared.fix }] };
  const problems: PolicyProblem[] = [];
  const entries = new Map<string, unknown>();
  for (const [index, one] of raw.slice(0, MOST_ENTRIES).entries()) {
    const place = `${key}[${index}]`;
    const parsed = v.safeParse(declared.entry, one);
    if (!parsed.success) {
      problems.push(problemOf(place, parsed.issues[0], { key, one, fix: declared.fix, fixes }));
    } else if (entries.has(nameOf(parsed.output))) {
      if (typeof parsed.output !== 'string') problems.push({ key: place, value: '', fix: TWICE });
    } else {
      entries.set(nameOf(parsed.output), parsed.output);
      problems.push(...unknownFields(place, one, fixes));
    }
  }
  if (raw.length > MOST_ENTRIES) problems.push({ key, value: `${raw.length} entries`, fix: TOO_LONG });
  // Nothing readable is not the same as nothing: an empty list may allow everything.
  const isUnread = entries.size === 0 && problems.length > 0;
  return { ...(!isUnread && { value: [...entries.values()] }), problems: shortened(key, problems) };
}

const TWICE = 'This entry is there already, further up. Leave one of them out.';
const TOO_LONG = `Shorten the list to ${MOST_ENTRIES} entries; the others are not read.`;
const NO_SUCH_FIELD = 'There is no field of this name: check its spelling, or leave it out.';

type Entry = {
  readonly key: string;
  readonly one: unknown;
  readonly fix: string;
  readonly fixes: Fixes;
};

/** Of the field that is wrong, where the entry has fields. */
function problemOf(
  place: string,
  issue: v.BaseIssue<unknown>,
  { key, one, fix, fixes }: Entry,
): PolicyProblem {
  const [first] = issue.path ?? [];
  if (first === undefined || typeof first.key !== 'string')
    return { key: place, value: shown([key], one), fix };
  const field = first.key;
  const value = isObject(one) && Object.hasOwn(one, field) ? one[field] : undefined;
  return { key: `${place}.${field}`, value: shown([key, field], value), fix: fixes[field] ?? fix };
}

/** What tells one entry from another: an account by its name, a site by its pattern, a region by its code. */
function nameOf(entry: unknown): string {
  if (!isObject(entry)) return String(entry);
  return String(
    entry.name ??
      entry.pattern ??
      (entry.hours === undefined ? undefined : entry.region) ??
      JSON.stringify(entry),
  );
}

/** An entry outlives a field that this version does not know; whoever wrote it hears of it. */
function unknownFields(place: string, entry: unknown, fixes: Fixes): PolicyProblem[] {
  if (!isObject(entry) || Object.keys(fixes).length === 0) return [];
  const unknown = Object.keys(entry).filter((field) => !Object.hasOwn(fixes, field));
  return unknown.map((field) => ({
    key: `${place}.${field.slice(0, 60)}`,
    value: '',
    fix: NO_SUCH_FIELD,
  }));
}

function shortened(key: string, problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const more = problems.length - MOST_PROBLEMS;
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    { key, value: '', fix: `${more} more entries cannot be read; mend these first.` },
  ];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

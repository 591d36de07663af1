/**
 * YAML with its line numbers kept: maps are read key by key, and everything that is not as it should be becomes a
 * Problem at its line. What the keys mean is parseProviders.ts's and agents/'s business.
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem } from './problem.ts';
import { suggest } from './suggestion.ts';

/** A value in the file and what to call it in a problem, such as `providers.acme.port`. */
export type Place = { readonly node: unknown; readonly about: string };

export type YamlReader = {
  /** Everything found wrong so far. */
  readonly problems: readonly Problem[];
  readonly root: Place;
  /** Notes what is wrong at a place; `value: null` keeps a secret out of it. */
  report(place: Place, fix: string, value?: string | null): void;
  /** The entries of a map; anything else is a problem, except nothing at all, which is empty. */
  entries(place: Place): readonly (readonly [string, Place])[];
  /** The same, for a map with fixed keys: one that is not in `known` is a problem with a suggestion. */
  fields<Key extends string>(place: Place, known: readonly Key[]): Readonly<Partial<Record<Key, Place>>>;
  /** A list; a single value stands for a list of one. */
  items(place: Place): readonly Place[];
  /** A scalar as text, with `${NAME}` replaced from the environment; null (and a problem) for anything else. */
  text(place: Place): string | null;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads YAML 1.2. What is not YAML is a problem too; `root` is then empty. */
export function readYaml(text: string, file: string, environment: Environment): YamlReader {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems: Problem[] = document.errors.map((error) => ({
    file,
    line: error.linePos?.[0].line ?? null,
    about: 'YAML',
    value: null,
    fix: error.message.split('\n')[0] ?? error.code,
  }));
  const report: YamlReader['report'] = ({ node, about }, fix, value = shown(node)) => {
    const offset = (node as Node | null)?.range?.[0];
    problems.push({
      file,
      line: offset === undefined ? null : lines.linePos(offset).line,
      about,
      value,
      fix,
    });
  };
  const entries: YamlReader['entries'] = (place) => {
    if (isNothing(place.node)) return [];
    if (isMap(place.node)) return place.node.items.map((pair) => entryOf(pair, place.about));
    report(place, 'write `name: value` pairs here, each on a line of its own and indented');
    return [];
  };
  return {
    problems,
    root: { node: document.errors.length > 0 ? null : document.contents, about: '' },
    report,
    entries,
    fields: (place, known) => {
      const found: Partial<Record<(typeof known)[number], Place>> = {};
      for (const [key, value] of entries(place)) {
        const name = known.find((candidate) => candidate === key);
        if (name !== undefined) found[name] = value;
        else report(value, unknownKey(key, known), key);
      }
      return found;
    },
    items: ({ node, about }) => {
      if (isNothing(node)) return [];
      return isSeq(node) ? node.items.map((item) => ({ node: item, about })) : [{ node, about }];
    },
    text: (place) => {
      if (!isScalar(place.node) || place.node.value === null) {
        report(place, 'write one value here');
        return null;
      }
      return fill(shown(place.node) ?? '', environment, (name) =>
        report(place, `set ${name} in the environment or in .env`, `\${${name}}`),
      );
    },
  };
}

function entryOf(pair: { key: unknown; value: unknown }, about: string): readonly [string, Place] {
  const key = shown(pair.key) ?? '';
  // A key without a value has no node: the key's own line is shown then.
  const node = isNothing(pair.value) && isScalar(pair.value) === false ? pair.key : pair.value;
  return [key, { node: pair.value === null ? null : node, about: about ? `${about}.${key}` : key }];
}

function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/** A scalar as it stands in the file: +49 stays +49, 007 stays 007. */
function shown(node: unknown): string | null {
  if (!isScalar(node)) return null;
  return node.source ?? String(node.value);
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = suggest(key, known);
  return meant ? `did you mean \`${meant}\`?` : `no such key; there are ${known.join(', ')}`;
}

function fill(text: string, environment: Environment, missing: (name: string) => void): string | null {
  let complete = true;
  const filled = text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = environment[name];
    if (value === undefined || value === '') {
      complete = false;
      missing(name);
    }
    return value ?? '';
  });
  return complete ? filled : null;
}

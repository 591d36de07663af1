/**
 * Digits that match a pattern of the metadata. Reads the small dialect those patterns are written in: digits, `\d`,
 * classes, groups, alternatives, `?` and `{n,m}`.
 */
import type { Random } from './random.ts';

type Reader = { readonly pattern: string; at: number; readonly random: Random };

/** One random string that the pattern matches from end to end. */
export function sampleOf(pattern: string, random: Random): string {
  return alternatives({ pattern, at: 0, random })();
}

/** Parses up to the end or a closing bracket; the answer draws one of the alternatives. */
function alternatives(reader: Reader): () => string {
  const choices: (() => string)[] = [sequence(reader)];
  while (reader.pattern[reader.at] === '|') {
    reader.at += 1;
    choices.push(sequence(reader));
  }
  return () => reader.random.pick(choices)();
}

function sequence(reader: Reader): () => string {
  const parts: (() => string)[] = [];
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at] ?? '')) {
    parts.push(repeated(reader, atom(reader)));
  }
  return () => parts.map((part) => part()).join('');
}

function atom(reader: Reader): () => string {
  const { pattern, random } = reader;
  if (pattern.startsWith('(?:', reader.at) || pattern[reader.at] === '(') {
    reader.at += pattern.startsWith('(?:', reader.at) ? 3 : 1;
    const inner = alternatives(reader);
    reader.at += 1;
    return inner;
  }
  if (pattern[reader.at] === '[') {
    const end = pattern.indexOf(']', reader.at);
    const members = membersOf(pattern.slice(reader.at + 1, end));
    reader.at = end + 1;
    return () => random.pick(members);
  }
  if (pattern.startsWith('\\d', reader.at)) {
    reader.at += 2;
    return () => random.digits(1);
  }
  const literal = pattern[reader.at] ?? '';
  reader.at += 1;
  return () => literal;
}

function repeated(reader: Reader, part: () => string): () => string {
  const rest = reader.pattern.slice(reader.at);
  const [mark, least = '1', most = least] =
    /^\{(\d+)(?:,(\d+))?\}/.exec(rest) ?? (rest[0] === '?' ? ['?', '0', '1'] : []);
  if (mark === undefined) return part;
  reader.at += mark.length;
  const times = () => Number(least) + reader.random.below(Number(most) - Number(least) + 1);
  return () => Array.from({ length: times() }, part).join('');
}

/** "0-25-9" → 0, 1, 2, 5 … 9. */
function membersOf(set: string): string[] {
  return [...set.matchAll(/(\d)(?:-(\d))?/g)].flatMap(([, from = '0', to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, step) => String(Number(from) + step)),
  );
}

/**
 * The metadata's regular expressions as values that can be stepped one digit at a time (Brzozowski, "Derivatives of
 * Regular Expressions", J. ACM 11, 1964). Equal patterns are one object, so that states can be compared by id. Used
 * when plans are compiled, never on a page.
 */

type Shape =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'end' }
  | { readonly kind: 'digit'; readonly mask: number }
  | { readonly kind: 'then'; readonly first: Pattern; readonly rest: Pattern }
  | { readonly kind: 'either'; readonly ways: readonly Pattern[] };

/** `accepts`: the digits so far are enough. `mask` of a digit: bit d stands for digit d. */
export type Pattern = Shape & { readonly id: number; readonly accepts: boolean };

const ANY_DIGIT = 0b11_1111_1111;
const interned = new Map<string, Pattern>();
const stepped = new Map<number, Pattern>();

export const NOTHING = intern('nothing', { kind: 'nothing' }, false);
const END = intern('end', { kind: 'end' }, true);

function intern(key: string, shape: Shape, accepts: boolean): Pattern {
  const known = interned.get(key);
  if (known) return known;
  const made: Pattern = { ...shape, id: interned.size, accepts };
  interned.set(key, made);
  return made;
}

function digit(mask: number): Pattern {
  return mask === 0 ? NOTHING : intern(`digit ${mask}`, { kind: 'digit', mask }, false);
}

function sequence(first: Pattern, rest: Pattern): Pattern {
  if (first === NOTHING || rest === NOTHING) return NOTHING;
  if (first === END) return rest;
  if (rest === END) return first;
  if (first.kind === 'then') return sequence(first.first, sequence(first.rest, rest));
  return intern(`${first.id} then ${rest.id}`, { kind: 'then', first, rest }, first.accepts && rest.accepts);
}

function either(patterns: readonly Pattern[]): Pattern {
  const flat = patterns.flatMap((one) => (one.kind === 'either' ? one.ways : [one]));
  const mask = flat.reduce((sum, one) => (one.kind === 'digit' ? sum | one.mask : sum), 0);
  const others = flat.filter((one) => one.kind !== 'digit' && one !== NOTHING);
  const ways = [...new Set(mask === 0 ? others : [...others, digit(mask)])].sort((a, b) => a.id - b.id);
  const [only] = ways;
  if (only === undefined || ways.length === 1) return only ?? NOTHING;
  const key = `either ${ways.map((one) => one.id).join(' ')}`;
  return intern(
    key,
    { kind: 'either', ways },
    ways.some((one) => one.accepts),
  );
}

/** What remains to be read after this digit (0–9). */
export function remainder(pattern: Pattern, read: number): Pattern {
  const key = pattern.id * 10 + read;
  const known = stepped.get(key);
  if (known) return known;
  const next = derive(pattern, read);
  stepped.set(key, next);
  return next;
}

function derive(pattern: Pattern, read: number): Pattern {
  switch (pattern.kind) {
    case 'digit':
      return pattern.mask & (1 << read) ? END : NOTHING;
    case 'then': {
      const onward = sequence(remainder(pattern.first, read), pattern.rest);
      return pattern.first.accepts ? either([onward, remainder(pattern.rest, read)]) : onward;
    }
    case 'either':
      return either(pattern.ways.map((way) => remainder(way, read)));
    default:
      return NOTHING;
  }
}

/**
 * "(?:0|[2-9]\\d)\\d{6,7}" → pattern. Knows digits, \d, classes, groups, |, ?, {n} and {n,m}: all that the metadata
 * says about numbers. Throws on anything else, so that metadata with a new habit is noticed when plans are compiled.
 */
export function readPattern(source: string): Pattern {
  const reader = { source, at: 0 };
  const pattern = readEither(reader);
  if (reader.at < source.length) throw unknownPart(reader);
  return pattern;
}

type Reader = { readonly source: string; at: number };

function unknownPart({ source, at }: Reader): Error {
  return new Error(`Cannot read "${source.slice(at, at + 10)}" at ${at} of the pattern ${source}`);
}

/** Steps over `text` if it comes next. */
function take(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

function readEither(reader: Reader): Pattern {
  const ways = [readSequence(reader)];
  while (take(reader, '|')) ways.push(readSequence(reader));
  return either(ways);
}

function readSequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at)))
    parts.push(readRepeated(reader));
  return parts.reduceRight((rest, part) => sequence(part, rest), END);
}

function readRepeated(reader: Reader): Pattern {
  const part = readAtom(reader);
  if (take(reader, '?')) return either([part, END]);
  const count = /^\{(\d+)(?:,(\d+))?\}/.exec(reader.source.slice(reader.at));
  if (!count) return part;
  reader.at += count[0].length;
  const least = Number(count[1]);
  let repeated = END;
  for (let more = Number(count[2] ?? least) - least; more > 0; more -= 1)
    repeated = either([END, sequence(part, repeated)]);
  for (let must = least; must > 0; must -= 1) repeated = sequence(part, repeated);
  return repeated;
}

function readAtom(reader: Reader): Pattern {
  if (take(reader, '(?:') || take(reader, '(')) {
    const inside = readEither(reader);
    if (!take(reader, ')')) throw unknownPart(reader);
    return inside;
  }
  const atom = /^(?:\\d|\d|\[((?:\d(?:-\d)?)+)\])/.exec(reader.source.slice(reader.at));
  if (!atom) throw unknownPart(reader);
  reader.at += atom[0].length;
  return digit(atom[0] === '\\d' ? ANY_DIGIT : maskOf(atom[1] ?? atom[0]));
}

/** "1-37" → bits 1, 2, 3 and 7. */
function maskOf(members: string): number {
  let mask = 0;
  for (const [, from, to] of members.matchAll(/(\d)(?:-(\d))?/g))
    for (let one = Number(from); one <= Number(to ?? from); one += 1) mask |= 1 << one;
  return mask;
}

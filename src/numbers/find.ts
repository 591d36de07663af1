/**
 * The numbers in a text. Order of work: enough digits at all → plain text → candidates → does it look dialable → does
 * it exist. Each step is a file of this folder; nothing is decided here.
 */

import { type Candidate, restOf } from './candidate.ts';
import { quietIn } from './context.ts';
import type { Country, CountryHint, CountrySource, E164 } from './e164.ts';
import { isExtensionOfWord, readExtension } from './extension.ts';
import { labelBefore } from './label.ts';
import { hasEnoughDigits, normalise, originalSpan } from './normalise.ts';
import { type Reading, readAfresh, readNumber } from './parse.ts';
import { canBeParted, otherWaysToRead, withoutDate } from './parting.ts';
import { isGroupedSo } from './plan/groupings.ts';
import { callingCodeOf } from './plan/plans.ts';
import { scan } from './scan.ts';
import { readSole, soleCandidate } from './sole.ts';
import { readContext } from './uri.ts';
import { couldBeSpelled, spelledNumbers } from './vanity.ts';
import { looksDialable, looksDialableAlone, type RefusalReason } from './verdict.ts';
import { type Wall, watchForWall } from './wall.ts';

/** `certain`: exists, and written as a number. `likely`: a bare row of digits, an assumed prefix, a reserved range. */
export type Confidence = 'certain' | 'likely';

/** One number in a text; `start` and `end` are UTF-16 offsets of the text as given, extension included. */
export type FoundNumber = {
  readonly start: number;
  readonly end: number;
  readonly e164: E164;
  readonly extension?: string;
  readonly country: Country;
  readonly why: CountrySource;
  readonly confidence: Confidence;
};

export type FindOptions = {
  /** The country of numbers without a prefix. A plain code says nothing of its source and counts as the weakest. */
  readonly country?: Country | CountryHint | null;
  /** The field label or column header of this text, judged like a label written in front of it. */
  readonly label?: string;
};

/** A found number whose offsets are still those of the plain text. */
type Hit = FoundNumber;
/** `without-trunk`: exists, but nobody there writes it so; it takes a label to believe it. */
type Refusal = RefusalReason | 'no-such-number' | 'without-trunk';
type Outcome = { readonly hit: Hit } | { readonly refused: Refusal };
/** A plain text with what is asked of it for every candidate. */
type Place = {
  readonly plainText: string;
  readonly isQuiet: (start: number, end: number) => boolean;
  readonly hint: CountryHint | null;
};

/** Three digits at least, also in front of letters, or what may be digits of another script. */
const COULD_HOLD_NUMBER = /\d\D*\d\D*\d|[\u0660-\uffff]/;
/** What of a label can matter; a header that long is a sentence. */
const LONGEST_LABEL = 60;
/** Longer texts hold more numbers than are worth remembering. */
const LONG_TEXT = 10_000;
/** Between two numbers under one label: "Fax: A / B or C". */
const BETWEEN_SIBLINGS = /^\s{0,3}(?:[/,;|]|or|and|oder|und|ou|et|o|y|eller|och|of|en)?\s{0,3}$/i;
const TWO_WAYS_TO_GROUP = /[. ]/;
/** Coordinates come in pairs, with a sign or a direction; "07.2025" ends a date. */
const PAIR_REACH = 16;
const COORDINATE = /(?<!\.\d?)\d\.\d{4}|°|(?<!\p{L})[NSEW](?!\p{L})/u;
/** Refusals of the whole that leave room for a number in a part of it: "$20 415-…", "12 020 …". */
const ANOTHER_WAY: ReadonlySet<Refusal> = new Set<Refusal>([
  'too-long',
  'amount',
  'time',
  'glued',
  'no-such-number',
  'without-trunk',
]);

/**
 * Every telephone number in `text`, in order, never overlapping. A number without a prefix is read in the country
 * given; without one it is not found. Never throws; time grows with the length of the text.
 */
export function findNumbers(text: string, { country, label }: FindOptions = {}): FoundNumber[] {
  const sole = label === undefined ? soleCandidate(text) : null;
  if (sole) return findSole(sole, hintOf(country));
  if (!couldHoldNumber(text)) return [];
  const plain = normalise(text);
  const header = label === undefined ? '' : `${normalise(label).text.slice(-LONGEST_LABEL)}: `;
  const hits = findInPlain(header + plain.text, hintOf(country));
  if (header === '' && plain.starts === null) return hits;
  return hits
    .filter((hit) => hit.start >= header.length)
    .map((hit) => ({ ...hit, ...originalSpan(plain, hit.start - header.length, hit.end - header.length) }));
}

/** Could a number be in here at all? The cheap question asked of every text of a page. */
function couldHoldNumber(text: string): boolean {
  return COULD_HOLD_NUMBER.test(text) && (hasEnoughDigits(text) || couldBeSpelled(text));
}

function hintOf(country: Country | CountryHint | null | undefined): CountryHint | null {
  return typeof country === 'string' ? { country, source: 'account' } : (country ?? null);
}

/** Nothing stands around it; only what is no number as a whole is looked at more closely. */
function findSole(sole: Candidate, hint: CountryHint | null): Hit[] {
  const reading = readSole(sole, hint);
  if (!reading) return readCandidate({ plainText: sole.text, isQuiet: () => true, hint }, sole).found;
  const { e164, country, why } = reading;
  return [{ start: 0, end: sole.end, e164, country, why, confidence: confidenceOf(sole, reading, false) }];
}

function findInPlain(plainText: string, hint: CountryHint | null): Hit[] {
  const hits: Hit[] = [];
  const place: Place = { plainText, isQuiet: quietIn(plainText), hint };
  const wall = watchForWall(plainText);
  // "Case 0000712 +81 …": a number with its country code is nothing of the id's.
  let [labelledUntil, labelledPlus] = [-1, false];
  for (const whole of candidatesIn(plainText, wall.hides)) {
    if (wall.hides(whole.start)) continue;
    // "… x 12 / 020 …": digits that already serve as the extension of the number before.
    const lastEnd = hits.at(-1)?.end ?? 0;
    const candidate = whole.start < lastEnd ? restOf(plainText, whole, lastEnd) : whole;
    if (!candidate) continue;
    const isSibling =
      labelledUntil >= 0 &&
      candidate.text.startsWith('+') === labelledPlus &&
      isBetweenSiblings(plainText, labelledUntil, candidate.start);
    if (isSibling) {
      labelledUntil = candidate.end;
      continue;
    }
    const { found, refused } = readCandidate(place, candidate);
    hits.push(...found);
    wall.note(whole.start, found.length);
    labelledUntil = refused === 'label' ? candidate.end : -1;
    labelledPlus = candidate.text.startsWith('+');
  }
  return hits;
}

/** Spelled numbers come first: the digits they begin with are no number of their own. */
function candidatesIn(plainText: string, hides: Wall['hides']): Iterable<Candidate> {
  const spelled = spelledNumbers(plainText);
  if (spelled.length === 0) return scan(plainText, hides);
  const others = [...scan(plainText)].filter(
    (one) => !spelled.some(({ start, end }) => one.start < end && start < one.end),
  );
  return [...others, ...spelled].sort((a, b) => a.start - b.start);
}

function isBetweenSiblings(plainText: string, from: number, to: number): boolean {
  return to - from <= 12 && BETWEEN_SIBLINGS.test(plainText.slice(from, to));
}

function readCandidate(place: Place, whole: Candidate): { found: Hit[]; refused: Refusal | null } {
  const short = withoutDate(place.plainText, whole);
  const undated = short && judge(place, short);
  if (undated && 'hit' in undated) return { found: [undated.hit], refused: null };
  const first = judge(place, whole);
  if ('hit' in first) return { found: [first.hit], refused: null };
  const found = ANOTHER_WAY.has(first.refused) ? readOtherwise(place, whole) : [];
  return { found, refused: found.length > 0 ? null : first.refused };
}

/** The first way of which every part is a number. */
function readOtherwise(place: Place, whole: Candidate): Hit[] {
  if (!canBeParted(whole)) return [];
  for (const way of otherWaysToRead(place.plainText, whole)) {
    const outcomes = way.map((part) => judge(place, part));
    const found = outcomes.flatMap((outcome) => ('hit' in outcome ? [outcome.hit] : []));
    if (found.length === way.length) return found;
  }
  return [];
}

function judge({ plainText, isQuiet, hint }: Place, candidate: Candidate): Outcome {
  const extension = readExtension(plainText, candidate.end);
  const written = extension?.end ?? candidate.end;
  if (!extension && isExtensionOfWord(plainText, candidate.end)) return { refused: 'glued' };
  const isAlone = isQuiet(candidate.start, written);
  const label = isAlone ? null : labelBefore(plainText, candidate.start);
  const verdict = isAlone
    ? looksDialableAlone(candidate, plainText, written)
    : looksDialable(candidate, plainText, written, label);
  if (!verdict.ok && verdict.reason !== 'thousands' && verdict.reason !== 'decimal') {
    return { refused: verdict.reason };
  }
  const { reading, end: readUntil } = readInContext(plainText, candidate, hint);
  if (!reading) return { refused: 'no-such-number' };
  if (!verdict.ok && !isGroupedAtHome(plainText, candidate, reading.e164)) return { refused: verdict.reason };
  const { e164, country, why } = reading;
  const announced = label?.kind === 'phone';
  // "(1) 234-5678": the brackets of an area code are how a number is written, and no id.
  const isWritten = announced || candidate.text.startsWith('(');
  if (reading.standing === 'without-trunk' && !isWritten) return { refused: 'without-trunk' };
  const confidence = confidenceOf(candidate, reading, announced);
  const end = Math.max(written, readUntil);
  const hit = { start: candidate.start, end, e164, country, why, confidence };
  return { hit: extension ? { ...hit, extension: extension.digits } : hit };
}

/** A local number with its RFC 3966 context needs no other country; the context is marked along where it was needed. */
function readInContext(
  plainText: string,
  { text, end }: Candidate,
  hint: CountryHint | null,
): { reading: Reading | null; end: number } {
  const local = plainText.length > LONG_TEXT ? readAfresh(text, hint) : readNumber(text, hint);
  const context = text.startsWith('+') ? null : readContext(plainText, end);
  if (!context || local?.e164.startsWith(context.prefix.replace(/[^+\d]/g, '')))
    return { reading: local, end };
  const whole = readNumber(`${context.prefix} ${text}`, null);
  return whole ? { reading: whole, end: context.end } : { reading: local, end };
}

/** "80 109 169" and "22.924223" look like sums and decimals, and are how Tunisia and Cyprus group their numbers. */
function isGroupedAtHome(plainText: string, { text, start, end }: Candidate, e164: E164): boolean {
  const groups = text.split(TWO_WAYS_TO_GROUP);
  const callingCode = callingCodeOf(e164.slice(1))?.digits ?? '';
  if (/\..*\./.test(text) || !isGroupedSo(callingCode, groups)) return false;
  const before = plainText.slice(Math.max(0, start - PAIR_REACH), start);
  if (before.endsWith('-') || COORDINATE.test(before)) return false;
  return !COORDINATE.test(plainText.slice(end, end + PAIR_REACH));
}

function confidenceOf({ text, digits }: Candidate, reading: Reading, announced: boolean): Confidence {
  if (reading.standing !== 'assigned') return 'likely';
  const looksWritten = text !== digits || digits.startsWith('0');
  return reading.why === 'prefix' || looksWritten || announced ? 'certain' : 'likely';
}

/**
 * From a text of the page to the marks in it: which country it is read in, what the page calls it, what src/numbers
 * finds. A list that is drawn again says mostly what it said before: that is remembered.
 */
import type { CountryHint } from '../numbers/e164.ts';
import { type FoundNumber, findNumbers } from '../numbers/find.ts';
import { type ReadText, writtenIn } from './join.ts';
import { createLabels } from './labels.ts';
import type { Mark } from './marks.ts';
import type { HintFor } from './recordCountry.ts';

/** What is known of the place of a text. */
export type ReadingDeps = {
  /** The country in which a text without a prefix is read. */
  readonly hintFor: HintFor;
  /** Is this a part in which the site keeps no number to call? Asked where one was found. */
  readonly isIgnored: (node: Text) => boolean;
};

/** A few screens of a busy list; a text is short. */
const MOST_TEXTS = 1_000;
const LONGEST_TEXT = 200;

export interface Reading {
  /** The marks of a text, in order. */
  read(text: ReadText): Mark[];
  /** The page changed: what it calls its columns is read again. */
  forget(): void;
}

export function createReading({ hintFor, isIgnored }: ReadingDeps): Reading {
  const labels = createLabels();
  const known = new Map<string, readonly FoundNumber[]>();

  const numbersIn = (text: string, country: CountryHint | null, label: string | undefined) => {
    const options = { country, ...(label !== undefined && { label }) };
    if (text.length > LONGEST_TEXT) return findNumbers(text, options);
    const key = `${country?.country}/${country?.source}/${label ?? ''}/${text}`;
    const before = known.get(key);
    if (before) return before;
    const found = findNumbers(text, options);
    // The oldest goes; a Map keeps the order in which its keys came.
    if (known.size >= MOST_TEXTS) known.delete(known.keys().next().value as string);
    known.set(key, found);
    return found;
  };

  const read = (text: ReadText): Mark[] => {
    const country = isInternational(text.text) ? null : hintFor(text.node);
    const numbers = numbersIn(text.text, country, labels.of(text.node));
    if (numbers.length === 0 || isIgnored(text.node)) return [];
    return numbers.map((found) => {
      const span = text.span(found.start, found.end);
      return { ...span, found, text: text.text.slice(found.start, found.end), written: writtenIn(span) };
    });
  };
  return { read, forget: labels.forget };
}

/** One number that carries its country: nobody need be asked for it. Fifteen digits are the most that E.164 has. */
function isInternational(text: string): boolean {
  return /^\D*\+(?:\D*\d){7,15}\D*$/.test(text);
}

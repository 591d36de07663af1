/**
 * Words → the text they are shipped in: sorted, a stretch for each first letter, and instead of the letters that a word
 * shares with the one before it a capital letter, "A" for one. A tenth smaller when it is compressed.
 */
import { stemOf } from '../wordIndex.ts';

const MOST_SHARED = 26;
const LETTER_BEFORE_A = 64;

export function packWords(words: readonly string[]): string {
  let before = '';
  return [...new Set(words)]
    .sort()
    .map((word) => {
      const shared = sharedLetters(before, word);
      before = word;
      return shared === 0 ? ` ${word}` : String.fromCharCode(LETTER_BEFORE_A + shared) + word.slice(shared);
    })
    .join('')
    .trim();
}

/** Of words that differ in their inflection only, the shortest, where all of them are of one kind. */
export function withoutInflected<Kind>(kinds: ReadonlyMap<string, Kind>): Map<string, Kind> {
  const byStem = Map.groupBy(kinds.keys(), (word) => stemOf(word) ?? word);
  return new Map(
    [...byStem.values()].flatMap((words) => {
      const isOneKind = new Set(words.map((word) => kinds.get(word))).size === 1;
      const kept = isOneKind ? words.sort((a, b) => a.length - b.length).slice(0, 1) : words;
      return kept.map((word): [string, Kind] => [word, kinds.get(word) as Kind]);
    }),
  );
}

function sharedLetters(one: string, other: string): number {
  let shared = 0;
  while (shared < MOST_SHARED && shared < other.length && one[shared] === other[shared]) shared += 1;
  return shared;
}

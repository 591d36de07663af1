/**
 * Words of several kinds, looked up in the packed text they are shipped in. A table of all of them takes longer to build
 * than a page takes to be marked: words are unpacked letter by letter, when one with the same first letter is asked for.
 * compile/packWords.ts packs.
 */
import type { WordKind } from './vocabulary.ts';

export type WordIndex = {
  /** The kind of this very word; the last one where several kinds have it. */
  readonly kindOf: (word: string) => WordKind | null;
  /**
   * The kind of a longer word that differs only in its last vowels: "фактуры" beside "фактура". A word that ends with none
   * is a word of its own: "Muster" is no customer ("müşteri").
   */
  readonly kindOfStem: (word: string) => WordKind | null;
};

type Kinds = ReadonlyMap<string, WordKind>;

/** "C" and "tions": three letters of the word before, and what follows them. */
const PACKED = /([A-Z]?)([^A-Z]+)/g;
const LETTER_BEFORE_A = 64;
/** Shorter words are told apart by their vowels: "casa", "caso". */
const SHORTEST_STEM = 5;
/** Case and number in the Slavic, Baltic and Romance languages, in Greek, Finnish and Hungarian. */
const INFLECTION = /[aeiouyаеиоуыэюяьєαειοηυως]{1,2}$/;
/** No word has a star. */
const STEM = '*';

/** `packed[i]`: the words of `kinds[i]`, a stretch for each first letter, between spaces. */
export function indexWords(kinds: readonly WordKind[], packed: readonly string[]): WordIndex {
  const byLetter = new Map<string, Kinds>();

  function wordsWith(letter: string): Kinds {
    const words = new Map<string, WordKind>();
    for (const [index, text] of packed.entries()) {
      const spaced = ` ${text} `;
      const at = spaced.indexOf(` ${letter}`);
      if (at < 0) continue;
      for (const word of unpack(spaced.slice(at + 1, spaced.indexOf(' ', at + 1)))) {
        words.set(word, kinds[index] as WordKind);
        const stem = stemOf(word);
        if (stem) words.set(stem + STEM, kinds[index] as WordKind);
      }
    }
    return words;
  }

  function lookUp(word: string): WordKind | null {
    const letter = word.charAt(0);
    if (letter === '') return null;
    let words = byLetter.get(letter);
    if (!words) {
      words = wordsWith(letter);
      byLetter.set(letter, words);
    }
    return words.get(word) ?? null;
  }

  return {
    kindOf: lookUp,
    kindOfStem: (word) => {
      const stem = stemOf(word);
      return stem === null || stem === word ? null : lookUp(stem + STEM);
    },
  };
}

/** A word without the vowels it ends with, or null where it is too short to lose them. */
export function stemOf(word: string): string | null {
  const stem = word.replace(INFLECTION, '');
  return stem.length < SHORTEST_STEM ? null : stem;
}

function* unpack(stretch: string): Generator<string> {
  let word = '';
  for (const [, shared = '', rest = ''] of stretch.matchAll(PACKED)) {
    word = word.slice(0, shared === '' ? 0 : shared.charCodeAt(0) - LETTER_BEFORE_A) + rest;
    yield word;
  }
}

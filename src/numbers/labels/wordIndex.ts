/**
 * Words of several kinds, looked up in the text they are written in. A table of all of them takes longer to build than a
 * page takes to be marked: words are taken out letter by letter, when one with the same first letter is asked for.
 */
import type { WordKind } from './vocabulary.ts';

export type WordIndex = {
  /** The kind of this very word; the last one where several kinds have it. */
  readonly kindOf: (word: string) => WordKind | null;
};

type Kinds = ReadonlyMap<string, WordKind>;

/** `texts[i]`: the words of `kinds[i]`, between white space. */
export function indexWords(kinds: readonly WordKind[], texts: readonly string[]): WordIndex {
  const text = ` ${texts.join(' ').replaceAll('\n', ' ')} `;
  const ends = texts.map((_text, index) => texts.slice(0, index + 1).join(' ').length + 1);
  const byLetter = new Map<string, Kinds>();

  function wordsWith(letter: string): Kinds {
    const words = new Map<string, WordKind>();
    let kind = 0;
    for (let at = text.indexOf(` ${letter}`); at >= 0; at = text.indexOf(` ${letter}`, at + 1)) {
      while (at >= (ends[kind] ?? text.length)) kind += 1;
      words.set(text.slice(at + 1, text.indexOf(' ', at + 1)), kinds[kind] as WordKind);
    }
    return words;
  }

  return {
    kindOf: (word) => {
      const letter = word.charAt(0);
      if (letter === '') return null;
      let words = byLetter.get(letter);
      if (!words) {
        words = wordsWith(letter);
        byLetter.set(letter, words);
      }
      return words.get(word) ?? null;
    },
  };
}

/**
 * Every language's words → words.json: by kind, in alphabetical order, each word once. A page carries a tenth less than
 * with a file a language. `node scripts/plans.ts` runs it; compileWords.test.ts fails when that was forgotten.
 */
import { asian } from '../asian.ts';
import { cyrillic } from '../cyrillic.ts';
import { dutch } from '../dutch.ts';
import { eastern } from '../eastern.ts';
import { english } from '../english.ts';
import { french } from '../french.ts';
import { german } from '../german.ts';
import { italian } from '../italian.ts';
import { nordic } from '../nordic.ts';
import { portuguese } from '../portuguese.ts';
import { semitic } from '../semitic.ts';
import { slavic } from '../slavic.ts';
import { spanish } from '../spanish.ts';
import { KINDS, type WordsFile } from '../vocabulary.ts';
import type { LabelWords } from '../words.ts';

const LANGUAGES: readonly LabelWords[] = [
  ...[english, german, french, spanish, portuguese, italian, dutch, nordic],
  ...[slavic, cyrillic, eastern, semitic, asian],
];

export function compileWords(languages: readonly LabelWords[] = LANGUAGES): WordsFile {
  const wordsOf = (kind: keyof LabelWords) =>
    languages.flatMap((words) => (words[kind] ?? '').split(/\s+/)).filter((word) => word !== '');
  const kinds = new Map(KINDS.flatMap((kind) => wordsOf(kind).map((word) => [word, kind] as const)));
  const lists = KINDS.map(
    (kind) => [kind, [...kinds].filter(([, of]) => of === kind).map(([word]) => word)] as const,
  );
  const endings = ['numberEndings', wordsOf('numberEndings')] as const;
  return Object.fromEntries(
    [...lists, endings].map(([name, words]) => [name, [...new Set(words)].sort().join(' ')]),
  ) as WordsFile;
}

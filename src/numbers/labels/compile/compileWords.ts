/**
 * Every language's words → words.json: by kind, each word once, without accents where they are long, packed. A page
 * carries a fifth less than with a file a language. `node scripts/plans.ts` runs it; compileWords.test.ts fails when that
 * was forgotten.
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
import { KINDS, keyOf, type WordsFile } from '../vocabulary.ts';
import type { LabelWords } from '../words.ts';
import { packWords, withoutInflected } from './packWords.ts';

const LANGUAGES: readonly LabelWords[] = [
  ...[english, german, french, spanish, portuguese, italian, dutch, nordic],
  ...[slavic, cyrillic, eastern, semitic, asian],
];

export function compileWords(languages: readonly LabelWords[] = LANGUAGES): WordsFile {
  const wordsOf = (kind: keyof LabelWords) =>
    languages.flatMap((words) => (words[kind] ?? '').split(/\s+/)).filter((word) => word !== '');
  const kinds = withoutInflected(
    new Map(KINDS.flatMap((kind) => wordsOf(kind).map((word) => [keyOf(word), kind] as const))),
  );
  const packed = KINDS.map((kind) => [
    kind,
    packWords([...kinds].filter(([, of]) => of === kind).map(([word]) => word)),
  ]);
  const endings = ['numberEndings', [...new Set(wordsOf('numberEndings'))].sort().join(' ')];
  return Object.fromEntries([...packed, endings]) as WordsFile;
}

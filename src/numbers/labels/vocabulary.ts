/** Every language's label words in one table. Looking a word up costs the same however many languages there are. */
import { createRecent } from '../recent.ts';
import { indexWords, type WordIndex } from './wordIndex.ts';
import packed from './words.json' with { type: 'json' };
import type { LabelWords } from './words.ts';

export type WordKind = Exclude<keyof LabelWords, 'numberEndings'>;

/** Where two languages disagree about a word, the kind named later wins: an id rather than a filler. */
export const KINDS = [
  'filler',
  'number',
  'owner',
  'weak',
  'id',
  'phone',
  'fax',
] as const satisfies WordKind[];

/** What compile/ writes: words between spaces. */
export type WordsFile = Readonly<Record<keyof LabelWords, string>>;

const file: WordsFile = packed;
/** A word at the end of a compound says what the whole is: "Kundentelefon", "Telefonrechnung". */
const COMPOUND_ENDINGS = `telefon telefoon telefax fax handy mobil phone hotline puhelin telefonszám
  rechnung bestellung auftrag bestätigung vertrag konto ausweis faktura factuur`;

const SHORTEST_UNACCENTED = 4;
const NOT_ASCII = /[^\0-\x7f]/;
/** \p{M} of the scripts that the words are written in: a pattern that knows all of Unicode takes long to compile. */
const ACCENTS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]+/g;

type Vocabulary = {
  readonly kinds: WordIndex;
  /** The same without accents, as many type: for long words only, because "ma" is not "mã". */
  readonly unaccented: WordIndex;
  readonly numberEndings: readonly string[];
  readonly compoundEndings: readonly string[];
};

/** A page repeats its labels; the words around its numbers are a few hundred. */
const KEPT = 1_000;
const recent = createRecent<WordKind | null>(KEPT / 2);
let known: Vocabulary | null = null;
let spaceless: readonly string[] | null = null;

const SPACELESS = /[\u0e00-\u0e7f\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff]/;
/** "Auftrags-nummer", "Kunden-nr": letters that join a stem to the next word. */
const JOINT = /(?:e?s|e?n)$/;

/** What a word in front of digits says about them, or null for a word that is not in the table. */
export function kindOf(word: string): WordKind | null {
  return recent.recall(word, () => {
    const lower = lowerCase(word);
    return lookUp(lower) ?? kindOfCompound(lower) ?? kindOfSpaceless(lower);
  });
}

function lookUp(word: string): WordKind | null {
  if (word.startsWith('fax') && word.length > SHORTEST_UNACCENTED) return 'fax';
  const { kinds, unaccented } = vocabulary();
  return kinds.kindOf(word) ?? (word.length < SHORTEST_UNACCENTED ? null : unaccented.kindOf(fold(word)));
}

/** "Fakturierungsnummer": any stem before "-nummer" makes an id, except a telephone's. */
function kindOfCompound(word: string): WordKind | null {
  const ending = endingOf(word, vocabulary().numberEndings);
  if (ending !== undefined && ending.length + 1 < word.length) {
    const stem = word.slice(0, -ending.length);
    const kind = lookUp(stem) ?? lookUp(stem.replace(JOINT, '')) ?? kindOfEnding(stem);
    return kind === 'phone' || kind === 'fax' ? kind : kind === 'weak' ? 'phone' : 'id';
  }
  return kindOfEnding(word);
}

function kindOfEnding(word: string): WordKind | null {
  const { kinds, compoundEndings } = vocabulary();
  const ending = endingOf(word, compoundEndings);
  return ending === undefined ? null : kinds.kindOf(ending);
}

function kindOfSpaceless(word: string): WordKind | null {
  if (!SPACELESS.test(word)) return null;
  spaceless ??= longestFirst([file.fax, file.phone, file.number, file.id, file.owner]).filter((one) =>
    SPACELESS.test(one),
  );
  const ending = endingOf(word, spaceless);
  const kind = ending === undefined ? null : vocabulary().kinds.kindOf(ending);
  // "受注番号": a number of something that is not in the table.
  return kind === 'number' && word !== ending ? 'id' : kind;
}

/** The longest of them, which stand longest first. */
function endingOf(word: string, endings: readonly string[]): string | undefined {
  return endings.find((ending) => word.endsWith(ending));
}

/** Built when a page first asks for a word: most texts with a number have none, and most frames no number. */
function vocabulary(): Vocabulary {
  known ??= readVocabulary();
  return known;
}

function readVocabulary(): Vocabulary {
  const texts = KINDS.map((kind) => file[kind]);
  return {
    kinds: indexWords(KINDS, texts),
    unaccented: indexWords(KINDS, texts.map(fold)),
    numberEndings: longestFirst([file.numberEndings]),
    compoundEndings: longestFirst([COMPOUND_ENDINGS]),
  };
}

function longestFirst(texts: readonly (string | undefined)[]): string[] {
  const words = texts.join(' ').split(/\s+/);
  return words.filter((word) => word !== '').sort((a, b) => b.length - a.length);
}

function lowerCase(word: string): string {
  const lower = word.toLowerCase();
  return NOT_ASCII.test(lower) ? lower.normalize('NFC') : lower;
}

/** A word without its accents. */
export function fold(word: string): string {
  return NOT_ASCII.test(word) ? word.normalize('NFD').replace(ACCENTS, '') : word;
}

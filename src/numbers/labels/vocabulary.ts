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

/** What compile/ writes: packed words of each kind, and the endings between spaces. */
export type WordsFile = Readonly<Record<keyof LabelWords, string>>;

const file: WordsFile = packed;
/** A word at the end of a compound says what the whole is: "Kundentelefon", "Telefonrechnung". */
const COMPOUND_ENDINGS = `telefon telefoon telefax fax handy mobil phone hotline puhelin telefonszám
  rechnung bestellung auftrag bestätigung vertrag konto ausweis schein zeichen summe ref referenz faktura factuur bon
  kód kod koodi azonosító`;

/** Vietnamese words are shorter, and differ by nothing else. */
const SHORTEST_UNACCENTED = 5;
const NOT_ASCII = /[^\0-\x7f]/;
/** \p{M} of the scripts that the words are written in: a pattern that knows all of Unicode takes long to compile. */
const ACCENTS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]+/g;

type Vocabulary = {
  readonly words: WordIndex;
  readonly numberEndings: readonly string[];
  readonly compoundEndings: readonly string[];
};

/** A page repeats its labels; the words around its numbers are a few hundred. */
const KEPT = 1_000;
const recent = createRecent<WordKind | null>(KEPT / 2);
let known: Vocabulary | null = null;

const ARABIC_ARTICLE = /^ال(?=...)/;
const SPACELESS = /[\u0e00-\u0e7f\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff]/;
const THAI = /^[\u0e00-\u0e7f]/;
/** "Auftrags-nummer", "Kunden-nr": letters that join a stem to the next word. */
const JOINT = /(?:e?s|e?n|_)$/;

/** What a word in front of digits says about them, or null for a word that is not in the table. */
export function kindOf(word: string): WordKind | null {
  return recent.recall(word, () => {
    const lower = lowerCase(word);
    return lookUp(lower) ?? kindOfCompound(lower) ?? kindOfSpaceless(lower) ?? lookUpStem(lower);
  });
}

function lookUp(word: string): WordKind | null {
  if (word.startsWith('fax') && word.length > 'fax.'.length) return 'fax';
  return vocabulary().words.kindOf(keyOf(word));
}

/** "الطلب" is "طلب" with its article; "фактуры" is "фактура" in another case. */
function lookUpStem(word: string): WordKind | null {
  const key = keyOf(word);
  return ARABIC_ARTICLE.test(word)
    ? lookUp(word.replace(ARABIC_ARTICLE, ''))
    : vocabulary().words.kindOfStem(key);
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
  const ending = endingOf(word, vocabulary().compoundEndings);
  return ending === undefined ? null : lookUp(ending);
}

/** What the longest end of it that is a word says of the whole. */
function kindOfSpaceless(word: string): WordKind | null {
  if (!SPACELESS.test(word)) return null;
  const at = [...word].findIndex((_letter, index) => index > 0 && lookUp(word.slice(index)) !== null);
  const kind = at < 0 ? null : lookUp(word.slice(at));
  // "受注番号": a number of something that is not in the table.
  if (kind === 'number') return 'id';
  // "注文番号は": a particle behind a number; "ご注文は" may well be a hotline.
  if (kind === 'filler') return endsWithNumber(word.slice(0, at)) ? 'id' : null;
  return (kind === null || kind === 'owner') && beginsWithThing(word) ? 'id' : kind;
}

function endsWithNumber(word: string): boolean {
  return [...word].some((_letter, at) => lookUp(word.slice(at)) === 'number');
}

/** Thai says first what it is: "รหัสลูกค้า", the customer’s code. */
function beginsWithThing(word: string): boolean {
  if (!THAI.test(word)) return false;
  for (let end = word.length - 1; end > 2; end -= 1) {
    const kind = lookUp(word.slice(0, end));
    if (kind === 'id' || kind === 'number') return true;
  }
  return false;
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
  return {
    words: indexWords(
      KINDS,
      KINDS.map((kind) => file[kind]),
    ),
    numberEndings: longestFirst(file.numberEndings),
    compoundEndings: longestFirst(COMPOUND_ENDINGS),
  };
}

function longestFirst(words: string): string[] {
  return words.split(/\s+/).sort((a, b) => b.length - a.length);
}

function lowerCase(word: string): string {
  const lower = word.toLowerCase();
  return NOT_ASCII.test(lower) ? lower.normalize('NFC') : lower;
}

/** How a word stands in the table: a longer one without its accents, because "ma" is not "mã". */
export function keyOf(word: string): string {
  return word.length < SHORTEST_UNACCENTED ? word : fold(word).normalize('NFC');
}

/** A word without its accents. */
export function fold(word: string): string {
  return NOT_ASCII.test(word) ? word.normalize('NFD').replace(ACCENTS, '') : word;
}

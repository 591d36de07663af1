/** Every language's label words in one table. Looking a word up costs the same however many languages there are. */
import { createRecent } from '../recent.ts';
import { asian } from './asian.ts';
import { cyrillic } from './cyrillic.ts';
import { dutch } from './dutch.ts';
import { eastern } from './eastern.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { italian } from './italian.ts';
import { nordic } from './nordic.ts';
import { portuguese } from './portuguese.ts';
import { semitic } from './semitic.ts';
import { slavic } from './slavic.ts';
import { spanish } from './spanish.ts';
import type { LabelWords } from './words.ts';

export type WordKind = Exclude<keyof LabelWords, 'numberEndings'>;

/** Where two languages disagree about a word, the kind named later wins: an id rather than a filler. */
const KINDS = ['filler', 'number', 'owner', 'weak', 'id', 'phone', 'fax'] as const satisfies WordKind[];
const LANGUAGES: readonly LabelWords[] = [
  ...[english, german, french, spanish, portuguese, italian, dutch, nordic],
  ...[slavic, cyrillic, eastern, semitic, asian],
];
/** A word at the end of a compound says what the whole is: "Kundentelefon", "Telefonrechnung". */
const COMPOUND_ENDINGS = `telefon telefoon telefax fax handy mobil phone hotline puhelin telefonszám
  rechnung bestellung auftrag bestätigung vertrag konto ausweis faktura factuur`;

const SHORTEST_UNACCENTED = 4;
const NOT_ASCII = /[^\0-\x7f]/;
const ACCENTS = /\p{M}+/gu;

type Vocabulary = {
  readonly kinds: ReadonlyMap<string, WordKind>;
  /** The same without accents, as many type: long words only, because "ma" is not "mã". */
  readonly unaccented: ReadonlyMap<string, WordKind>;
  readonly numberEndings: readonly string[];
  readonly compoundEndings: readonly string[];
  readonly spaceless: readonly string[];
};

/** A page repeats its labels; the words around its numbers are a few hundred. */
const KEPT = 1_000;
const recent = createRecent<WordKind | null>(KEPT / 2);
let known: Vocabulary | null = null;

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
  return kinds.get(word) ?? (word.length < SHORTEST_UNACCENTED ? null : (unaccented.get(fold(word)) ?? null));
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
  return kinds.get(endingOf(word, compoundEndings) ?? '') ?? null;
}

function kindOfSpaceless(word: string): WordKind | null {
  if (!SPACELESS.test(word)) return null;
  const { kinds, spaceless } = vocabulary();
  const ending = endingOf(word, spaceless);
  const kind = kinds.get(ending ?? '') ?? null;
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
  const kinds = new Map<string, WordKind>();
  const folded = new Map<string, string>();
  for (const kind of KINDS) {
    // Lower case and accents of a whole text at once: word by word takes ten times as long.
    const text = lowerCase(LANGUAGES.map((words) => words[kind] ?? '').join(' '));
    const plain = wordsOf(fold(text));
    for (const [index, word] of wordsOf(text).entries()) {
      kinds.set(word, kind);
      if (plain[index] !== word) folded.set(word, plain[index] ?? word);
    }
  }
  const unaccented = new Map<string, WordKind>();
  for (const [word, kind] of kinds)
    if (word.length >= SHORTEST_UNACCENTED) unaccented.set(folded.get(word) ?? word, kind);
  return {
    kinds,
    unaccented,
    numberEndings: longestFirst(LANGUAGES.map((words) => words.numberEndings ?? '')),
    compoundEndings: longestFirst([COMPOUND_ENDINGS]),
    spaceless: longestFirst([asian.fax, asian.phone, asian.number, asian.id, asian.owner]),
  };
}

function longestFirst(texts: readonly (string | undefined)[]): string[] {
  return wordsOf(lowerCase(texts.join(' '))).sort((a, b) => b.length - a.length);
}

function wordsOf(text: string): string[] {
  return text
    .replaceAll('\n', ' ')
    .split(' ')
    .filter((word) => word !== '');
}

function lowerCase(word: string): string {
  const lower = word.toLowerCase();
  return NOT_ASCII.test(lower) ? lower.normalize('NFC') : lower;
}

function fold(word: string): string {
  return NOT_ASCII.test(word) ? word.normalize('NFD').replace(ACCENTS, '') : word;
}

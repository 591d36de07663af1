/** Every language's label words in one table. Looking a word up costs the same however many languages there are. */
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

const kinds = new Map<string, WordKind>(
  KINDS.flatMap((kind) =>
    LANGUAGES.flatMap((words) => wordsOf(words[kind]).map((word) => [word, kind] as const)),
  ),
);
/** The same without accents, as many type: long words only, because "ma" is not "mã". */
const unaccented = new Map<string, WordKind>(
  [...kinds].filter(([word]) => word.length >= SHORTEST_UNACCENTED).map(([word, kind]) => [fold(word), kind]),
);
const numberEndings = endings(LANGUAGES.map((words) => words.numberEndings ?? '').join(' '));
const compoundEndings = endings(COMPOUND_ENDINGS);
const spacelessWords = wordsOf([asian.fax, asian.phone, asian.number, asian.id, asian.owner].join(' '));
const longestFirst = [...spacelessWords].sort((a, b) => b.length - a.length);
const SPACELESS = /[\u0e00-\u0e7f\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff]/;
/** "Auftrags-nummer", "Kunden-nr": letters that join a stem to the next word. */
const JOINT = /(?:e?s|e?n)$/;

/** What a word in front of digits says about them, or null for a word that is not in the table. */
export function kindOf(word: string): WordKind | null {
  const lower = lowerCase(word);
  return lookUp(lower) ?? kindOfCompound(lower) ?? kindOfSpaceless(lower);
}

function lookUp(word: string): WordKind | null {
  if (word.startsWith('fax') && word.length > SHORTEST_UNACCENTED) return 'fax';
  return kinds.get(word) ?? (word.length < SHORTEST_UNACCENTED ? null : (unaccented.get(fold(word)) ?? null));
}

/** "Fakturierungsnummer": any stem before "-nummer" makes an id, except a telephone's. */
function kindOfCompound(word: string): WordKind | null {
  const ending = numberEndings.exec(word)?.[0];
  if (ending !== undefined && ending.length + 1 < word.length) {
    const stem = word.slice(0, -ending.length);
    const kind = lookUp(stem) ?? lookUp(stem.replace(JOINT, '')) ?? kindOfEnding(stem);
    return kind === 'phone' || kind === 'fax' ? kind : kind === 'weak' ? 'phone' : 'id';
  }
  return kindOfEnding(word);
}

function kindOfEnding(word: string): WordKind | null {
  const ending = compoundEndings.exec(word)?.[0];
  return ending === undefined ? null : (kinds.get(ending) ?? null);
}

function kindOfSpaceless(word: string): WordKind | null {
  if (!SPACELESS.test(word)) return null;
  const ending = longestFirst.find((one) => word.endsWith(one));
  const kind = ending === undefined ? null : (kinds.get(ending) ?? null);
  // "受注番号": a number of something that is not in the table.
  return kind === 'number' && word !== ending ? 'id' : kind;
}

function endings(words: string): RegExp {
  return new RegExp(`(?:${wordsOf(words).join('|')})$`);
}

function wordsOf(words: string | undefined): string[] {
  return (words ?? '').split(/\s+/).filter(Boolean).map(lowerCase);
}

function lowerCase(word: string): string {
  const lower = word.toLowerCase();
  return NOT_ASCII.test(lower) ? lower.normalize('NFC') : lower;
}

function fold(word: string): string {
  return NOT_ASCII.test(word) ? word.normalize('NFD').replace(/\p{M}/gu, '') : word;
}

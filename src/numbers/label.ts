/**
 * The label in front of digits: the words of one phrase, read from right to left, and what they announce. The words
 * themselves are in labels/; labels behind the digits, money and links are context.ts.
 */
import { joinAbbreviations } from './labels/abbreviations.ts';
import { kindOf, type WordKind } from './labels/vocabulary.ts';
import { FEWEST_DIGITS } from './normalise.ts';
import { tableOf } from './runs.ts';
import { isDigitAt } from './segments.ts';

/**
 * `phone` and `fax` name the line; `id` a thing that has a number; `owner` somebody who may have both. `numbered`: a
 * word for "number" stands with it ("Customer no."), which settles that the digits are an id.
 */
export type Label = { readonly kind: 'phone' | 'fax' | 'id' | 'owner'; readonly numbered: boolean };

/** Far enough for "VAT registration number of the customer:" and short enough to stay cheap. */
export const LABEL_REACH = 64;
const MOST_WORDS = 6;
/** Behind a longer word than "Inv." a full stop ends a sentence, unless the word is a compound of "Nr." */
const ABBREVIATION = /^.{1,4}$|(?:n[or]|num|nro|ref|tel|fax|kom)$/i;
/** "Phone 2:", "Tel. 1": longer digits are something of their own. */
const LONGEST_COUNTER = 2;

/** Digits and punctuation only; asked first, because a table is full of them. */
const NO_WORDS = /^[\0-@[-^`{-\x7f€£¥–—«»„“”…]*$/;
/** "0019 (fax) «020 …»": the brackets speak of the number before them. */
const BEHIND_NUMBER = /\d{4} ?\([^()]{1,30}\)[ ,;/]{0,3}$/;
/** "Boise, ID (208) …": a state, where the digits are grouped as no id is. */
const PLACE = /\p{Ll}, \p{Lu}{2}:? $/u;
const BARE_DIGITS = /^\d+$/;
const IS_ASCII_SIGN = tableOf(' \t\n\r!"$%&\'()*+,-./:;<=>?@[\\]^`{|}~');
const WORD = /[\p{L}\p{M}\d_]+/gu;
const ASCII_WORD = /\w+/g;
const NOT_ASCII = /[^\0-\x7f]/;
const NOUN = /^(?:\p{L}{3,}|\p{Lo}{2})$/u;
const BRACKET = /^ ?\)/;
/** In lower case, or with the Arabic article. */
const COMMON_NOUN = /^(?:\p{Ll}|ال)/u;
const CAPITALISED = /^[\p{Lu}\p{Lo}]/u;
const LONGEST_ABBREVIATION = 3;
const ACRONYM = /^\p{Lu}{2,4}$/u;
const HUMPS = /(?<=[\p{Ll}])(?=\p{Lu})|_+/u;
const COULD_HAVE_HUMPS = /[a-z][A-Z]|[_\x80-\uffff]/;
const PHONE_SIGN = /[☎☏✆📞📱📲]/u;
const FAX_SIGN = /[📠🖷]/u;
const NUMBER_SIGN = /[#№°º]/u;
/** Between the label and its digits: a line end only behind a colon, as in a form. */
const CLOSES_BEFORE_DIGITS = /[,;|·•!?]|(?<!:[^\S\n]*)\n/u;
const CLOSES_BETWEEN_WORDS = /[,;:|·•!?\n\t=]/u;
const LEADERS = /^[\s.:_…-]{0,40}$/u;
const LONGEST_GAP = 7;
const JOINS = /[/&+]/;
const JOINING_WORDS = new Set([
  'and',
  'und',
  'et',
  'y',
  'e',
  'en',
  'och',
  'og',
  'i',
  'и',
  'ja',
  've',
  'or',
  'oder',
  'ou',
]);

type Kind = WordKind | 'counter';
type Word = { readonly text: string; readonly gap: string };
/** What is known of a phrase, from its end up to some word. */
type Phrase = {
  numbered: boolean;
  counted: boolean;
  /** "Fax (office)", "Fax office": such a word only says which of several. */
  weak: boolean;
  nearest: 'id' | 'owner' | null;
};

/** What stands in front of `start`, or null if it announces nothing. Looks a bounded distance back. */
export function labelBefore(plainText: string, start: number): Label | null {
  const from = Math.max(0, start - LABEL_REACH);
  const before = plainText.slice(from, start);
  if (NO_WORDS.test(before) || isBehindDigits(before) || BEHIND_NUMBER.test(before)) return null;
  if (PLACE.test(before) && !BARE_DIGITS.test(plainText.slice(start, start + FEWEST_DIGITS))) return null;
  return readPhrase(wordsOf(before, from > 0));
}

/** More digits than a counter has, and no word or sign since: they are no label, and nothing in front of them is. */
function isBehindDigits(before: string): boolean {
  let at = before.length;
  while (at > 0 && IS_ASCII_SIGN[before.charCodeAt(at - 1)] === 1) at -= 1;
  const end = at;
  while (at > 0 && isDigitAt(before, at - 1)) at -= 1;
  return end - at > LONGEST_COUNTER && (at === 0 || IS_ASCII_SIGN[before.charCodeAt(at - 1)] === 1);
}

/** The same for a phrase by itself: a column header, or the words in brackets behind a number. */
export function labelOf(phrase: string): Label | null {
  return readPhrase(wordsOf(phrase.slice(-LABEL_REACH), phrase.length > LABEL_REACH));
}

function readPhrase(words: readonly Word[]): Label | null {
  const phrase: Phrase = { numbered: false, counted: false, weak: false, nearest: null };
  for (const index of words.keys()) {
    const said = readWord(words, index, phrase);
    if (said === 'end') break;
    if (said !== null) return { kind: said, numbered: phrase.numbered };
  }
  const kind = phrase.nearest ?? (phrase.weak ? 'phone' : null);
  return kind && { kind, numbered: phrase.numbered };
}

/** Takes one word more into the phrase: it settles the matter, ends the phrase, or says nothing yet. */
function readWord(words: readonly Word[], index: number, phrase: Phrase): 'phone' | 'fax' | 'end' | null {
  const word = words[index];
  if (!word) return 'end';
  const kind = signOf(word) ?? kindOfWord(word, words[index - 1], words[index + 1]);
  phrase.numbered ||= kind === 'number' || NUMBER_SIGN.test(word.gap);
  phrase.counted ||= kind === 'counter';
  const isAside = kind === 'weak' && (BRACKET.test(word.gap) || isBehindFax(words, index));
  phrase.weak ||= isAside;
  if (!isAside && announces(kind, phrase)) return 'phone';
  if (kind === 'fax') return isJoinedToPhone(words, index) ? 'phone' : 'fax';
  if (kind === null) return endAtUnknown(words, index, phrase);
  if (phrase.counted && isThing(kind)) return 'end';
  if (isThing(kind) && phrase.nearest !== 'id') phrase.nearest = kind;
  return null;
}

function isBehindFax(words: readonly Word[], index: number): boolean {
  return kindOf(words[index + 1]?.text ?? '') === 'fax';
}

function endAtUnknown(words: readonly Word[], index: number, phrase: Phrase): 'end' | null {
  const { numbered, counted, nearest } = phrase;
  const text = words[index]?.text ?? '';
  // "Fax to", "par fax au": a preposition of any language.
  if (isShort(text) && isBehindFax(words, index)) return null;
  if (nearest !== null || counted || !NOUN.test(text)) return 'end';
  const announced = index === 0 ? kindInFront(words) : null;
  if (!numbered && announced !== 'id' && announced !== 'number') return 'end';
  phrase.numbered = numbered
    ? isCertainlyThing(words, index)
    : announced === 'number' && COMMON_NOUN.test(text);
  phrase.nearest = phrase.numbered ? 'id' : 'owner';
  return 'end';
}

/** "N° allocataire 0199…", "número de caso": what stands in front of a word of no table. */
function kindInFront([, one, other]: readonly Word[]): Kind | null {
  const kind = one ? (/^['’]/.test(one.gap) ? 'filler' : kindOf(one.text)) : null;
  return kind === 'filler' && other ? kindOf(other.text) : kind;
}

/**
 * "Return no.", "Лицензия №": a noun with a short word for "number" behind it, as common ones have it with any in front
 * ("nr katalogowy"). "Loan number", "Conf # 9175…" are as good as an owner's: with a name in its place ("Zoe’s number",
 * "n° Zoe") the digits would be somebody's telephone.
 */
function isCertainlyThing(words: readonly Word[], index: number): boolean {
  const { text = '', gap = '' } = words[index] ?? {};
  const right = words[index - 1]?.text;
  return gap.includes('№') || (isShort(right) && CAPITALISED.test(text));
}

function isShort(word: string | undefined): boolean {
  return word !== undefined && word.length <= LONGEST_ABBREVIATION;
}

/** "Phone customer" is the customer's phone; "phone order" is an order; "call order" as well. */
function announces(kind: Kind | null, { nearest }: Phrase): boolean {
  return (kind === 'phone' && nearest !== 'id') || (kind === 'weak' && nearest === null);
}

function isThing(kind: Kind): kind is 'id' | 'owner' {
  return kind === 'id' || kind === 'owner';
}

function signOf({ gap }: Word): 'phone' | 'fax' | null {
  return PHONE_SIGN.test(gap) ? 'phone' : FAX_SIGN.test(gap) ? 'fax' : null;
}

function kindOfWord({ text, gap }: Word, right: Word | undefined, left: Word | undefined): Kind | null {
  if (text === '') return 'filler';
  if (/^\d+$/.test(text)) return text.length <= LONGEST_COUNTER ? 'counter' : null;
  // "d'ordre": an article, and no label "D".
  if (/^['’]/.test(gap) && right) return 'filler';
  const kind = kindOf(text);
  if (kind !== null) return kind;
  // "Geräte-Nr.", "RE-Nr.": a compound.
  if (gap.endsWith('-') && right && kindOf(right.text) === 'number') return 'id';
  // "GB 500558910", "OC 2212…": capitals before digits are the initials of an id, unless they are a name in capitals.
  if (!ACRONYM.test(text) || gap === '') return null;
  return right === undefined && !/^\p{Lu}+$/u.test(left?.text ?? '') ? 'owner' : 'filler';
}

/** "Tel/Fax", "phone and fax": one line for both. */
function isJoinedToPhone(words: readonly Word[], index: number): boolean {
  let at = index + 1;
  const joint = words[at];
  const isWord = joint !== undefined && JOINING_WORDS.has(joint.text.toLowerCase());
  if (isWord) at += 1;
  const left = words[at];
  if (!left || !(isWord || JOINS.test(left.gap))) return false;
  return kindOf(left.text) === 'phone' || kindOf(left.text) === 'weak';
}

/** The words of the phrase that ends the text, last one first, each with the gap behind it. */
function wordsOf(before: string, isCut: boolean): Word[] {
  const text = joinAbbreviations(before);
  const words: Word[] = [];
  let end = text.length;
  const found = [...text.matchAll(NOT_ASCII.test(text) ? WORD : ASCII_WORD)];
  for (let index = found.length - 1; index >= 0 && words.length < MOST_WORDS; index -= 1) {
    const match = found[index];
    if (!match || (isCut && match.index === 0)) break;
    const gap = text.slice(match.index + match[0].length, end);
    if (closes(gap, match[0], words.length === 0)) return addSign(words, gap);
    const [last, ...humps] = kindOf(match[0]) ? [match[0]] : humpsOf(match[0]).reverse();
    words.push({ text: last ?? '', gap }, ...humps.map((hump) => ({ text: hump, gap: '' })));
    end = match.index;
  }
  return words.length > 0
    ? addSign(words, text.slice(Math.max(0, end - LONGEST_GAP), end))
    : addSign(words, text);
}

/** "PhoneNumber" and "phone_number" are two words. */
function humpsOf(word: string): string[] {
  return COULD_HAVE_HUMPS.test(word) ? word.split(HUMPS) : [word];
}

/** A sign stands by itself: "☎ 020 …" has no word at all. */
function addSign(words: Word[], gap: string): Word[] {
  const sign = gap.slice(-LONGEST_GAP);
  return PHONE_SIGN.test(sign) || FAX_SIGN.test(sign) ? [...words, { text: '', gap: sign }] : words;
}

function closes(gap: string, word: string, isFirst: boolean): boolean {
  if (isFirst && gap === '-') return true;
  if ((isFirst ? CLOSES_BEFORE_DIGITS : CLOSES_BETWEEN_WORDS).test(gap)) return true;
  if (gap.length > LONGEST_GAP && !LEADERS.test(gap)) return true;
  // A middle dot between two columns has become a full stop with space around it.
  return /^\s\.\s/.test(gap) || (/^\.\s/.test(gap) && !ABBREVIATION.test(word));
}

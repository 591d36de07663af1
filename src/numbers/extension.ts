/**
 * The extension behind a number: "x 12", "ext. 12", "#12", "Durchwahl 12", RFC 3966 ";ext=12", or pauses ",,12". A
 * single comma never makes one, because it also separates two numbers. The marks of each language are
 * labels/extensionMarks.ts.
 */
import { NAMED_MARKS, SHORT_MARKS } from './labels/extensionMarks.ts';

/** Post-dial digits; a chain keeps its pauses: "12,,3#". `end` is where it ends in the text that was searched. */
export type Extension = { readonly digits: string; readonly end: number };

/** A word says it outright, so its digits may be as long as RFC 3966 allows; after "x" ten digits are an article. */
const GAP = String.raw`[ \t,]{0,3}\(?`;
const NAMED = String.raw`(?:;ext=|[ \t,;]{0,3}\(?(?:${NAMED_MARKS})[.:,]{0,2}[ \t]{0,3}#?)(\d{1,20})#?`;
const MARKED_SHORTLY = String.raw`${GAP}(?:${SHORT_MARKS})[.:]{0,2}[ \t-]{0,3}#?(\d{1,9})(?!\d)#?`;
/** Each comma waits two seconds on a phone; what follows is dialled into the answered call. */
const PAUSES = String.raw` ?,{2,6} ?(\d{1,9}#?(?:,{1,6}\d{1,9}#?){0,4})(?!\d)`;
const MARKED = new RegExp(`(?:${NAMED}|${MARKED_SHORTLY}|${PAUSES})`, 'iuy');
/** What the wire carries, and a switchboard takes. */
const MOST_POST_DIAL = 20;
/** The characters of `GAP` and of the gap of a named mark, and how many of them there can be. */
const GAP_CHARACTERS = ' \t,;(';
const LONGEST_GAP = 4;
/** First characters of all marks; those beyond ASCII are not told apart. */
const MARK_BEGINS = /[adeiklmnprtwxADEIKLMNPRTWX#~\x80-\uffff]/;
const GOES_ON = /^[\p{L}_]/u;

/** The extension that begins exactly at `at`, spaces and one comma before the mark included, or null. */
export function readExtension(plainText: string, at: number): Extension | null {
  const extension = match(plainText, at);
  return extension && !goesOn(plainText, extension.end) ? extension : null;
}

/** "… 0018 x12more": a word that only looks like a number with its extension. */
export function isExtensionOfWord(plainText: string, at: number): boolean {
  const extension = match(plainText, at);
  return extension !== null && goesOn(plainText, extension.end);
}

/** Could a mark or a pause begin here? Asked first, because the marks of all languages are a long pattern. */
function couldBeMarked(plainText: string, at: number): boolean {
  let next = at;
  while (next - at < LONGEST_GAP && GAP_CHARACTERS.includes(plainText[next] ?? 'x')) next += 1;
  if (MARK_BEGINS.test(plainText[next] ?? '')) return true;
  return plainText.startsWith(',,', at) || plainText.startsWith(' ,,', at);
}

function match(plainText: string, at: number): Extension | null {
  if (at >= plainText.length || !couldBeMarked(plainText, at)) return null;
  MARKED.lastIndex = at;
  const found = MARKED.exec(plainText);
  const digits = found?.[1] ?? found?.[2] ?? found?.[3];
  if (!found || !digits || digits.length > MOST_POST_DIAL) return null;
  const end = at + found[0].length;
  const closes = found[0].includes('(') && plainText[end] === ')';
  return { digits: digits.includes(',') ? digits : digits.replace('#', ''), end: closes ? end + 1 : end };
}

function goesOn(plainText: string, end: number): boolean {
  return GOES_ON.test(plainText.slice(end, end + 2));
}

/**
 * The extension behind a number: "x 12", "ext. 12", "#12", "Durchwahl 12", RFC 3966 ";ext=12", or pauses ",,12". A
 * single comma never makes one, because it also separates two numbers. The marks of each language are
 * labels/extensionMarks.ts.
 */
import { NAMED_MARKS, SHORT_MARKS } from './labels/extensionMarks.ts';
import { tableOf } from './runs.ts';

/** Post-dial digits; a chain keeps its pauses: "12,,3#". `end` is where it ends in the text that was searched. */
export type Extension = { readonly digits: string; readonly end: number };

/** A word says it outright, so its digits may be as many as can be dialled; after "x" ten digits are an article. */
const GAP = String.raw`[ \t,]{0,3}\(?`;
const NAMED = String.raw`(?:;ext=|[ \t,;/-]{0,3}\(?(?:${NAMED_MARKS})[.:,]{0,2}[ \t]{0,3}#?)(\d+)#?`;
const MARKED_SHORTLY = String.raw`${GAP}(?:${SHORT_MARKS})[.:]{0,2}[ \t-]{0,3}#?(\d+)#?`;
/** Each comma waits two seconds on a phone; what follows is dialled into the answered call. */
const PAUSED = / ?,{2,6} ?(\d{1,9}#?(?:,{1,6}\d{1,9}#?){0,4})(?!\d)/y;
const MARKED = new RegExp(`(?:${NAMED}|${MARKED_SHORTLY})`, 'iuy');
/** What the wire carries, and a switchboard takes. */
const MOST_POST_DIAL = 20;
const MOST_BEHIND_SIGN = 9;
/** The characters of `GAP` and of the gap of a named mark, and how many of them there can be. */
const IS_GAP = tableOf(' \t,;/-(');
const LONGEST_GAP = 4;
/** First characters of all marks; those beyond ASCII are not told apart. */
const IS_MARK_BEGIN = tableOf('adeiklmnprtwxADEIKLMNPRTWX#~');
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
  while (next - at < LONGEST_GAP && IS_GAP[plainText.charCodeAt(next)] === 1) next += 1;
  const code = plainText.charCodeAt(next);
  if (code >= 0x80 || IS_MARK_BEGIN[code] === 1) return true;
  return plainText.startsWith(',,', at) || plainText.startsWith(' ,,', at);
}

function match(plainText: string, at: number): Extension | null {
  if (at >= plainText.length || !couldBeMarked(plainText, at)) return null;
  return matchMark(plainText, at) ?? matchPauses(plainText, at);
}

function matchMark(plainText: string, at: number): Extension | null {
  MARKED.lastIndex = at;
  const found = MARKED.exec(plainText);
  if (!found) return null;
  const [whole, named, marked = ''] = found;
  if (named === undefined && marked.length > MOST_BEHIND_SIGN) return null;
  const digits = named ?? marked;
  if (digits.length > MOST_POST_DIAL) return cutShort(digits, at + whole.lastIndexOf(digits));
  const end = at + whole.length;
  const closes = whole.includes('(') && plainText[end] === ')';
  return { digits, end: closes ? end + 1 : end };
}

function cutShort(digits: string, from: number): Extension {
  return { digits: digits.slice(0, MOST_POST_DIAL), end: from + MOST_POST_DIAL };
}

function matchPauses(plainText: string, at: number): Extension | null {
  PAUSED.lastIndex = at;
  const found = PAUSED.exec(plainText);
  const digits = found?.[1];
  if (!found || !digits || digits.length > MOST_POST_DIAL) return null;
  return { digits: digits.includes(',') ? digits : digits.replace('#', ''), end: at + found[0].length };
}

function goesOn(plainText: string, end: number): boolean {
  return GOES_ON.test(plainText.slice(end, end + 2));
}

/**
 * Characters that touch a candidate and make it a part of something longer: "CU2611-00023", "…0018forme", a link, an
 * address. Words with a space between are label.ts.
 */
import { tableOf } from './runs.ts';

export type GlueReason = 'glued' | 'time';

/** Far enough for "INV-" and "order_id=". */
const REACH = 24;
/** What an address bar shows of one link. */
export const LINK_REACH = 120;

/** Scripts that put spaces between words; a Han or Kana character may touch a number. */
const WORD_CHARACTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Mn}\p{Nd}_]/u;
const GLUE_BEFORE = /[@#&=%\\/^*]/;
const ASCII_WORD_CHARACTER = /\w/;
const GLUE_BEHIND = /[@=\\%&^*]/;
/** "-word", ".word", ".COM"; asked only behind a dash or a dot with a letter, or what may be one. */
const JOINED_WORD = /^(?:-\p{L}|\.(?:\p{Ll}|\p{Lu}{2}))/u;
const LETTER_NEXT = /^.[A-Za-z\x80-\uffff]/;
const TIME_BEFORE = /\d:$/;
const TIME_BEHIND = /^:\d/;
const BEGINS_SENTENCE = /^\.\p{Lu}\p{Ll}/u;
/** "01/01/2026-31" goes on as a date. */
const DATE_BEHIND = /^\/\d{1,2}\/(?:19|20)?\d\d(?!\d)/;
const YEAR_BEHIND = /^\/(?:\d\d|(?:19|20)\d\d)(?!\d)/;
const BARE_DIGITS = /^\d+$/;
/** One of these is in each of them. */
const IS_OF_LINK = tableOf(':wW?&@');
const LINK = /:\/\/|www\.|[?&@]/i;
/** Links that hold a number and nothing else. */
const NUMBER_LINK = /(?:^|[^a-z])(?:tel|callto|sms|sips?|phone|whatsapp):\/{0,2}$/i;
/** "415-555-0123", "(449) 978 0001": written in groups as a number is, and therefore readable beside a word. */
const GROUPED = /^\+?\d{0,3}[ .-]?\(?\d{2,4}\)?[ .-]?\d{3,4}[ .-]\d{3,5}$/;
/** "number-": a word of a sentence rather than the letters of an id. */
const WORD_AND_DASH = /(?:^|[^\p{L}\d])\p{L}?\p{Ll}+-$/u;

/** Inside a web address or an e-mail address; "tel:" and "sip:" hold numbers and are none of these. */
export function isInLink(plainText: string, start: number): boolean {
  const least = Math.max(0, start - LINK_REACH);
  let from = start;
  let couldBeLink = false;
  while (from > least && !isWhiteSpace(plainText.charCodeAt(from - 1))) {
    from -= 1;
    couldBeLink ||= IS_OF_LINK[plainText.charCodeAt(from)] === 1;
  }
  if (!couldBeLink) return false;
  const word = plainText.slice(from, start);
  return LINK.test(word) && !NUMBER_LINK.test(word);
}

/** What touches [start, end), or null. An announced number may touch the dot of its label: "Tel.020 …". */
export function glueAround(
  plainText: string,
  start: number,
  end: number,
  isAnnounced: boolean,
): GlueReason | null {
  const [before, behind] = withoutEmphasis(
    plainText.slice(Math.max(0, start - REACH), start),
    plainText.slice(end, end + REACH),
  );
  const text = plainText.slice(start, end);
  if (/[:/]$/.test(before) && NUMBER_LINK.test(before))
    return behind.startsWith('@') ? null : glueBehind(behind);
  const touchesWord = /^[+(]/.test(text) ? glueBeforeLead(before) : glueBefore(before, text, isAnnounced);
  if (!isAnnounced && isClaimed(before, text, behind)) return 'glued';
  if (isAnnounced && behind.startsWith('&')) return touchesWord;
  return touchesWord ?? glueBehind(behind, text);
}

/** "**020 …**", "_020 …_": the signs of emphasis that enclose a number touch it and say nothing of it. */
function withoutEmphasis(before: string, behind: string): [string, string] {
  const sign = behind[0];
  if ((sign !== '*' && sign !== '_') || !before.endsWith(sign)) return [before, behind];
  return [before.replace(/[*_]+$/, ''), behind.replace(/^[*_]+/, '')];
}

/** A plus or a bracket begins a number wherever it stands: "call+1 …", "call(415) …". A digit before it is a sum. */
function glueBeforeLead(before: string): GlueReason | null {
  return /\d$/.test(before) ? 'glued' : null;
}

/** "[35699122] started", "912345600/26": bare digits that the brackets of a log or a year claim. */
function isClaimed(before: string, text: string, behind: string): boolean {
  if (DATE_BEHIND.test(behind)) return true;
  if (!BARE_DIGITS.test(text)) return false;
  const isYearly = !text.startsWith('0') && YEAR_BEHIND.test(behind);
  return isYearly || (before.endsWith('[') && /^\]\s*\S/.test(behind));
}

function glueBefore(before: string, text: string, isAnnounced: boolean): GlueReason | null {
  const neighbour = before.at(-1);
  if (neighbour === undefined || neighbour === ' ') return null;
  if (neighbour === ':' && TIME_BEFORE.test(before)) return 'time';
  if (isWordCharacter(neighbour)) return 'glued';
  const beyond = before.at(-2) ?? ' ';
  if (GLUE_BEFORE.test(neighbour)) return isSeparator(neighbour, beyond, isAnnounced) ? null : 'glued';
  const joins = (neighbour === '-' || neighbour === '.') && isWordCharacter(beyond);
  if (!joins || isAnnounced) return null;
  return neighbour === '-' && WORD_AND_DASH.test(before) && GROUPED.test(text) ? null : 'glued';
}

/** "…0019/020 …" and "phone=020 …". */
function isSeparator(neighbour: string, beyond: string, isAnnounced: boolean): boolean {
  return (neighbour === '/' && /[\d ]/.test(beyond)) || (neighbour === '=' && isAnnounced);
}

/** `text` where its grouping may speak for a sentence that touches it. */
function glueBehind(behind: string, text = ''): GlueReason | null {
  const neighbour = behind[0];
  if (neighbour === undefined || neighbour === ' ') return null;
  if (isWordCharacter(neighbour) || GLUE_BEHIND.test(neighbour)) return 'glued';
  if (neighbour === '-' || neighbour === '.') return glueOfNextWord(behind, text);
  return neighbour === ':' && TIME_BEHIND.test(behind) ? 'time' : null;
}

function glueOfNextWord(behind: string, text: string): GlueReason | null {
  if (!LETTER_NEXT.test(behind)) return null;
  if (JOINED_WORD.test(behind)) return 'glued';
  return BEGINS_SENTENCE.test(behind) && !GROUPED.test(text) ? 'glued' : null;
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0x2028 || code === 0x2029;
}

/** Of one character; nearly all are ASCII, and the scripts are a long list. */
function isWordCharacter(character: string): boolean {
  return character < '\x80' ? ASCII_WORD_CHARACTER.test(character) : WORD_CHARACTER.test(character);
}

/**
 * What stands around a candidate, put together: what touches it (glue.ts), money (money.ts), the label in front
 * (label.ts) and the words in brackets behind. Each looks a bounded distance, so that a text costs no more than its length.
 */
import { type GlueReason, glueAround, isInLink, LINK_REACH } from './glue.ts';
import { type Label, labelBefore, labelOf } from './label.ts';
import { isAmount } from './money.ts';
import { tableOf } from './runs.ts';

/** Why the surroundings say that this is no number to dial. */
export type ContextReason = GlueReason | 'link' | 'label' | 'amount';

const REACH = 40;
const IS_QUIET = tableOf('0123456789 \t\n\v\f\r.,-/+;|"');
const IS_APART = tableOf(' \t\n\v\f\r,;|"');
const CAPITALS = /[A-Z]{2}\d\d/;
const IBAN_BEFORE = /(?<![\p{L}\d])[A-Z]{2}\d{2} ?(?:[A-Z\d]{4} ){0,7}[A-Z]{0,4} ?$/u;
const BRACKETS_BEHIND = /^[ ]{0,3}[([]\s?([^()[\]\n\d]{1,30}?)\s?[)\]]/;
/** "… 0018 fax" at the end, but not the fax that comes next: "… 0018 Fax: 020 …". */
const FAX_BEHIND = /^[ ]{0,2}[-–/]?[ ]?(?:tele)?fax(?![\p{L}\d])(?!\s{0,3}(?:[.:]|[-+(\d]))/iu;
/** What a fax or a bracket behind begins with, and what may stand in front of that: asked first, because it is cheap. */
const COULD_BE_FAX_OR_BRACKET = /[ftFT([\x80-\uffff]/;
const GAP = ' -/';
const LONGEST_GAP = 4;
const BARE_DIGITS = /^\d+$/;

/**
 * Asks of a text: are there only white space and separators of lists beside [start, end), and nothing further away but
 * digits and what stands between them? Then no label, link, unit or bracket can hold anything against it, and none of
 * these needs to be looked for; where a comma touches it, it could still be a sum (money.ts). Remembers what it saw
 * last: in a long text the same stretch is asked for again and again.
 */
export function quietIn(plainText: string): (start: number, end: number) => boolean {
  let [quietFrom, quietTo, loudAt] = [0, 0, -1];
  const isQuiet = (from: number, to: number): boolean => {
    if (from <= loudAt && loudAt < to) return false;
    for (let at = from >= quietFrom && from <= quietTo ? quietTo : from; at < to; at += 1) {
      if (IS_QUIET[plainText.charCodeAt(at)] === 1) continue;
      loudAt = at;
      return false;
    }
    quietFrom = from;
    quietTo = Math.max(from, to);
    return true;
  };
  return (start, end) =>
    isApart(plainText.charCodeAt(start - 1)) &&
    isApart(plainText.charCodeAt(end)) &&
    isQuiet(Math.max(0, start - LINK_REACH), Math.min(plainText.length, end + REACH));
}

/** White space, a separator of lists, or the end of the text. */
function isApart(code: number): boolean {
  return Number.isNaN(code) || IS_APART[code] === 1;
}

/** "DE89 «3704 …»": these digits go on an account number that began before them. */
export function isInsideIban(plainText: string, start: number): boolean {
  if (start === 0) return false;
  const before = plainText.slice(Math.max(0, start - REACH), start);
  return CAPITALS.test(before) && IBAN_BEFORE.test(before);
}

/** What the surroundings of [start, end) hold against it, or null. `end` is behind the extension, if there is one. */
export function objectionAround(
  plainText: string,
  start: number,
  end: number,
  label = labelBefore(plainText, start),
): ContextReason | null {
  if (isInLink(plainText, start)) return 'link';
  if (isAmount(plainText, start, end)) return 'amount';
  const text = plainText.slice(start, end);
  if (isLabelledOtherwise(label, text) || isOtherwiseBehind(plainText, end, text)) return 'label';
  return glueAround(plainText, start, end, label?.kind === 'phone');
}

/**
 * A fax is never called. An id word decides, unless the number has its country code and nothing says "number"; a
 * customer or member may well be followed by a telephone number, but hardly by one without any grouping.
 */
function isLabelledOtherwise(label: Label | null, text: string): boolean {
  if (label === null || label.kind === 'phone') return false;
  if (label.kind === 'fax') return true;
  if (text.startsWith('+')) return false;
  return label.kind === 'id' || label.numbered || BARE_DIGITS.test(text);
}

function isOtherwiseBehind(plainText: string, end: number, text: string): boolean {
  let next = end;
  while (next - end < LONGEST_GAP && GAP.includes(plainText[next] ?? 'x')) next += 1;
  if (!COULD_BE_FAX_OR_BRACKET.test(plainText[next] ?? '')) return false;
  const behind = plainText.slice(end, end + REACH);
  if (FAX_BEHIND.test(behind)) return true;
  const words = BRACKETS_BEHIND.exec(behind)?.[1];
  const label = words === undefined ? null : labelOf(words);
  return label?.kind === 'fax' || (label?.kind === 'id' && BARE_DIGITS.test(text));
}

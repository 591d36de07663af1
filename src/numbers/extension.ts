/**
 * The extension behind a number: "x 12", "ext. 12", "#12", "Durchwahl 12", "poste 12", RFC 3966 ";ext=12". Always
 * named by a mark: a comma alone never makes one, because a comma also separates two numbers.
 */

/** `end` is where the extension ends in the text that was searched. */
export type Extension = { readonly digits: string; readonly end: number };

const SHORT_MARKS = [
  'x',
  '#',
  'durchwahl',
  'dw',
  'nebenstelle', // German
  'poste', // French
  'anexo',
  'interno',
  'int', // Spanish, Italian
  'ramal', // Portuguese
  'toestel',
  'tst', // Dutch
  'ankn(?:ytning)?', // Swedish
  'lok(?:alnummer)?', // Danish
  'wew', // Polish
  'linka', // Czech
  'доб', // Russian
  '内線', // Japanese
  '转', // Chinese
].join('|');

/** A word says it outright, so its digits may be as long as RFC 3966 allows; after "x" nine digits are an article. */
const NAMED = String.raw`(?:;ext=|[ ,;]{0,3}\(?(?:ext(?:ension|n)?)[.:,]{0,2} {0,2}#?)(\d{1,20})`;
const MARKED_SHORTLY = String.raw`[ ,]{0,3}\(?(?:${SHORT_MARKS})[.:]{0,2} {0,2}#?(\d{1,7})`;
const MARKED = new RegExp(`(?:${NAMED}|${MARKED_SHORTLY})(?![\\d\\p{L}_])`, 'iuy');

/** The extension that begins exactly at `at`, spaces and one comma before the mark included, or null. */
export function readExtension(plainText: string, at: number): Extension | null {
  MARKED.lastIndex = at;
  const match = MARKED.exec(plainText);
  const digits = match?.[1] ?? match?.[2];
  if (!match || !digits) return null;
  const end = at + match[0].length;
  const closes = match[0].includes('(') && plainText[end] === ')';
  return { digits, end: closes ? end + 1 : end };
}

/** Texts from outside that will be shown: without what could deceive the eye, and no longer than a line. */

/** A CRM's display name is rarely longer than a line; more is cut, not refused. */
const SHOWN_CHARACTERS = 120;
/** A text this long was not meant to be shown in a line: refused. */
export const MAX_TEXT = 2_000;

// Controls, lone surrogates, and what a reader cannot see: zero-width, bidi, fillers, tags, separators of lines.
const DECEIVING = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]+/gu;

/** A text from outside as it may be shown in one line: no controls, bidi or zero-width characters, ≤ 120 characters. */
export function cleanText(text: string): string {
  const words = text
    .normalize('NFC')
    .replace(/[\t\n\r]+/g, ' ')
    .replace(DECEIVING, '')
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(words).slice(0, SHOWN_CHARACTERS).join('');
}

// As above, but for the tabs and line ends of a note.
const DECEIVING_IN_NOTE =
  /(?:(?![\t\n])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb])+/gu;

/** A text of several lines that an agent wrote: as it is, but for what no reader can see. */
export function cleanNote(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(DECEIVING_IN_NOTE, '').trim();
}

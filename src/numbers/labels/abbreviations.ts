/** Abbreviations whose signs would tear them into words of one letter. What the words mean is vocabulary.ts. */
import { kindOf } from './vocabulary.ts';

const LETTERS_WITH_DOTS = /(?<!\p{L})\p{L}\.(?:(?:\p{L}\.)+|\p{L}(?!\p{L}))/gu;
const LETTERS_WITH_SLASH = /(?<![\p{L}/])\p{L}\/\p{L}(?![\p{L}/])/gu;
const HEBREW_ABBREVIATION = /(?<=[\u05d0-\u05ea])["\u05f4](?=[\u05d0-\u05ea])/g;

/** "P.O." → "PO", "S/N" → "SN", "ת״ז" → "תז": one word each. "T/F" is none that announces an id. */
export function joinAbbreviations(text: string): string {
  let joined = text.includes('.') ? text.replace(LETTERS_WITH_DOTS, withoutSigns) : text;
  if (joined.includes('/')) joined = joined.replace(LETTERS_WITH_SLASH, idWithoutSigns);
  return joined.replace(HEBREW_ABBREVIATION, '');
}

function withoutSigns(abbreviation: string): string {
  return abbreviation.replace(/[./]/g, '');
}

function idWithoutSigns(abbreviation: string): string {
  const word = withoutSigns(abbreviation);
  return kindOf(word) === 'id' ? word : abbreviation;
}

/** The room of numbers, fetched when a screen is already up: its metadata is larger than all screens together. */
import type { CountryHint, E164 } from '../numbers/e164.ts';
import type { ParsedNumber } from '../numbers/parse.ts';

export type NumbersRoom = {
  readonly parseNumber: (text: string, hint: CountryHint | null) => ParsedNumber | null;
  readonly formatNumber: (e164: E164) => string;
  readonly formatWhileTyping: (text: string, country: string | null) => string;
};

export async function loadNumbersRoom(): Promise<NumbersRoom> {
  const [parse, format] = await Promise.all([import('../numbers/parse.ts'), import('../numbers/format.ts')]);
  return {
    parseNumber: parse.parseNumber,
    formatNumber: format.formatNumber,
    formatWhileTyping: format.formatWhileTyping,
  };
}

/** A number as it is typed or pasted: grouped while it grows, understood as a whole. What is done with it is not here. */
import type { Remote } from '../call/state.ts';
import type { Country, CountryHint } from '../numbers/e164.ts';
import { countryReason } from './countryWords.ts';
import type { NumbersRoom } from './numbersRoom.ts';
import { say, type WordKey } from './words.ts';

/** Why a text is no number that could be called. */
export type EntryError = Extract<WordKey, `dial_error_${string}`>;

/** 118, 4711, *43: service numbers and extensions of an exchange. */
const SHORT_NUMBER = /^[\d*#](?:\s?[\d*#]){1,5}$/;
/** Only these are regrouped: what else somebody typed is theirs. */
const PLAIN = /^[+\d\s().-]*$/;

/** The text as the field shows it from now on. */
export function grouped(room: NumbersRoom | null, text: string, country: Country | null): string {
  return PLAIN.test(text) ? (room?.formatWhileTyping(text, country) ?? text) : text;
}

/** Regrouping while the caret stands inside the number would throw it to the end: the text is left alone then. */
export function afterEdit(
  room: NumbersRoom | null,
  field: Pick<HTMLInputElement, 'value' | 'selectionStart'>,
  before: string,
  country: Country | null,
): string {
  const atEnd = field.selectionStart === null || field.selectionStart === field.value.length;
  return atEnd && field.value.length > before.length ? grouped(room, field.value, country) : field.value;
}

/** Any way of writing a number, as it was understood; null: it was not, and is pasted as it is. */
export function pastedNumber(
  room: NumbersRoom | null,
  text: string,
  hint: CountryHint | null,
): string | null {
  const parsed = room?.parseNumber(text.trim(), hint);
  if (!room || !parsed) return null;
  const extension = parsed.extension === undefined ? '' : ` ext. ${parsed.extension}`;
  return `${room.formatNumber(parsed.e164)}${extension}`;
}

/** One press of the key removes one digit, never only a space that the grouping put there. */
export function withoutLast(text: string): string {
  return text.replace(/[^\d+*#a-z]*[\d+*#a-z][^\d+*#a-z]*$/i, '');
}

/** In which country the number is read and why; without one, how to begin. */
export function entryHint(room: NumbersRoom | null, text: string, hint: CountryHint | null): string {
  const parsed = room?.parseNumber(text, hint);
  if (parsed) return countryReason(parsed.country, parsed.why);
  return text === '' || text.startsWith('+') || hint ? '' : say('dial_hint_plus');
}

/** Who is called by this text; an error: nobody. Whether a short number may be called is for the rules to say. */
export function remoteFrom(room: NumbersRoom, typed: string, hint: CountryHint | null): Remote | EntryError {
  const text = typed.trim();
  const parsed = room.parseNumber(text, hint);
  if (parsed) {
    const { e164, extension } = parsed;
    return { e164, display: room.formatNumber(e164), ...(extension !== undefined && { extension }) };
  }
  if (SHORT_NUMBER.test(text)) return { e164: null, display: text.replace(/\s/g, '') };
  if (text === '') return 'dial_error_empty';
  return text.startsWith('+') || text.startsWith('00') || hint ? 'dial_error_invalid' : 'dial_error_country';
}

/**
 * Numbers in a form's fields: a record that is always open for editing (Odoo) shows its number in one. Offered on
 * hovering and never painted, and a click in a field is the person's own: they came to edit.
 */
import { findNumbers } from '../numbers/find.ts';
import { type ParsedNumber, parseNumber } from '../numbers/parse.ts';
import type { HintFor } from './recordCountry.ts';
import type { Target } from './target.ts';

/** Fields whose value people can see as they typed it. */
const KINDS = new Set(['text', 'tel', 'search', '']);
/** A longer value is a note, not a number; parsing must stay cheap under a moving pointer. */
const MAX_LENGTH = 60;
/** What the field itself says it holds. */
const PHONE_FIELD = /phone|mobile|\btel\b|\bcell|telefon|téléphone|handy/i;

/** The field among the elements under the pointer, or null. */
export function fieldIn(path: readonly EventTarget[]): HTMLInputElement | null {
  const [inner] = path;
  const isField = inner instanceof HTMLInputElement && KINDS.has(inner.type);
  return isField ? inner : null;
}

/** The one number that is the field's whole value. Null: there is none, or there is more. */
export function fieldTarget(field: HTMLInputElement, hintFor: HintFor): Target | null {
  const read = readField(field, hintFor);
  if (!read) return null;
  const { e164, extension, country, why } = read;
  return {
    e164,
    country,
    why,
    ...(extension !== undefined && { extension }),
    text: field.value.trim(),
    node: field,
    rects: () => [...field.getClientRects()],
    isStillThere: () => field.isConnected && readField(field, hintFor)?.e164 === e164,
    reread: () => (field.isConnected ? fieldTarget(field, hintFor) : null),
  };
}

function readField(field: HTMLInputElement, hintFor: HintFor): ParsedNumber | null {
  const country = hintFor(field);
  const value = field.value.trim();
  if (value === '' || value.length > MAX_LENGTH) return null;
  if (isPhoneField(field)) return parseNumber(value, country);
  // An order number has the digits of a telephone number too: a field that says nothing needs a number like one in text.
  const [only, ...others] = findNumbers(value, { country, label: labelOf(field) });
  const isWhole = only && others.length === 0 && only.start === 0 && only.end === value.length;
  return isWhole ? only : null;
}

function isPhoneField(field: HTMLInputElement): boolean {
  const { type, autocomplete, name, id } = field;
  return (
    type === 'tel' ||
    autocomplete.startsWith('tel') ||
    [name, id, labelOf(field)].some((word) => PHONE_FIELD.test(word))
  );
}

function labelOf(field: HTMLInputElement): string {
  const label = field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? field.placeholder;
  return label.replace(/\s+/g, ' ').trim().slice(0, MAX_LENGTH);
}

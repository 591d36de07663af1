/** How much of a value may be repeated on a screen: enough to find it again, and nothing that could be a secret. */
import { OPEN_FIELDS } from './policyAccount.ts';

const LONGEST = 80;
/** Nothing at all of these, whatever stands in them. */
const CLOSED_KEYS: ReadonlySet<string> = new Set(['accounts', 'agent', 'doNotCall']);

/** `path`: key, then the field of an entry. '' where it could be a secret. */
export function shown([key = '', field]: readonly [key: string, field?: string], value: unknown): string {
  if (CLOSED_KEYS.has(key) && !(key === 'accounts' && field !== undefined && OPEN_FIELDS.has(field)))
    return '';
  return textOf(value);
}

/** One line. An object is shown by what stands in it where that is plain text: of a secret's key nothing comes here. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return shorten(value.map(entryText).join(', '));
  return shorten(isPlain(value) ? plain(value) : '{…}');
}

function entryText(entry: unknown): string {
  if (isPlain(entry)) return plain(entry);
  if (Array.isArray(entry)) return '[…]';
  return Object.values(entry as object)
    .map((one) => (isPlain(one) ? plain(one) : '{…}'))
    .join(' ');
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function plain(value: string | number | boolean | null): string {
  // wss://user:secret@host: a password in the wrong place is still one.
  return String(value)
    .replace(/\/\/[^/]*@/g, '//…@')
    .replace(/\p{Cc}/gu, ' ');
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

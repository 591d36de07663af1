/** The one maker and the one parser of a CallId. A pure room: only the platform's random source is touched. */
import type { CallId } from './state.ts';

type RandomSource = { getRandomValues(bytes: Uint8Array): Uint8Array };

const UUID_SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A fresh random id (UUID version 4, RFC 9562 §5.4). Built on getRandomValues because randomUUID is missing in a
 * content script of a plain http page.
 */
export function newCallId(): CallId {
  const source = (globalThis as unknown as { crypto: RandomSource }).crypto;
  const bytes = source.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join('-') as CallId;
}

/** `unknown` → CallId or null: a UUID in lower case. */
export function parseCallId(value: unknown): CallId | null {
  return typeof value === 'string' && UUID_SHAPE.test(value) ? (value as CallId) : null;
}

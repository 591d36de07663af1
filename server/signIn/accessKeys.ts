/**
 * Access keys: how an agent signs in where there is no identity provider. A key is shown once, when it is made; the
 * store holds its SHA-256, which is enough for 160 random bits. Finding the agent is the store's lookup by that hash.
 */
import { createHash, randomBytes } from 'node:crypto';

const KEY = /^offhook_[a-z2-7]{32}$/;
/** RFC 4648 base32 in small letters: no character that is lost in a double click or read as another. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

export function makeAccessKey(): string {
  return `offhook_${base32(randomBytes(20))}`;
}

/** What Plivo calls the agent by (`sub`): distinct, and nothing of the name is in it. */
export function makeSub(): string {
  return base32(randomBytes(10));
}

export function isAccessKey(bearer: string): boolean {
  return KEY.test(bearer);
}

/** Hex of SHA-256. The lookup by it leaks no more by its time than the hash, from which no key can be made. */
export function hashAccessKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Five bits a letter; the bytes are a multiple of five, so nothing is left over. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => ALPHABET[Number.parseInt(five, 2)] ?? '');
}

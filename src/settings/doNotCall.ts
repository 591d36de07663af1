/**
 * The mark by which a number is known on a do-not-call list without being named there. Keeping the imported list is
 * src/storage; asking the lists before a call is the host's.
 */
import type { E164 } from '../numbers/e164.ts';

/** As many as a browser keeps without complaint: 200,000 are 3 MB. */
export const MOST_HASHES = 200_000;
/** 64 bits: among 200,000 numbers, one call in 9·10¹³ is refused for another's sake. */
export const HASH_DIGITS = 16;

/** SHA-256 where the platform has it: `(bytes) => crypto.subtle.digest('SHA-256', bytes)`. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;

/** The first 16 hexadecimal digits, lower case, of SHA-256(salt + number). Salt and number are ASCII. */
export async function hashNumber(salt: string, e164: E164, sha256: Sha256): Promise<string> {
  const digest = await sha256(Uint8Array.from(salt + e164, (letter) => letter.charCodeAt(0)));
  return Array.from(new Uint8Array(digest).slice(0, HASH_DIGITS / 2), twoDigits).join('');
}

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

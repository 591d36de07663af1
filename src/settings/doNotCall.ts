/**
 * Who is not to be called, without saying who that is: a salt and hashes, from the organisation or from a list that an
 * agent imported. Keeping them is src/storage; asking them before a call is the host's.
 */
import type { E164 } from '../numbers/e164.ts';
import type { HashedList } from './policy.ts';

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

export interface DoNotCall {
  /** Is this number on any of the lists? */
  has(e164: E164): Promise<boolean>;
}

/** The lists made ready to be asked: once for many calls. */
export function createDoNotCall(lists: readonly HashedList[], sha256: Sha256): DoNotCall {
  const ready = lists.map(({ salt, hashes }) => ({ salt, hashes: new Set(hashes) }));
  return {
    has: async (e164) => {
      const found = ready.map(async ({ salt, hashes }) => hashes.has(await hashNumber(salt, e164, sha256)));
      return (await Promise.all(found)).includes(true);
    },
  };
}

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/**
 * The list of numbers not to be called that an agent imported: only hashes under a salt of this browser's, so that the
 * disk names nobody. The organisation's list is in its policy.
 */
import * as v from 'valibot';
import type { E164 } from '../numbers/e164.ts';
import { HASH_DIGITS, hashNumber, MOST_HASHES } from '../settings/doNotCall.ts';
import type { HashedList } from '../settings/policy.ts';
import { keep } from './keep.ts';

/** `hashes` one after the other, without anything between them: a third less on disk. */
const kept = keep<{ readonly salt: string; readonly hashes: string } | null>({
  area: 'local',
  key: 'doNotCall',
  version: 1,
  schema: v.nullable(
    v.strictObject({
      salt: v.pipe(v.string(), v.regex(/^[!-~]{1,64}$/)),
      hashes: v.pipe(v.string(), v.maxLength(MOST_HASHES * HASH_DIGITS), v.regex(/^(?:[\da-f]{16})*$/)),
    }),
  ),
  fallback: null,
});

export interface DoNotCallStore {
  /** Null: nothing was imported. Never rejects. */
  get(): Promise<HashedList | null>;
  /** Adds numbers to the list. False: it would be too long. Rejects when the browser cannot write. */
  add(numbers: readonly E164[]): Promise<boolean>;
  clear(): Promise<void>;
  /** A list that could not be read was put aside: nobody on it is known any more. Never rejects. */
  hasLost(): Promise<boolean>;
}

/** One import after the other: the first makes the salt of all. */
let lastAdding: Promise<unknown> = Promise.resolve();

export const doNotCallStore: DoNotCallStore = {
  get: async () => {
    const list = await kept.get();
    return list && { salt: list.salt, hashes: apart(list.hashes) };
  },
  add: (numbers) => {
    const adding = lastAdding.then(() => add(numbers));
    lastAdding = adding.catch(() => undefined);
    return adding;
  },
  clear: kept.clear,
  hasLost: async () => {
    await kept.get();
    return kept.hasLost();
  },
};

async function add(numbers: readonly E164[]): Promise<boolean> {
  const list = (await kept.get()) ?? { salt: crypto.randomUUID(), hashes: '' };
  const all = new Set([...apart(list.hashes), ...(await hashesOf(list.salt, numbers))]);
  if (all.size > MOST_HASHES) return false;
  // Whoever imports again has heard of the loss.
  if (await kept.hasLost()) await kept.clear();
  await kept.set({ ...list, hashes: [...all].join('') });
  return true;
}

const sha256 = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest('SHA-256', bytes);
/** So many at once: each is a promise, and a worker has other things to do. */
const BATCH = 1_000;

async function hashesOf(salt: string, numbers: readonly E164[]): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (let from = 0; from < numbers.length; from += BATCH) {
    const some = numbers.slice(from, from + BATCH);
    hashes.push(...(await Promise.all(some.map((e164) => hashNumber(salt, e164, sha256)))));
  }
  return hashes;
}

function apart(hashes: string): readonly string[] {
  return hashes.match(/.{16}/g) ?? [];
}

// A list of hashes that gives nobody away, and that everybody makes in the same way.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type E164, toE164 } from '../numbers/e164.ts';
import { createDoNotCall, hashNumber } from './doNotCall.ts';

const sha256 = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest('SHA-256', bytes);
const number = (text: string): E164 => toE164(text) ?? expect.unreachable(text);
const anna = number('+442079460018');

test('a hash is the first half of what any tool makes of salt and number', async () => {
  const elsewhere = createHash('sha256').update('pepper+442079460018').digest('hex').slice(0, 16);
  expect(await hashNumber('pepper', anna, sha256)).toBe(elsewhere);
});

test('a number is found on any of the lists, and another is not', async () => {
  const lists = [
    { salt: 'one', hashes: [] },
    { salt: 'two', hashes: [await hashNumber('two', anna, sha256)] },
  ];
  expect(await createDoNotCall(lists, sha256).has(anna)).toBe(true);
  expect(await createDoNotCall(lists, sha256).has(number('+442079460019'))).toBe(false);
  expect(await createDoNotCall([], sha256).has(anna)).toBe(false);
});

test('a list under another salt says nothing', async () => {
  const lists = [{ salt: 'one', hashes: [await hashNumber('two', anna, sha256)] }];
  expect(await createDoNotCall(lists, sha256).has(anna)).toBe(false);
});

// The mark of a number on a list that gives nobody away, and that everybody makes in the same way.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toE164 } from '../numbers/e164.ts';
import { hashNumber } from './doNotCall.ts';

const sha256 = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest('SHA-256', bytes);
const anna = toE164('+442079460018') ?? expect.unreachable('no number');

test('a hash is the beginning of what any tool makes of salt and number', async () => {
  const elsewhere = createHash('sha256').update('pepper+442079460018').digest('hex').slice(0, 16);
  expect(await hashNumber('pepper', anna, sha256)).toBe(elsewhere);
  expect(await hashNumber('salt', anna, sha256)).not.toBe(elsewhere);
});

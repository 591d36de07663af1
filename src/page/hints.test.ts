import { expect, test } from 'vitest';
import { hintNames } from './hints.ts';

test.each([0, 1, 20, 21, 137, 400])('%i numbers get as many different names, all of one length', (count) => {
  const names = hintNames(count);
  expect(new Set(names).size).toBe(count);
  expect(new Set(names.map((name) => name.length)).size).toBe(count === 0 ? 0 : 1);
});

import { describe, expect, it } from 'vitest';
import { isGroupedSo } from './groupings.ts';

describe('isGroupedSo', () => {
  it.each([
    ['216', '20 123 456'],
    ['357', '22 924223'],
    ['975', '2 345 678'],
  ])('knows that +%s writes %s', (callingCode, groups) => {
    expect(isGroupedSo(callingCode, groups.split(' '))).toBe(true);
  });

  it('knows that the islands of +1 leave their area code out', () => {
    expect(isGroupedSo('1', ['462', '1234'])).toBe(true);
  });

  it.each([
    ['49', '30 231250'],
    ['44', '20 123 456'],
    ['21', '20 123 456'],
  ])('says that +%s does not write %s', (callingCode, groups) => {
    expect(isGroupedSo(callingCode, groups.split(' '))).toBe(false);
  });
});

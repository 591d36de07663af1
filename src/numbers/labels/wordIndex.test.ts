import { describe, expect, it } from 'vitest';
import { indexWords } from './wordIndex.ts';

describe('an index of words', () => {
  const { kindOf } = indexWords(
    ['filler', 'id', 'phone'],
    ['of the', 'order\n    orders the', '  phone ordering 電話 '],
  );

  it.each([
    ['of', 'filler'],
    ['order', 'id'],
    ['orders', 'id'],
    ['ordering', 'phone'],
    ['phone', 'phone'],
    ['電話', 'phone'],
  ])('says that "%s" is of the kind %s', (word, kind) => {
    expect(kindOf(word)).toBe(kind);
  });

  it('lets the last kind have a word of several', () => {
    expect(kindOf('the')).toBe('id');
  });

  it.each(['', 'o', 'orde', 'ordered', 'x', '電', 'the order', ' '])('does not know "%s"', (word) => {
    expect(kindOf(word)).toBeNull();
  });
});

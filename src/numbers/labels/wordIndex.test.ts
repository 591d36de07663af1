import { describe, expect, it } from 'vitest';
import { packWords } from './compile/packWords.ts';
import { indexWords } from './wordIndex.ts';

describe('an index of words', () => {
  const { kindOf, kindOfStem } = indexWords(
    ['filler', 'id', 'phone'],
    [
      packWords(['of', 'the']),
      packWords(['order', 'orders', 'the', 'фактура']),
      packWords(['phone', 'ordering', '電話']),
    ],
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

  it.each([
    ['фактуры', 'id'],
    ['phoneo', null],
    ['ordery', 'id'],
    ['orden', null],
    ['фактур', null],
    ['', null],
  ])('says that "%s", by its stem, is of the kind %s', (word, kind) => {
    expect(kindOfStem(word)).toBe(kind);
  });
});

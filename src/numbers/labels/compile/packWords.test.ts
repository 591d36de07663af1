import { describe, expect, it } from 'vitest';
import { packWords, withoutInflected } from './packWords.ts';

describe('packed words', () => {
  it('stand in order, each first letter by itself, with a capital for the letters shared with the word before', () => {
    expect(packWords(['order', 'of', 'the', 'orders', 'of'])).toBe('ofArderEs the');
  });

  it('are nothing for no words', () => {
    expect(packWords([])).toBe('');
  });
});

describe('words without their inflected forms', () => {
  it('keep the shortest of one stem', () => {
    const kinds = new Map([
      ['заказа', 'id'],
      ['заказ', 'id'],
      ['of', 'filler'],
    ]);
    expect([...withoutInflected(kinds).keys()]).toEqual(['заказ', 'of']);
  });

  it('keep all where the forms say different things', () => {
    const kinds = new Map([
      ['fattura', 'id'],
      ['fatture', 'owner'],
    ]);
    expect([...withoutInflected(kinds).keys()]).toEqual(['fattura', 'fatture']);
  });
});

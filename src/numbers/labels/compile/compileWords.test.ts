import { describe, expect, it } from 'vitest';
import words from '../words.json' with { type: 'json' };
import { compileWords } from './compileWords.ts';

describe('the compiled words', () => {
  it('are those of the languages’ files: otherwise run "node scripts/plans.ts"', () => {
    expect(compileWords()).toEqual(words);
  });
});

describe('compileWords', () => {
  it('puts the words of all languages together, in order and each once', () => {
    const { phone, numberEndings } = compileWords([
      { phone: 'tel phone', id: '', numberEndings: 'number' },
      { phone: 'tel\n    handy', id: '' },
    ]);
    expect(phone).toBe('handy phone tel');
    expect(numberEndings).toBe('number');
  });

  it('leaves a word only to the strongest of its kinds', () => {
    const { filler, id, phone } = compileWords([
      { phone: 'mobile', id: 'order', filler: 'mobile order of' },
      { phone: 'order', id: '' },
    ]);
    expect([filler, id, phone]).toEqual(['of', '', 'mobile order']);
  });
});

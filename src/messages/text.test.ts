// What a page writes may deceive the eye; what arrives on a screen of ours does not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from './text.ts';

describe('a text that will be shown', () => {
  test('loses what deceives the eye', () => {
    expect(cleanText('Ada\u202e Fielding\u200b\u0000')).toBe('Ada Fielding');
    expect(cleanText('\u2067+1 415\u2069 555\u00ad 0100\ufeff')).toBe('+1 415 555 0100');
    expect(cleanText('one\n two\tthree')).toBe('one two three');
    expect(cleanText('a\u{e0041}b\u3164c\ud800')).toBe('abc');
  });

  test('keeps the writing of people', () => {
    for (const name of ['Åsa Öberg', '山田太郎', 'محمد', 'O’Brien', 'नमस्ते', '😀']) {
      expect(cleanText(name)).toBe(name);
    }
  });

  test('is cut to a line, between characters', () => {
    expect(cleanText('😀'.repeat(500))).toBe('😀'.repeat(120));
  });

  test('is clean and short whatever it was, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
        expect(Array.from(clean).length).toBeLessThanOrEqual(120);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});

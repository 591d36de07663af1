import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountryHint } from './e164.ts';
import { findNumbers } from './find.ts';
import { parseNumber } from './parse.ts';

const FICTIONAL = [
  ...['+1 415 555 0123', '+44 20 7946 0018', '+46 (0)8 465 004 27', '+61 2 5550 0190', '+33 1 99 00 12 34'],
  ...[
    '020 7946 0018',
    '(415) 555-0123',
    '08-465 004 27',
    '01.99.00.12.34',
    '0044 20 7946 0018',
    '01632 960044',
  ],
];
const NOISE = [
  ...[
    '(',
    ')',
    '+',
    '-',
    '/',
    '.',
    ',',
    ':',
    ';',
    '#',
    'x',
    ' ',
    '  ',
    '\n',
    '0',
    '1',
    '44',
    '2026',
    '（',
    '＋',
    '٣',
  ],
  ...[
    '\u200e',
    '\u00a0',
    '\u2011',
    '𝟒',
    '😀',
    'e\u0301',
    'ext. ',
    ' or ',
    'Tel ',
    'Fax ',
    'Order ',
    '€',
    '@',
    '\ud835',
  ],
];

const anyHint = fc.option(
  fc.record<CountryHint>({
    country: fc.constantFrom('US', 'GB', 'SE', 'FR', 'AU', 'IT', 'AR', 'XX', ''),
    source: fc.constantFrom('record', 'site', 'policy', 'account'),
  }),
);
const mess = fc
  .array(fc.oneof(fc.constantFrom(...FICTIONAL), fc.constantFrom(...NOISE)), { maxLength: 14 })
  .map((parts) => parts.join(''));
const anyText = fc.oneof(mess, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('whatever the text', () => {
  it('never throws, and answers in order, within bounds, without overlap', () => {
    fc.assert(
      fc.property(anyText, anyHint, (text, hint) => {
        let last = 0;
        for (const { start, end } of findNumbers(text, { country: hint })) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('what is marked reads as the same number by itself', () => {
    fc.assert(
      fc.property(mess, anyHint, (text, hint) => {
        for (const { start, end, e164, extension, country, why } of findNumbers(text, { country: hint })) {
          const alone = parseNumber(text.slice(start, end), hint);
          expect(alone).toEqual(extension ? { e164, extension, country, why } : { e164, country, why });
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('parseNumber never throws either', () => {
    fc.assert(
      fc.property(anyText, anyHint, (text, hint) => {
        const parsed = parseNumber(text, hint);
        if (parsed) expect(parsed.e164).toMatch(/^\+[1-9]\d{6,14}$/);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a number between words', () => {
  const word = fc
    .stringMatching(/^[a-zåéß]{1,8}$/)
    .filter((text) => !/^(?:x|ext|extn|id|ids|is|it|fax)$/.test(text));

  it('is found where it stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FICTIONAL.slice(0, 5)), word, (number, next) => {
        const text = `We are at ${number}, ${next}`;
        expect(findNumbers(text, { country: null })).toMatchObject([{ start: 10, end: 10 + number.length }]);
      }),
    );
  });
});

describe('the cost of a text', () => {
  it.each([
    '(',
    '1 ',
    '(1',
    '1(',
    '+1',
    'x1',
    '0/',
    '12345678 ',
    '১',
    'Fax 020 7946 0018 or ',
    '415-555-0123 ext ',
  ])(
    'grows with the length of a wall of "%s"',
    (brick) => {
      const wall = brick.repeat(50_000 / brick.length);
      const started = performance.now();
      findNumbers(wall, { country: { country: 'US', source: 'site' } });
      parseNumber(wall, { country: 'US', source: 'site' });
      // Linear: about a second at worst on a slow machine. Quadratic: minutes.
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    20_000,
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { E164 } from './e164.ts';
import { formatNumber, formatWhileTyping } from './format.ts';
import { parseNumber } from './parse.ts';

const FICTIONAL = [
  '+14155550123',
  '+442079460018',
  '+46846500427',
  '+61255500190',
  '+33199001234',
  '+441632960044',
];

describe('formatNumber', () => {
  it.each([
    ['+14155550123', '+1 415 555 0123'],
    ['+442079460018', '+44 20 7946 0018'],
    ['+46846500427', '+46 8 465 004 27'],
    ['+61255500190', '+61 2 5550 0190'],
    ['+33199001234', '+33 1 99 00 12 34'],
    ['+441632960044', '+44 1632 960044'],
    ['+3758101234567', '+375 810 123 4567'],
  ])('groups %s as people there do', (e164, text) => {
    expect(formatNumber(e164 as E164)).toBe(text);
  });

  it('gives a number of an unknown plan back as it is', () => {
    expect(formatNumber('+9991234567' as E164)).toBe('+9991234567');
  });

  it.each(FICTIONAL)('loses nothing of %s', (e164) => {
    expect(parseNumber(formatNumber(e164 as E164), null)?.e164).toBe(e164);
  });
});

describe('formatWhileTyping', () => {
  it.each([
    ['4155', 'US', '(415) 5'],
    ['4155550123', 'US', '(415) 555-0123'],
    ['02079460018', 'GB', '020 7946 0018'],
    ['+442079460018', 'US', '+44 20 7946 0018'],
    ['+44', null, '+44'],
    ['', 'GB', ''],
    ['+', 'GB', '+'],
    ['＋４４２０', null, '+44 20'],
  ])('shows "%s" in %s as "%s"', (typed, country, shown) => {
    expect(formatWhileTyping(typed, country)).toBe(shown);
  });

  it.each(['*21#', '1 800 FLOWERS', 'zoe@example.test', '020 7946 0018 x12'])(
    'leaves %s as typed',
    (typed) => {
      expect(formatWhileTyping(typed, 'US')).toBe(typed);
    },
  );

  it('groups nothing without a country, and takes an unknown one for none', () => {
    expect(formatWhileTyping('0207946', null)).toBe('0207946');
    expect(formatWhileTyping('0207946', 'XX')).toBe('0207946');
  });

  it('keeps every digit at every key press', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\+?\d{0,15}$/),
        fc.constantFrom('US', 'GB', 'SE', 'FR', 'AU', null),
        (typed, country) => {
          const shown = formatWhileTyping(typed, country);
          expect(shown.replace(/\D/g, '')).toBe(typed.replace(/\D/g, ''));
          expect(formatWhileTyping(shown, country)).toBe(shown);
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { findNumbers } from './find.ts';
import { parseNumber } from './parse.ts';
import { couldBeSpelled, spellOut } from './vanity.ts';

const found = (text: string, country = 'US') =>
  findNumbers(text, { country }).map(({ start, end, e164 }) => `${text.slice(start, end)} → ${e164}`);

describe('a number spelled in letters', () => {
  it.each([
    ['1-800-FLOWERS', '+18003569377'],
    ['1-800-GOT-JUNK', '+18004685865'],
    ['(888) MY-APPLE', '+18886927753'],
    ['+1 800 FLOWERS', '+18003569377'],
    ['800-FLOWERS', '+18003569377'],
  ])('%s', (text, e164) => {
    expect(found(`Call ${text}, or write`)).toEqual([`${text} → ${e164}`]);
    expect(parseNumber(text, { country: 'US', source: 'site' })?.e164).toBe(e164);
  });

  it('drops what a switch drops: letters behind the seventh', () => {
    expect(found('1-800-MATTRESS')).toEqual(['1-800-MATTRESS → +18006288737']);
  });

  it('ends with its own words', () => {
    expect(found('1-800-FLOWERS NOW')).toEqual(['1-800-FLOWERS → +18003569377']);
  });

  it('is found in Australia behind 1300, with six letters', () => {
    expect(found('1300 FLOWER', 'AU')).toEqual(['1300 FLOWER → +611300356937']);
  });

  it.each(['OVER 800 VISITORS TODAY', '1 800 EMPLOYEES', '1-800-flowers', '1-800-ABC', '1-212-FLOWERS'])(
    'is none of "%s"',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it('leaves other texts as they are', () => {
    expect(spellOut('020 7946 0018')).toBe('020 7946 0018');
    expect(spellOut('Call 1-800-FLOWERS')).toBe('Call 1-800-FLOWERS');
  });

  it('is suspected where digits are too few', () => {
    expect(couldBeSpelled('1-800-FLOWERS')).toBe(true);
    expect(couldBeSpelled('Room 800')).toBe(false);
  });
});

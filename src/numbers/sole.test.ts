import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers } from './find.ts';
import { scan } from './scan.ts';
import { soleCandidate } from './sole.ts';

describe('a text that is one number', () => {
  it.each([
    '4155550123',
    '020 7946 0018',
    '+44 20 7946 0018',
    '(020) 7946 0018',
    '+44 (20) 7946 0018',
    '+1-415-555-0123',
    '2019 2020 2021',
    '(020)79460018',
    '12 34 56 78',
  ])('is the candidate that a search finds: %s', (text) => {
    expect([...scan(text)]).toEqual([soleCandidate(text)]);
  });

  it('is never another than a search finds', () => {
    const piece = fc.constantFrom('+', '(', ')', ' ', '-', '1', '02', '2019', '555', '7946', '0018');
    const text = fc.array(piece, { minLength: 2, maxLength: 9 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (made) => {
        const sole = soleCandidate(made);
        if (sole) expect([...scan(made)]).toEqual([sole]);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    '123456',
    '020 7946 0018 x1',
    '21.6.1984 020',
    '020  7946 0018',
    '020 7946-0018',
    ' 020 7946 0018',
    '',
  ])('is none that needs a closer look: "%s"', (text) => {
    expect(soleCandidate(text)).toBeNull();
  });
});

describe('a number that is a text of its own', () => {
  const country = fc.constantFrom('GB', 'US', 'IT', 'SE', 'TN', 'AR', 'RU', 'JP', null);
  const piece = fc.constantFrom(
    '+',
    '(',
    ') ',
    ' ',
    '-',
    '0',
    '00',
    '1',
    '8',
    '39',
    '44',
    '555',
    '7946',
    '0018',
  );
  const text = fc.array(piece, { minLength: 2, maxLength: 10 }).map((pieces) => pieces.join(''));

  it('is the one that is found with a space behind it, where it is read like any other', () => {
    fc.assert(
      fc.property(text, country, (made, readIn) => {
        expect(findNumbers(made, { country: readIn })).toEqual(findNumbers(`${made} `, { country: readIn }));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['+1 212 555 0112', null],
    ['020 7946 0018', 'GB'],
    ['(01632) 960 018', 'GB'],
    ['+39 (0)312 300 264', null],
    ['80 109 169', 'TN'],
    ['2079460018', 'GB'],
    ['00 44 20 7946 0018', 'US'],
    ['+00 44 20 7946 0018', 'US'],
    ['2024-05-12', 'GB'],
  ])('for example: %s in %s', (made, readIn) => {
    expect(findNumbers(made, { country: readIn })).toEqual(findNumbers(`${made} `, { country: readIn }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING, readPattern, remainder } from './pattern.ts';

function accepts(source: string, digits: string): boolean {
  const end = [...digits].reduce((pattern, digit) => remainder(pattern, Number(digit)), readPattern(source));
  return end.accepts;
}

describe('readPattern', () => {
  it.each([
    ['7', '7', true],
    ['7', '8', false],
    ['7', '77', false],
    ['\\d', '0', true],
    ['[2-46]', '3', true],
    ['[2-46]', '5', false],
    ['1|23', '23', true],
    ['1(?:2|34)5', '1345', true],
    ['(\\d{2})(\\d{3})', '12345', true],
    ['1?2', '2', true],
    ['\\d{2,4}', '1', false],
    ['\\d{2,4}', '1234', true],
    ['\\d{2,4}', '12345', false],
    ['(?:12){2}', '1212', true],
    ['(?:1|12)2', '122', true],
  ])('%s for %s: %s', (source, digits, expected) => {
    expect(accepts(source, digits)).toBe(expected);
  });

  it.each(['\\w', 'a', '(1', '[1', '1*', '1+', '(?!1)2', '^1', '1)'])(
    'refuses %s, which no metadata has had, and names it',
    (source) => {
      expect(() => readPattern(source)).toThrow(source);
    },
  );

  it('agrees with RegExp', () => {
    const digit = fc.constantFrom('\\d', '[1-35]', '[08]', '4', '5');
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        digit,
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
        tie('pattern').map((a) => `(?:${a})?`),
        tie('pattern').map((a) => `(?:${a}){1,3}`),
      ),
    }));
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^\d{0,8}$/), (source, digits) => {
        expect(accepts(source, digits)).toBe(new RegExp(`^(?:${source})$`).test(digits));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('remainder', () => {
  it('makes one object of equal remainders, so that ids tell states apart', () => {
    const pattern = readPattern('1\\d{3}|2\\d{3}');
    expect(remainder(pattern, 1)).toBe(remainder(pattern, 2));
    expect(readPattern('12|3[45]')).toBe(readPattern('3(?:5|4)|12'));
  });

  it('ends in nothing, and stays there', () => {
    expect(remainder(readPattern('1'), 2)).toBe(NOTHING);
    expect(remainder(NOTHING, 1)).toBe(NOTHING);
  });
});

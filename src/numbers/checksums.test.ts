import { describe, expect, it } from 'vitest';
import {
  passesAbn,
  passesBelgianEnterprise,
  passesEan13,
  passesFodselsnummer,
  passesIsbn10,
} from './checksums.ts';

const CHECKS = [
  ['EAN-13', passesEan13, '4006381333931'],
  ['ISBN-13', passesEan13, '9783161484100'],
  ['ISBN-10', passesIsbn10, '0306406152'],
  ['ABN', passesAbn, '51824753556'],
  ['fødselsnummer', passesFodselsnummer, '01010750160'],
  ['Belgian enterprise number', passesBelgianEnterprise, '0403170701'],
] as const;

describe.each(CHECKS)('%s', (_name, passes, digits) => {
  it('adds up', () => {
    expect(passes(digits)).toBe(true);
  });

  it('does not add up with any other last digit', () => {
    const others = [...'0123456789'].filter((last) => last !== digits.at(-1));
    expect(others.filter((last) => passes(digits.slice(0, -1) + last))).toEqual([]);
  });

  it('has its own length', () => {
    expect(passes(digits.slice(1))).toBe(false);
    expect(passes(`${digits}0`)).toBe(false);
  });
});

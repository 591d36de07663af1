import { describe, expect, it } from 'vitest';
import { beginsNumbers, callingCodeOf, fitsPlan, mainPlanOf, planOfCountry, validityOf } from './plans.ts';

describe('callingCodeOf', () => {
  it.each([
    ['14155550123', '1'],
    ['442079460018', '44'],
    ['3584', '358'],
    ['80012345678', '800'],
  ])('%s begins with %s', (digits, code) => {
    expect(callingCodeOf(digits)?.digits).toBe(code);
  });

  it.each(['', '0', '999123', '21'])('"%s" begins with none', (digits) => {
    expect(callingCodeOf(digits)).toBeNull();
  });

  it('names the countries that share a code, the main one first', () => {
    expect(callingCodeOf('7')?.members).toEqual(['RU', 'KZ']);
    expect(callingCodeOf('44')?.members).toEqual(['GB', 'GG', 'IM', 'JE']);
  });
});

describe('beginsNumbers', () => {
  const begins = (code: string, digits: string) => {
    const callingCode = callingCodeOf(code);
    return callingCode && beginsNumbers(callingCode, digits);
  };

  it.each(['2', '20', '2079460018', ''])('says that British numbers begin with "%s"', (digits) => {
    expect(begins('44', digits)).toBe(true);
  });

  it.each([
    ['44', '0'],
    ['1', '1'],
    ['1', '011'],
    ['49', '0'],
    ['39', '00'],
    ['44', '20794600180'],
  ])('says that no number behind +%s begins with %s', (code, digits) => {
    expect(begins(code, digits)).toBe(false);
  });

  it('knows where a zero belongs to the number', () => {
    expect([begins('39', '06'), begins('225', '07')]).toEqual([true, true]);
  });
});

describe('a plan', () => {
  const british = planOfCountry('GB');

  it('knows its prefixes and how long its numbers are', () => {
    expect(british).toMatchObject({ name: 'GB', internationalPrefix: '00', lengths: [7, 9, 10] });
    expect(planOfCountry('US')).toMatchObject({ internationalPrefix: '011', nationalPrefix: '1' });
    expect(planOfCountry('IT')).toMatchObject({ nationalPrefix: null });
  });

  it('is unpacked once', () => {
    expect(planOfCountry('GB')).toBe(british);
  });

  it('tells by its general pattern whether digits could be a number', () => {
    expect(british && ['2079460018', '6079460018', '207946001'].map((one) => fitsPlan(british, one))).toEqual(
      [true, false, false],
    );
  });

  it('is that of the main country until the number says otherwise', () => {
    const code = callingCodeOf('1');
    expect(code && mainPlanOf(code)?.name).toBe('US');
  });

  it('has no country but a plan for codes of the whole world', () => {
    const code = callingCodeOf('800');
    expect(code).toMatchObject({ isOfCountries: false });
    expect(code && mainPlanOf(code)?.lengths).toEqual([8]);
    expect(code && validityOf(code, '12345678')).toEqual({
      country: null,
      takesTrunkPrefix: false,
    });
  });
});

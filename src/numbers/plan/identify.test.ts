import { describe, expect, it } from 'vitest';
import {
  countriesByLength,
  countryOf,
  hasPossibleLength,
  type Identity,
  identifyInternational,
  identifyNational,
} from './identify.ts';

const summary = (identity: Identity | null) =>
  identity && [
    `+${identity.callingCode.digits}`,
    identity.nationalNumber,
    identity.validity?.country ?? null,
  ];

describe('identifyInternational', () => {
  it.each([
    ['442079460018', '+44', '2079460018', 'GB'],
    ['14155550123', '+1', '4155550123', 'US'],
    ['4402079460018', '+44', '2079460018', 'GB'],
    ['390612345678', '+39', '0612345678', 'IT'],
    ['80012345678', '+800', '12345678', null],
    ['44207946001', '+44', '207946001', null],
    ['3758101234567', '+375', '8101234567', 'BY'],
  ])('reads %s as %s %s', (digits, code, nationalNumber, country) => {
    expect(summary(identifyInternational(digits))).toEqual([code, nationalNumber, country]);
  });

  it.each(['', '9991234567', '0442079460018', '44', '441', '44123456789012345678'])(
    'reads nothing in "%s"',
    (digits) => {
      expect(identifyInternational(digits)).toBeNull();
    },
  );
});

describe('identifyNational', () => {
  it.each([
    ['02079460018', 'GB', '+44', '2079460018', 'a trunk prefix'],
    ['2079460018', 'GB', '+44', '2079460018', 'none'],
    ['0046846500427', 'GB', '+46', '846500427', 'an international prefix'],
    ['01146846500427', 'US', '+46', '846500427', 'another country’s'],
    ['81046846500427', 'RU', '+46', '846500427', 'an international prefix with a pause'],
    ['442079460018', 'GB', '+44', '2079460018', 'a forgotten plus'],
    ['14155550123', 'CA', '+1', '4155550123', 'a forgotten plus of a neighbour'],
    ['4641234', 'AG', '+1', '2684641234', 'a local number that takes its area code'],
  ])('%s in %s is %s %s: %s', (digits, country, code, nationalNumber) => {
    expect(summary(identifyNational(digits, country))?.slice(0, 2)).toEqual([code, nationalNumber]);
  });

  it('puts the Argentine 9 where a 15 was dialled', () => {
    expect(identifyNational('0111523456789', 'AR')?.nationalNumber).toBe('91123456789');
  });

  it.each(['XX', 'gb', '001', '', 'constructor', '800'])('knows no country "%s"', (country) => {
    expect(identifyNational('02079460018', country)).toBeNull();
  });
});

describe('a number that nobody has', () => {
  const london = identifyInternational('44207946001');
  const manx = identifyInternational('4416240000');
  const toll = identifyInternational('8001234567');

  it('still has the country that its leading digits tell', () => {
    expect([london, manx, toll].map((one) => one && countryOf(one))).toEqual([null, 'IM', null]);
  });

  it('may be as long as numbers there are', () => {
    expect([london, manx, toll].map((one) => one && hasPossibleLength(one))).toEqual([true, false, false]);
    expect(london && countriesByLength(london)).toEqual(['GB', 'GG']);
    expect(toll && countriesByLength(toll)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { planOfCountry } from './plans.ts';
import { stripPrefix, strippedNational } from './prefix.ts';

describe('stripPrefix', () => {
  it.each([
    ['00', '0046846500427', '46846500427'],
    ['00', '046846500427', null],
    [/^(?:00|99[01])/, '99146846500427', '46846500427'],
    [/^(?:00|99[01])/, '1990', null],
  ])('takes %s off %s', (prefix, digits, rest) => {
    expect(stripPrefix(prefix, digits)).toBe(rest);
  });
});

describe('strippedNational', () => {
  it.each([
    ['GB', '02079460018', '2079460018', 'the trunk zero'],
    ['GB', '2079460018', '2079460018', 'no prefix'],
    ['IT', '0612345678', '0612345678', 'a zero that belongs to the number'],
    ['HU', '0612345678', '12345678', 'a prefix of two digits'],
    ['BR', '01155550123', '1155550123', 'a zero without a carrier'],
    ['BR', '0151155550123', '1155550123', 'a carrier code'],
    ['AG', '4601234', '2684601234', 'an area code that goes without saying'],
    ['AR', '0111523456789', '91123456789', 'a 15 that becomes a 9'],
  ])('%s: %s → %s (%s)', (country, digits, expected) => {
    const plan = planOfCountry(country);
    expect(plan && strippedNational(plan, digits)).toBe(expected);
  });
});

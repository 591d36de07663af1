import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { dialledIn } from './atHome.ts';
import { type E164, toE164 } from './e164.ts';
import { parseNumber } from './parse.ts';

const number = (text: string) => toE164(text) as E164;

test.each([
  ['GB', '+442079460018', '02079460018'],
  ['DE', '+442079460018', '00442079460018'],
  ['AU', '+442079460018', '0011442079460018'],
  ['US', '+14155550142', '4155550142'],
  ['US', '+442079460018', '011442079460018'],
  ['CA', '+14155550142', '4155550142'],
  ['FR', '+33199001234', '0199001234'],
  ['SE', '+46846500418', '0846500418'],
])('in %s %s is dialled as %s', (country, e164, dialled) => {
  expect(dialledIn(country, number(e164))).toBe(dialled);
});

test('a country that is none has no way of dialling', () => {
  expect(dialledIn('XX', number('+442079460018'))).toBeNull();
});

test('what is dialled is digits that mean the same number there, at home and abroad', () => {
  const london = number('+442079460018');
  const said = getCountries().flatMap((country) => {
    const example = getExampleNumber(country, examples);
    const numbers = example ? [number(example.number), london] : [];
    return numbers.map((e164) => ({ country, e164, dialled: dialledIn(country, e164) }));
  });
  const wrong = said.filter(({ country, e164, dialled }) => {
    if (dialled === null) return false;
    return !/^\d+$/.test(dialled) || parseNumber(dialled, { country, source: 'account' })?.e164 !== e164;
  });
  expect(wrong).toEqual([]);
  const unsaid = said.filter(({ dialled }) => dialled === null).map(({ country }) => country);
  expect(said.length - unsaid.length).toBeGreaterThan(450);
});

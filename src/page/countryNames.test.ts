// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { countryNamed } from './countryNames.ts';

test.each([
  ['Sweden', 'SE'],
  ['  schweden ', 'SE'],
  ['Suède', 'SE'],
  ['SE', 'SE'],
  ['UK', 'GB'],
  ['United Kingdom', 'GB'],
  ['USA', 'US'],
  ['Deutschland', 'DE'],
  ['ألمانيا', 'DE'],
  ['日本', 'JP'],
])('%s is %s', (text, country) => expect(countryNamed(text)).toBe(country));

test.each(['Stockholm', 'EU', 'ZZ', 'Phone', 'x', ''])('"%s" is no country', (text) => {
  expect(countryNamed(text)).toBeNull();
});

test('a page whose language tag is nonsense is read in the other languages', () => {
  document.documentElement.lang = '-1';
  expect(countryNamed('Suède')).toBe('SE');
});

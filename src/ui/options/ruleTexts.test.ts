import { expect, test } from 'vitest';
import {
  listText,
  prefixesOf,
  regionHoursOf,
  regionHoursText,
  routesOf,
  routesText,
  wholeNumberOf,
} from './ruleTexts.ts';

test('prefixes are read as people write them, and need their country code', () => {
  expect(prefixesOf('+1 900, +979\n+44 (20)')).toEqual(['+1900', '+979', '+4420']);
  expect(prefixesOf('')).toEqual([]);
  expect(prefixesOf('+1900, 0900')).toBeNull();
});

test('hours of a region stand a line each, and come back as they were', () => {
  const list = [
    { region: 'DE', hours: 'Mon-Fri 09:00-18:00' },
    { region: 'US-CA', hours: '' },
  ];
  expect(regionHoursOf(regionHoursText(list))).toEqual(list);
  expect(regionHoursOf('Germany: Mon-Fri 09:00-18:00')).toBeNull();
});

test('routes stand a line each, and come back as they were', () => {
  const routes = [
    { prefix: '+44', account: 'Sales' },
    { site: 'https://crm.example', account: 'anna@sip.example' },
  ];
  expect(routesOf(routesText(routes))).toEqual(routes);
  for (const wrong of ['+44', '= Sales', '+44 =', 'UK = Sales', '+44 +45 = Sales'])
    expect(routesOf(wrong)).toBeNull();
});

test('whole numbers stay within their bounds', () => {
  expect([wholeNumberOf(' 7 ', 1, 9), wholeNumberOf('0', 0, 9)]).toEqual([7, 0]);
  for (const wrong of ['', '0', '10', '1.5', '-1', '1e1', 'x']) expect(wholeNumberOf(wrong, 1, 9)).toBeNull();
});

test('a list is told with commas', () => expect(listText(['+1', '+2'])).toBe('+1, +2'));

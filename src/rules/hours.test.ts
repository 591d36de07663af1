import { expect, test } from 'vitest';
import { isOpenAt, parseHours } from './hours.ts';

const OFFICE = parseHours('Mon-Fri 08:00-20:00, Sat 9:00-13:00') ?? expect.fail('not hours');
const at = (iso: string) => Date.parse(iso);

test.each([
  ['on a weekday', '2026-11-20T08:00:00Z', true],
  ['a minute before it opens', '2026-11-20T07:59:59Z', false],
  ['the minute it closes', '2026-11-20T20:00:00Z', false],
  ['on Saturday morning', '2026-11-21T12:59:00Z', true],
  ['on Saturday afternoon', '2026-11-21T13:00:00Z', false],
  ['on Sunday', '2026-11-22T10:00:00Z', false],
])('%s', (_what, iso, open) => expect(isOpenAt(OFFICE, 'UTC', at(iso))).toBe(open));

test('the clock is that of the time zone, summer time included', () => {
  expect(isOpenAt(OFFICE, 'America/New_York', at('2026-11-20T12:30:00Z'))).toBe(false);
  expect(isOpenAt(OFFICE, 'America/New_York', at('2026-07-17T12:30:00Z'))).toBe(true);
  expect(isOpenAt(OFFICE, 'Asia/Tokyo', at('2026-11-22T23:30:00Z'))).toBe(true);
});

test('a day range may go through the weekend, and a day may last until midnight', () => {
  const hours = parseHours('fri-mon 00:00-24:00') ?? expect.fail('not hours');
  expect(isOpenAt(hours, 'UTC', at('2026-11-22T23:59:59Z'))).toBe(true);
  expect(isOpenAt(hours, 'UTC', at('2026-11-24T00:00:00Z'))).toBe(false);
});

test('nothing written is always open', () => {
  expect(isOpenAt(parseHours(' ') ?? expect.fail('not hours'), 'UTC', 0)).toBe(true);
});

test('a time zone that this browser does not know is never open, unless hours are not set', () => {
  const noon = at('2026-11-20T12:00:00Z');
  expect(isOpenAt(OFFICE, 'Europe/Nowhere', noon)).toBe(false);
  expect(isOpenAt([], 'Europe/Nowhere', noon)).toBe(true);
});

test.each([
  'always',
  ',',
  ' , ,',
  'Mon 8-20',
  'Mon 08:00',
  'Mon-Foo 08:00-20:00',
  'Mon 20:00-08:00',
  'Mon 08:00-24:01',
  'Mon 08:61-09:00',
])('"%s" is not hours', (text) => expect(parseHours(text)).toBeNull());

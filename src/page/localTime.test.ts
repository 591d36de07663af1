import { expect, test } from 'vitest';
import { localTimes } from './localTime.ts';

const NOON_UTC = Date.UTC(2026, 0, 15, 12);

/** As this machine's language writes it. */
const written = (hours: number) =>
  new Date(Date.UTC(2026, 0, 15, hours)).toLocaleTimeString(navigator.language, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });

test('the earliest and the latest it may be there, whatever order the zones come in', () => {
  const zones = ['America/New_York', 'America/Los_Angeles', 'America/Chicago'];
  expect(localTimes(zones, NOON_UTC)).toEqual([written(4), written(7)]);
});

test('where it is another day already, that is later', () => {
  expect(localTimes(['Pacific/Auckland', 'Europe/London'], NOON_UTC)).toEqual([written(12), written(1)]);
});

test('one time where all zones agree, and none where none is known', () => {
  expect(localTimes(['Europe/Stockholm', 'Europe/Berlin'], NOON_UTC)).toEqual([written(13), written(13)]);
  expect(localTimes([], NOON_UTC)).toBeNull();
});

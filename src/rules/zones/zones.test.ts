import { describe, expect, test } from 'vitest';
import { toE164 } from '../../numbers/e164.ts';
import { compileStates, compileZones } from './compile.ts';
import states from './states.json' with { type: 'json' };
import table from './zones.json' with { type: 'json' };
import { stateOf, zonesOf } from './zones.ts';

const number = (text: string) => toE164(text) ?? expect.fail(`${text} is no E.164 number`);

describe('the time zones of a number', () => {
  test.each([
    ['+442079460018', ['Europe/London']],
    ['+33199001234', ['Europe/Paris']],
    ['+493023125123', ['Europe/Berlin']],
    ['+14155550100', ['America/Los_Angeles']],
    ['+12125550100', ['America/New_York']],
    ['+18085550100', ['Pacific/Honolulu']],
    ['+16135550100', ['America/New_York']],
    ['+61255501234', ['Australia/Sydney']],
    ['+34922123456', ['Atlantic/Canary']],
    ['+819012345678', ['Asia/Tokyo']],
  ])('%s', (e164, zones) => {
    expect(zonesOf(number(e164)).map(clockOf)).toEqual(zones.map(clockOf));
  });

  test('a number of a wide country that tells no place may be in any of its zones', () => {
    expect(zonesOf(number('+18005550100')).length).toBeGreaterThan(5);
  });

  test('a number of no country is nowhere', () => {
    expect(zonesOf(number('+80012345678'))).toEqual([]);
  });

  test('every zone of the table is one that this platform knows', () => {
    for (const zone of new Set(Object.keys(table).flatMap((zones) => zones.split('&'))))
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });
});

describe('the state of a number', () => {
  test.each([
    ['+14155550100', 'US-CA'],
    ['+12125550100', 'US-NY'],
    ['+16135550100', 'CA-ON'],
    ['+18005550100', null],
    ['+442079460018', null],
  ])('%s: %s', (e164, state) => expect(stateOf(number(e164))).toBe(state));

  test('no area code is in two states', () => {
    const codes = Object.values(states).flatMap((list) => list.split(' '));
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('compiling', () => {
  test('clocks that always agree are one zone, and a prefix says only what a shorter one does not', () => {
    const raw = {
      44: 'Europe/Guernsey&Europe/Jersey&Europe/London',
      4420: 'Europe/London',
      4428: 'Europe/London&Europe/Paris',
    };
    expect(compileZones(raw)).toEqual({ 'Europe/London': '44', 'Europe/London&Europe/Paris': '4428' });
  });

  test('a code is of the state that most of its numbers are in', () => {
    const raw = {
      '4155': 'San Francisco, CA',
      '4156': 'California',
      '4157001': 'Reno, NV',
      '2045': 'Somewhere',
    };
    expect(compileStates(raw)).toEqual({ 'US-CA': '415' });
    expect(compileStates({ '613555': 'Ottawa, ON' })).toEqual({ 'CA-ON': '613' });
  });
});

/** Which clock a zone is on, whatever it is called. */
function clockOf(zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  return [0, 6].map((month) => format.format(Date.UTC(2026, month, 15))).join();
}

// Whose word holds, and that a policy in doubt loosens nothing.
import { expect, test } from 'vitest';
import { effectiveSettings } from './effective.ts';
import { parsePolicy } from './parsePolicy.ts';
import { DEFAULTS, type Settings } from './settings.ts';
import { NO_PREFIX } from './shapes.ts';

const inForce = (raw: unknown, own: Partial<Settings> = {}) => effectiveSettings(own, parsePolicy(raw));

test('nobody said anything: the defaults, all of them open', () => {
  expect(inForce({})).toEqual({ settings: DEFAULTS, locked: [] });
});

test('an agent’s own choice holds where the organisation says nothing', () => {
  expect(inForce({ theme: 'dark' }, { theme: 'light', historyDays: 30 })).toEqual({
    settings: { ...DEFAULTS, theme: 'dark', historyDays: 30 },
    locked: ['theme'],
  });
});

test('the organisation’s word holds also where it is milder than the agent’s', () => {
  expect(inForce({ override: 'withReason' }, { override: 'never' }).settings.override).toBe('withReason');
});

test('hours that the organisation set are not undone by the agent’s hours of one region after the other', () => {
  const own = { callHoursByRegion: [{ region: 'US-CA', hours: '' }] };
  const said = { callHours: 'Mon-Fri 09:00-17:00' };
  expect(inForce(said, own)).toEqual({
    settings: { ...DEFAULTS, ...said },
    locked: ['callHours', 'callHoursByRegion'],
  });
  const inDoubt = { ...said, callHoursByRegion: [{ region: 'US-CA', hours: 'late' }] };
  expect(inForce(inDoubt, own).settings.callHoursByRegion).toEqual([]);
  expect(inForce({}, own).settings.callHoursByRegion).toEqual(own.callHoursByRegion);
});

test.each<[string, unknown, Partial<Settings>, Partial<Settings>]>([
  [
    'a deny-list keeps its rest and the agent’s',
    { denyPrefixes: ['+1900', 'x'] },
    { denyPrefixes: ['+979'] },
    { denyPrefixes: ['+1900', '+979'] },
  ],
  [
    'an allow-list keeps its rest alone',
    { allowPrefixes: ['+44', 'x'] },
    { allowPrefixes: ['+1'] },
    { allowPrefixes: ['+44'] },
  ],
  [
    'an allow-list without a rest allows nobody',
    { allowPrefixes: 'O44' },
    {},
    { allowPrefixes: [NO_PREFIX] },
  ],
  ['tiers stay closed', { openTiers: 'premium' }, { openTiers: ['premium'] }, { openTiers: [] }],
  [
    'hours are the agent’s',
    { callHours: '8 to 8' },
    { callHours: 'Mon 08:00-20:00' },
    { callHours: 'Mon 08:00-20:00' },
  ],
  ['attempts are the agent’s', { attemptsPerDay: -1 }, { attemptsPerDay: 3 }, { attemptsPerDay: 3 }],
  ['days of history are the fewer', { historyDays: 'x' }, { historyDays: 3_000 }, { historyDays: 365 }],
  ['a no to overrides stays one', { override: 1 }, { override: 'never' }, { override: 'never' }],
  ['an override stays with its reason', { override: 1 }, {}, { override: 'withReason' }],
  [
    'confirmation stays',
    { confirmInternational: 'yes' },
    { confirmInternational: true },
    { confirmInternational: true },
  ],
  [
    'short numbers are refused',
    { shortNumbers: 'yes' },
    { shortNumbers: 'allow' },
    { shortNumbers: 'refuse' },
  ],
  ['nobody stays signed in', { staySignedIn: 0 }, { staySignedIn: 'never' }, { staySignedIn: 'never' }],
  [
    'regions keep the agent’s hours',
    {
      callHoursByRegion: [
        { region: 'DE', hours: 'Mon 09:00-10:00' },
        { region: 'SE', hours: 'x' },
      ],
    },
    { callHoursByRegion: [{ region: 'SE', hours: 'Tue 09:00-10:00' }] },
    {
      callHoursByRegion: [
        { region: 'DE', hours: 'Mon 09:00-10:00' },
        { region: 'SE', hours: 'Tue 09:00-10:00' },
      ],
    },
  ],
])('in doubt: %s', (_, raw, own, expected) => {
  const { settings, locked } = inForce(raw, own);
  expect(settings).toMatchObject(expected);
  expect(locked).toEqual(Object.keys(expected));
});

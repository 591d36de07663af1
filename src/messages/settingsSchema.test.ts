// Whatever was written down and whatever an organisation says: the host takes what follows from it, or it would go on by
// older rules.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effectiveSettings } from '../settings/effective.ts';
import { parseOwn, parsePolicy } from '../settings/parsePolicy.ts';
import { LONGEST_LIST, SETTING_KEYS } from '../settings/settings.ts';
import { parseHostRequest, parseSwitchboardRequest } from './parse.ts';

const prefixes = (of: string, count: number) => Array.from({ length: count }, (_, i) => `${of}${1_000 + i}`);

function taken(own: unknown, policy: unknown) {
  const { settings } = effectiveSettings(parseOwn(own).values, parsePolicy(policy));
  return parseHostRequest({ type: 'configure', settings: { ...settings, doNotCall: [] } });
}

test('the longest lists of both, together, reach the host', () => {
  const own = { denyPrefixes: prefixes('+1', LONGEST_LIST) };
  const policy = { denyPrefixes: [...prefixes('+44', LONGEST_LIST - 1), 'x'] };
  const request = taken(own, policy);
  expect(request).toMatchObject({ settings: { denyPrefixes: { length: 2 * LONGEST_LIST - 1 } } });
});

test('one change holds no longer list than one hand writes', () => {
  const change = { denyPrefixes: prefixes('+1', LONGEST_LIST + 1) };
  expect(parseSwitchboardRequest({ type: 'changeSettings', change })).toBeNull();
});

const LIKELY = [
  '+1900',
  '00 44 9',
  '+0',
  'premium',
  'never',
  'withReason',
  'Mon-Fri 08:00-20:00',
  'Sun-Sat 00:00-24:00',
  { region: 'US-CA', hours: '' },
  { region: 'de', hours: 'Mon 8:00-9:00' },
  { prefix: '+44', account: 'Main' },
  { site: 'https://crm.example', account: 'x' },
  3,
  true,
  'gb',
  JSON.parse('{"__proto__":{"override":"withReason"},"constructor":1}'),
];
const value = fc.oneof(fc.constantFrom(...LIKELY), fc.jsonValue({ maxDepth: 2 }), fc.string());
const settings = fc.dictionary(
  fc.constantFrom(...SETTING_KEYS, '__proto__', 'constructor', 'keys'),
  fc.oneof(value, fc.array(value, { maxLength: 4 })),
);

test('anything that is written down and anything that is said leaves settings that the host takes', () => {
  fc.assert(
    fc.property(settings, settings, (own, policy) => {
      expect(taken(own, policy)).not.toBeNull();
    }),
    { numRuns: 3_000 },
  );
});

// Whatever an agent has chosen: what the organisation's rules refuse stays refused, and by the same rule.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type E164, toE164 } from '../numbers/e164.ts';
import { type DialFacts, judge } from '../rules/dialRules.ts';
import { CLOSED_TIERS } from '../rules/tierNames.ts';
import { effectiveSettings } from './effective.ts';
import { parseOwn, parsePolicy } from './parsePolicy.ts';

const prefix = fc.constantFrom('+1', '+44', '+4420', '+49', '+44 20 7946', '+1 900');
const hours = fc.constantFrom('', 'Mon-Sun 00:00-24:00', 'Mon-Fri 09:00-17:00', 'Sat 10:00-11:00');
const region = fc.record({ region: fc.constantFrom('GB', 'US', 'US-CA', 'DE'), hours });

const regions = fc.uniqueArray(region, { maxLength: 4, selector: (one) => one.region });

/** Every rule, each as an administrator may set it. */
const RULES = {
  allowPrefixes: fc.uniqueArray(prefix, { maxLength: 2 }),
  denyPrefixes: fc.uniqueArray(prefix, { maxLength: 2 }),
  openTiers: fc.subarray([...CLOSED_TIERS]),
  confirmInternational: fc.boolean(),
  shortNumbers: fc.constantFrom('refuse', 'allow'),
  callHours: hours,
  attemptsPerDay: fc.nat(3),
  override: fc.constantFrom('never', 'withReason'),
};
const policy = fc.oneof(
  fc.record({ ...RULES, country: fc.constantFrom('GB', 'US') }),
  fc.record({ ...RULES, country: fc.constant('GB'), callHoursByRegion: regions }),
);
const own = fc.record(
  {
    ...RULES,
    country: fc.constantFrom(null, 'GB', 'US', 'DE'),
    callHoursByRegion: regions,
  },
  { requiredKeys: [] },
);

const facts: fc.Arbitrary<DialFacts> = fc
  .tuple(
    fc.constantFrom<Partial<DialFacts>>(
      { e164: toE164('+442079460018'), country: 'GB', zones: ['Europe/London'] },
      { e164: toE164('+14155550101'), country: 'US', state: 'US-CA', zones: ['America/Los_Angeles'] },
      { e164: null, dialled: '1234', country: null, zones: [], isPlaceless: true },
    ),
    fc.constantFrom('standard', ...CLOSED_TIERS),
    fc.integer({ min: Date.parse('2026-03-20'), max: Date.parse('2026-11-20') }),
    fc.nat(4),
    fc.constantFrom(null, 'asked for it'),
  )
  .map(([of, tier, now, attemptsToday, override]) => ({
    e164: '+442079460018' as E164,
    dialled: '020 7946 0018',
    country: null,
    state: null,
    zones: [],
    isPlaceless: false,
    ownNumbers: [],
    isOnDoNotCallList: false,
    homeCountry: null,
    ...of,
    ...{ tier, now, attemptsToday, override },
  }));

test('what the organisation refuses, no choice of the agent’s allows', () => {
  let refusals = 0;
  fc.assert(
    fc.property(policy, own, facts, (said, chosen, of) => {
      const read = parsePolicy(said);
      expect(read.problems).toEqual([]);
      const answer = (values: Parameters<typeof effectiveSettings>[0]) => {
        const { settings } = effectiveSettings(values, read);
        return judge({ ...of, homeCountry: settings.country }, settings);
      };
      const refusal = answer({});
      if (!refusal) return;
      refusals += 1;
      expect(answer(parseOwn(chosen).values)).toEqual(refusal);
    }),
    { numRuns: 2_000 },
  );
  expect(refusals).toBeGreaterThan(500);
});

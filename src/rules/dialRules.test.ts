import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type E164, toE164 } from '../numbers/e164.ts';
import { type DialFacts, type DialRules, judge } from './dialRules.ts';
import { isEmergency } from './emergency.ts';

const own = toE164('+442079460099') as E164;
const NOON = Date.parse('2026-11-20T12:00:00Z');

/** One good situation; each test changes one thing. */
const facts: DialFacts = {
  e164: toE164('+442079460018') as E164,
  dialled: '020 7946 0018',
  tier: 'standard',
  country: 'GB',
  state: null,
  zones: ['Europe/London'],
  isPlaceless: false,
  ownNumbers: [own],
  homeCountry: 'GB',
  isOnDoNotCallList: false,
  attemptsToday: 0,
  now: NOON,
  override: null,
};
const rules: DialRules = {
  allowPrefixes: [],
  denyPrefixes: ['+1 900', '+979'],
  openTiers: [],
  shortNumbers: 'refuse',
  confirmInternational: true,
  callHours: 'Mon-Fri 08:00-20:00',
  callHoursByRegion: [],
  attemptsPerDay: 3,
  override: 'withReason',
};
const HARD: [string, Partial<DialFacts>, Partial<DialRules>][] = [
  ['emergency-number', { e164: null, dialled: '999' }, { shortNumbers: 'allow' }],
  ['emergency-number', { e164: null, dialled: '1 1 2' }, {}],
  ['short-number', { e164: null, dialled: '118500' }, {}],
  ['own-number', { e164: own }, {}],
  ['number-forbidden', {}, { denyPrefixes: ['0044 20'] }],
  ['number-forbidden', {}, { allowPrefixes: ['+1', '+33'] }],
  ['tier-closed', { tier: 'premium' }, { openTiers: ['satellite'] }],
];
const SOFT: [string, Partial<DialFacts>, Partial<DialRules>][] = [
  ['do-not-call', { isOnDoNotCallList: true }, {}],
  ['outside-hours', { now: NOON + 9 * 3_600_000 }, {}],
  ['attempts-used', { attemptsToday: 3 }, {}],
];

describe('a call', () => {
  it('is allowed where nothing speaks against it', () => expect(judge(facts, rules)).toBeNull());

  it.each([
    ['a SIP user', { e164: null, dialled: 'anna' }, {}],
    ['a short number where they are allowed', { e164: null, dialled: '118500' }, { shortNumbers: 'allow' }],
    ['what a prefix allows', {}, { allowPrefixes: ['+1', '+44'] }],
    ['a tier that was opened', { tier: 'premium' }, { openTiers: ['premium'] }],
    ['one attempt less than the last', { attemptsToday: 2 }, {}],
    ['any number of attempts without a limit', { attemptsToday: 99 }, { attemptsPerDay: 0 }],
    ['abroad where nobody asks', { country: 'FR' }, { confirmInternational: false }],
    ['abroad where nobody knows from where', { country: 'FR', homeCountry: null }, {}],
    ['a freephone number at night', { now: NOON + 9 * 3_600_000, isPlaceless: true, zones: [] }, {}],
  ] as [string, Partial<DialFacts>, Partial<DialRules>][])('is allowed to %s', (_, fact, rule) => {
    expect(judge({ ...facts, ...fact }, { ...rules, ...rule })).toBeNull();
  });

  it.each(HARD)('is refused as %s, and no reason changes that', (code, fact, rule) => {
    const refusal = { code };
    expect(judge({ ...facts, ...fact }, { ...rules, ...rule })).toEqual(refusal);
    expect(judge({ ...facts, ...fact, override: 'I must.' }, { ...rules, ...rule })).toEqual(refusal);
  });

  it.each(SOFT)('is refused as %s until there is a reason in writing', (code, fact, rule) => {
    expect(judge({ ...facts, ...fact }, { ...rules, ...rule })).toEqual({ code, overridable: true });
    expect(judge({ ...facts, ...fact, override: 'She asked me to.' }, { ...rules, ...rule })).toBeNull();
  });

  it.each(SOFT)(
    'is refused as %s for good where the organisation wants no exceptions',
    (code, fact, rule) => {
      const strict = { ...rules, ...rule, override: 'never' as const };
      expect(judge({ ...facts, ...fact, override: 'She asked me to.' }, strict)).toEqual({ code });
    },
  );

  it('abroad asks for a yes, which no rule forbids to say', () => {
    const abroad = { ...facts, country: 'FR', zones: ['Europe/Paris'] };
    const strict = { ...rules, override: 'never' as const };
    expect(judge(abroad, strict)).toEqual({ code: 'needs-confirmation', overridable: true });
    expect(judge({ ...abroad, override: 'Confirmed.' }, strict)).toBeNull();
  });

  it('names first what nothing can change', () => {
    const both = { ...facts, isOnDoNotCallList: true, tier: 'premium' as const };
    expect(judge(both, rules)).toEqual({ code: 'tier-closed' });
  });
});

describe('hours', () => {
  const at = (iso: string, more: Partial<DialFacts>) => ({ ...facts, now: Date.parse(iso), ...more });
  const hours = { ...rules, confirmInternational: false };

  it('are those where the phone rings', () => {
    const newYork = { zones: ['America/New_York'], country: 'US', state: 'US-NY' };
    expect(judge(at('2026-11-20T12:30:00Z', newYork), hours)?.code).toBe('outside-hours');
    expect(judge(at('2026-11-20T13:00:00Z', newYork), hours)).toBeNull();
  });

  it('of the state go before those of the country, and these before the general ones', () => {
    const byRegion = [
      { region: 'US', hours: 'Mon-Fri 09:00-17:00' },
      { region: 'US-CA', hours: 'Mon-Fri 08:30-17:00' },
    ];
    const set = { ...hours, callHoursByRegion: byRegion };
    const la = { zones: ['America/Los_Angeles'], country: 'US', state: 'US-CA' };
    const seattle = { ...la, state: 'US-WA' };
    expect(judge(at('2026-11-20T16:30:00Z', la), set)).toBeNull();
    expect(judge(at('2026-11-20T16:30:00Z', seattle), set)?.code).toBe('outside-hours');
    expect(judge(at('2026-11-20T08:30:00Z', {}), set)).toBeNull();
  });

  it('must be open in every zone that a number may be in, and a number of no known zone is not called', () => {
    const wide = { zones: ['America/New_York', 'America/Los_Angeles'] };
    expect(judge(at('2026-11-20T14:00:00Z', wide), hours)?.code).toBe('outside-hours');
    expect(judge(at('2026-11-20T17:00:00Z', wide), hours)).toBeNull();
    expect(judge(at('2026-11-20T12:00:00Z', { zones: [] }), hours)?.code).toBe('outside-hours');
  });

  it('that cannot be read permit nothing', () => {
    expect(judge(facts, { ...rules, callHours: 'whenever' })?.code).toBe('outside-hours');
  });
});

it('more rules never permit what fewer refuse', () => {
  const prefix = fc.constantFrom('+44', '+1', '+33', '+4420', '', 'x');
  const someRules = fc.record({
    allowPrefixes: fc.array(prefix, { maxLength: 3 }),
    denyPrefixes: fc.array(prefix, { maxLength: 3 }),
    openTiers: fc.subarray(['premium', 'satellite'] as const),
    attemptsPerDay: fc.nat(4),
    callHours: fc.constantFrom('', 'Mon-Fri 08:00-20:00', 'Sat 09:00-10:00'),
    override: fc.constantFrom('never' as const, 'withReason' as const),
  });
  const someFacts = fc.record({
    attemptsToday: fc.nat(5),
    isOnDoNotCallList: fc.boolean(),
    tier: fc.constantFrom('standard' as const, 'premium' as const),
    now: fc.integer({ min: NOON, max: NOON + 7 * 86_400_000 }),
  });
  fc.assert(
    fc.property(someRules, someFacts, prefix, (rule, fact, denied) => {
      const given = { ...facts, ...fact };
      const before = judge(given, { ...rules, ...rule });
      const stricter = { ...rules, ...rule, denyPrefixes: [...rule.denyPrefixes, denied] };
      if (before !== null) expect(judge(given, stricter)).not.toBeNull();
    }),
    { numRuns: 2_000 },
  );
});

it.each(['112', '911', '999', '000', '110', '119', '15', '0112', '9911', '9 999'])(
  '%s is help',
  (dialled) => {
    expect(isEmergency(dialled)).toBe(true);
  },
);
it.each(['201', '4711', '118500', ''])('%s is not help', (dialled) =>
  expect(isEmergency(dialled)).toBe(false),
);

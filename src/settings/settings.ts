/**
 * Every setting, declared once: its shape, its default, and the line that says what it does. Storage, policy, the
 * managed schema and the administrator's guide are all made from here; who may set what is effective.ts.
 */
import * as v from 'valibot';
import { CLOSED_TIERS } from '../rules/tierNames.ts';
import type { JsonType } from './jsonType.ts';
import {
  allowedPrefix,
  country,
  deviceId,
  hours,
  line,
  MOST_ENTRIES,
  origin,
  prefix,
  region,
} from './shapes.ts';

/** `account`: label or id of the account that carries these calls. One of `prefix` and `site` is there, or both. */
export type Route = { readonly prefix?: string; readonly site?: string; readonly account: string };
/** `region`: ISO 3166-1 or 3166-2; `hours` there in place of the general ones. */
export type RegionHours = { readonly region: string; readonly hours: string };
export type ClosedTier = (typeof CLOSED_TIERS)[number];

export type Settings = {
  /** Of numbers without a prefix, where neither the record nor the site says more. */
  readonly country: string | null;
  readonly theme: 'system' | 'light' | 'dark';
  readonly historyDays: number;
  /** Device ids; '' is the system's own choice. */
  readonly microphone: string;
  readonly speaker: string;
  readonly ringer: string;
  /** As "+1900". Empty: every number. */
  readonly allowPrefixes: readonly string[];
  readonly denyPrefixes: readonly string[];
  readonly openTiers: readonly ClosedTier[];
  readonly confirmInternational: boolean;
  readonly shortNumbers: 'refuse' | 'allow';
  /** The callee's local time, as src/rules/hours.ts reads it; '' is always. */
  readonly callHours: string;
  readonly callHoursByRegion: readonly RegionHours[];
  /** Of one number by one agent; 0 is no limit. */
  readonly attemptsPerDay: number;
  readonly override: 'never' | 'withReason';
  readonly routes: readonly Route[];
  readonly staySignedIn: 'ask' | 'never';
};
export type SettingKey = keyof Settings;

export type Declared<Value> = {
  /** Of a value that is not a list, and of a list's entry where `each` says so. */
  readonly schema: v.GenericSchema<unknown, Value>;
  readonly fallback: Value;
  /** As an administrator writes it. */
  readonly json: JsonType;
  /** One line for the administrator's guide and the managed schema. */
  readonly says: string;
  /** What to write instead of a value that does not fit. */
  readonly fix: string;
};

/** A list whose entries are judged one by one: a bad one costs only itself. */
export type DeclaredList<Entry> = Omit<Declared<readonly Entry[]>, 'schema'> & {
  readonly entry: v.GenericSchema<unknown, Entry>;
};
export type Declaration<Value> = [Value] extends [readonly (infer Entry)[]]
  ? DeclaredList<Entry>
  : Declared<Value>;

const ONE_DEVICE = 'Write the id of a device, or leave it out for the one the system uses.';
const route = v.pipe(
  v.strictObject({
    prefix: v.exactOptional(prefix),
    site: v.exactOptional(origin),
    account: line(120),
  }),
  v.check((one) => one.prefix !== undefined || one.site !== undefined),
);

export const SETTINGS: { readonly [Key in SettingKey]: Declaration<Settings[Key]> } = {
  country: {
    schema: v.nullable(country),
    fallback: null,
    json: { type: 'string' },
    says: 'The country (ISO 3166-1, two letters) in which a number without a prefix is read, where neither the record nor the site says more.',
    fix: 'Write a country as two letters (ISO 3166-1): GB.',
  },
  theme: {
    schema: v.picklist(['system', 'light', 'dark']),
    fallback: 'system',
    json: { type: 'string' },
    says: 'How the screens look: system, light or dark.',
    fix: 'Write system, light or dark.',
  },
  historyDays: {
    schema: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650)),
    fallback: 365,
    json: { type: 'integer' },
    says: 'For how many days a finished call stays in the list of calls: 1 to 3650.',
    fix: 'Write a whole number of days from 1 to 3650.',
  },
  microphone: {
    schema: deviceId,
    fallback: '',
    json: { type: 'string' },
    says: 'The id of the microphone. Empty: the one the system uses.',
    fix: ONE_DEVICE,
  },
  speaker: {
    schema: deviceId,
    fallback: '',
    json: { type: 'string' },
    says: 'The id of the loudspeaker or headset for the other side’s voice. Empty: the one the system uses.',
    fix: ONE_DEVICE,
  },
  ringer: {
    schema: deviceId,
    fallback: '',
    json: { type: 'string' },
    says: 'The id of the loudspeaker that rings. Empty: the one the system uses.',
    fix: ONE_DEVICE,
  },
  allowPrefixes: {
    entry: allowedPrefix,
    fallback: [],
    json: { type: 'array', items: { type: 'string' } },
    says: 'Only numbers that begin with one of these may be called, country code first: +44. Empty: all.',
    fix: 'Write each prefix with its country code: +44. Until then it allows no number.',
  },
  denyPrefixes: {
    entry: prefix,
    fallback: [],
    json: { type: 'array', items: { type: 'string' } },
    says: 'Numbers that begin with one of these may not be called, country code first: +1 900.',
    fix: 'Write each prefix with its country code: +1 900.',
  },
  openTiers: {
    entry: v.picklist(CLOSED_TIERS),
    fallback: [],
    json: { type: 'array', items: { type: 'string' } },
    says: `Costly kinds of number that may be called nevertheless: ${CLOSED_TIERS.join(', ')}.`,
    fix: `Write any of these: ${CLOSED_TIERS.join(', ')}. What is not named stays closed.`,
  },
  confirmInternational: {
    schema: v.boolean(),
    fallback: false,
    json: { type: 'boolean' },
    says: 'Whether a call to another country is asked about once more before it is dialled.',
    fix: 'Write true or false.',
  },
  shortNumbers: {
    schema: v.picklist(['refuse', 'allow']),
    fallback: 'refuse',
    json: { type: 'string' },
    says: 'Whether short numbers (service numbers of three to six digits) may be called: refuse or allow.',
    fix: 'Write refuse or allow.',
  },
  callHours: {
    schema: hours,
    fallback: '',
    json: { type: 'string' },
    says: 'When calls may be made, in the local time of whoever is called: "Mon-Fri 08:00-20:00, Sat 09:00-13:00". Empty: always.',
    fix: 'Write days and times in 24 hours, each part ending on its own day: Mon-Fri 08:00-20:00, Sat 09:00-13:00.',
  },
  callHoursByRegion: {
    entry: v.strictObject({ region, hours }),
    fallback: [],
    json: {
      type: 'array',
      items: { type: 'object', properties: { region: { type: 'string' }, hours: { type: 'string' } } },
    },
    says: 'Other hours for a country (DE) or a part of one (US-CA).',
    fix: 'Write the region as ISO 3166 does (DE, US-CA) and its hours as in callHours.',
  },
  attemptsPerDay: {
    schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)),
    fallback: 0,
    json: { type: 'integer' },
    says: 'How often one agent may call one number in a day. 0: no limit.',
    fix: 'Write a whole number from 0 (no limit) to 1000.',
  },
  override: {
    schema: v.picklist(['never', 'withReason']),
    fallback: 'withReason',
    json: { type: 'string' },
    says: 'Whether an agent may call in spite of a rule: never, or withReason (written down with the call).',
    fix: 'Write never or withReason.',
  },
  routes: {
    entry: route,
    fallback: [],
    json: {
      type: 'array',
      items: {
        type: 'object',
        properties: { prefix: { type: 'string' }, site: { type: 'string' }, account: { type: 'string' } },
      },
    },
    says: 'Which account carries which calls: by the beginning of the number, by the site it was clicked on, or both.',
    fix: 'Write a prefix (+44), a site (https://crm.example) or both, and the name of an account.',
  },
  staySignedIn: {
    schema: v.picklist(['ask', 'never']),
    fallback: 'ask',
    json: { type: 'string' },
    says: 'Whether an agent may choose to stay signed in, which keeps the secret on disk: ask or never.',
    fix: 'Write ask or never.',
  },
};

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** What holds where nobody said anything. */
export const DEFAULTS: Settings = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, { fallback }]) => [key, fallback]),
) as Settings;

/** How many entries any list of settings has at most. */
export const LONGEST_LIST = MOST_ENTRIES;

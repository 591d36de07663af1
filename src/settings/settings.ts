/**
 * Every setting, declared once: its shape and its default. What is said of each to an administrator is guide.ts, which
 * only those carry who say it; who may set what is effective.ts.
 */
import * as v from 'valibot';
import { CLOSED_TIERS } from '../rules/tierNames.ts';
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
  readonly noiseSuppression: boolean;
  readonly echoCancellation: boolean;
  /** Who calls is told that the agent is busy. */
  readonly doNotDisturb: boolean;
  /** Of an incoming call that found nobody in another one; 0 is never. */
  readonly autoAnswerSeconds: number;
  /** A notification of the system for who calls. */
  readonly notifications: boolean;
  /** Telephone links of any page come here, where the browser was told so too. */
  readonly telLinks: boolean;
  /** How a call can have gone, in the agent's words; empty: the ones that come with Offhook. */
  readonly dispositions: readonly string[];
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

/** Which an agent changes from the phone itself, in the middle of the work. */
export const PHONE_SETTINGS = [
  'microphone',
  'speaker',
  'ringer',
  'noiseSuppression',
  'echoCancellation',
  'doNotDisturb',
] as const satisfies readonly SettingKey[];
export type PhoneSetting = (typeof PHONE_SETTINGS)[number];

export type Declared<Value> = {
  /** Of a value that is not a list, and of a list's entry where `each` says so. */
  readonly schema: v.GenericSchema<unknown, Value>;
  readonly fallback: Value;
};

/** A list whose entries are judged one by one: a bad one costs only itself. */
export type DeclaredList<Entry> = Omit<Declared<readonly Entry[]>, 'schema'> & {
  readonly entry: v.GenericSchema<unknown, Entry>;
};
export type Declaration<Value> = [Value] extends [readonly (infer Entry)[]]
  ? DeclaredList<Entry>
  : Declared<Value>;

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
  },
  theme: {
    schema: v.picklist(['system', 'light', 'dark']),
    fallback: 'system',
  },
  historyDays: {
    schema: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650)),
    fallback: 365,
  },
  microphone: {
    schema: deviceId,
    fallback: '',
  },
  speaker: {
    schema: deviceId,
    fallback: '',
  },
  ringer: {
    schema: deviceId,
    fallback: '',
  },
  noiseSuppression: {
    schema: v.boolean(),
    fallback: true,
  },
  echoCancellation: {
    schema: v.boolean(),
    fallback: true,
  },
  doNotDisturb: {
    schema: v.boolean(),
    fallback: false,
  },
  autoAnswerSeconds: {
    schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
    fallback: 0,
  },
  notifications: {
    schema: v.boolean(),
    fallback: true,
  },
  telLinks: {
    schema: v.boolean(),
    fallback: false,
  },
  dispositions: {
    entry: line(60),
    fallback: [],
  },
  allowPrefixes: {
    entry: allowedPrefix,
    fallback: [],
  },
  denyPrefixes: {
    entry: prefix,
    fallback: [],
  },
  openTiers: {
    entry: v.picklist(CLOSED_TIERS),
    fallback: [],
  },
  confirmInternational: {
    schema: v.boolean(),
    fallback: false,
  },
  shortNumbers: {
    schema: v.picklist(['refuse', 'allow']),
    fallback: 'refuse',
  },
  callHours: {
    schema: hours,
    fallback: '',
  },
  callHoursByRegion: {
    entry: v.strictObject({ region, hours }),
    fallback: [],
  },
  attemptsPerDay: {
    schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)),
    fallback: 0,
  },
  override: {
    schema: v.picklist(['never', 'withReason']),
    fallback: 'withReason',
  },
  routes: {
    entry: route,
    fallback: [],
  },
  staySignedIn: {
    schema: v.picklist(['ask', 'never']),
    fallback: 'ask',
  },
};

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** What holds where nobody said anything. */
export const DEFAULTS: Settings = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, { fallback }]) => [key, fallback]),
) as Settings;

/** How many entries any list of settings has at most. */
export const LONGEST_LIST = MOST_ENTRIES;

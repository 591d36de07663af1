/**
 * What applies: the organisation's word where it has one, else the agent's own, else the default. A policy that cannot
 * be read in full never loosens anything: then the stricter holds.
 */
import type { Policy } from './policy.ts';
import { DEFAULTS, SETTING_KEYS, type SettingKey, type Settings } from './settings.ts';
import { NO_PREFIX } from './shapes.ts';

export type Effective = {
  readonly settings: Settings;
  /** Set by the organisation, well or badly: nobody here may change them. */
  readonly locked: readonly SettingKey[];
};

/** `own`: what the agent chose, without what could not be read of it. */
export function effectiveSettings(own: Partial<Settings>, policy: Policy): Effective {
  // Hours of a region come before the general ones: the agent's would undo the organisation's, country by country.
  const hoursAreSaid = policy.values.callHours !== undefined;
  const chosen = hoursAreSaid ? { ...own, callHoursByRegion: [] } : own;
  const settings = Object.fromEntries(SETTING_KEYS.map((key) => [key, inForce(key, chosen, policy)]));
  const locked = SETTING_KEYS.filter(
    (key) =>
      policy.values[key] !== undefined ||
      policy.unsure.includes(key) ||
      (key === 'callHoursByRegion' && hoursAreSaid),
  );
  return { settings: settings as Settings, locked };
}

function inForce<Key extends SettingKey>(key: Key, own: Partial<Settings>, policy: Policy): Settings[Key] {
  const chosen = (own[key] ?? DEFAULTS[key]) as Settings[Key];
  const managed = policy.values[key] as Settings[Key] | undefined;
  if (!policy.unsure.includes(key)) return managed === undefined ? chosen : managed;
  const mend: Mend<Settings[Key]> | undefined = MEND[key];
  const stricter = mend ? mend(chosen, DEFAULTS[key]) : chosen;
  if (managed === undefined)
    return key === 'allowPrefixes' ? ([NO_PREFIX] as readonly string[] as Settings[Key]) : stricter;
  return mend && ADDS.includes(key) ? mend(managed, stricter) : managed;
}

/** The stricter of two. */
type Mend<Value> = (one: Value, other: Value) => Value;

/** Lists that hold back: of these the readable rest and the agent's own hold together. The rest of any other list holds alone. */
const ADDS: readonly SettingKey[] = ['denyPrefixes', 'callHoursByRegion'];

const MEND: { readonly [Key in SettingKey]?: Mend<Settings[Key]> } = {
  historyDays: Math.min,
  denyPrefixes: (one, other) => [...new Set([...one, ...other])],
  openTiers: (one, other) => one.filter((tier) => other.includes(tier)),
  confirmInternational: (one, other) => one || other,
  shortNumbers: (one, other) => (one === 'refuse' ? one : other),
  callHours: (one, other) => one || other,
  callHoursByRegion: (one, other) => [
    ...one,
    ...other.filter(({ region }) => one.every((known) => known.region !== region)),
  ],
  attemptsPerDay: (one, other) => (one === 0 || other === 0 ? Math.max(one, other) : Math.min(one, other)),
  override: (one, other) => (one === 'never' ? one : other),
  staySignedIn: (one, other) => (one === 'never' ? one : other),
};

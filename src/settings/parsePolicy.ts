/**
 * What a browser hands over as managed storage, or as the agent's own settings, and what of it can be used. Each key and
 * each entry of a list is judged alone; nothing here throws. What then applies is effective.ts.
 */

import { DECLARED_AND_TOLD } from './guide.ts';
import { isObject, type Judged, judge } from './judge.ts';
import type { HashedList, Policy, PolicyKey, PolicyProblem } from './policy.ts';
import { FIELD_FIXES, POLICY_ONLY } from './policyKeys.ts';
import { SETTING_KEYS, type SettingKey, type Settings } from './settings.ts';

export const NO_POLICY: Policy = { values: {}, problems: [], unsure: [] };

const DECLARED = { ...DECLARED_AND_TOLD, ...POLICY_ONLY };
export const POLICY_KEYS = Object.keys(DECLARED) as PolicyKey[];

/** In doubt an agent may less: whoever writes one of these means to forbid something. */
const FORBIDS = ['ownSites', 'ownAccounts'] as const;
const DROPPED = 'The browser did not hand this over: its value, or one within it, has the wrong type.';
const NO_SUCH_KEY = 'There is no setting of this name: check its spelling, or leave it out.';
const NO_MAP = 'A policy is a map of settings: { "country": "GB" }.';
const MOST_UNKNOWN = 10;

/** Managed storage → the policy. Nothing in it is no policy, and no problem. */
export function parsePolicy(raw: unknown): Policy {
  if (raw === undefined || raw === null) return NO_POLICY;
  if (!isObject(raw)) return { ...NO_POLICY, problems: [{ key: '', value: '', fix: NO_MAP }] };
  const judged = POLICY_KEYS.filter((key) => Object.hasOwn(raw, key)).map((key) => judgeKey(key, raw[key]));
  const values = Object.fromEntries(
    judged.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])),
  );
  const dropped = droppedKeys(raw, judged.find(({ key }) => key === 'keys')?.value);
  const unsure = [...judged.filter(({ problems }) => problems.length > 0).map(({ key }) => key), ...dropped];
  for (const key of FORBIDS) if (unsure.includes(key)) values[key] = false;
  return {
    values,
    problems: [
      ...judged.flatMap(({ problems }) => problems),
      ...dropped.map((key) => ({ key, value: '', fix: DROPPED })),
      ...unknownKeys(raw),
    ],
    unsure: SETTING_KEYS.filter((key) => unsure.includes(key)),
  };
}

/** What one agent chose. A value that cannot be read is the default, and told. */
export type OwnSettings = {
  readonly values: Partial<Settings>;
  readonly problems: readonly PolicyProblem[];
};

/** The agent's own settings as they are on disk, or a change of them. */
export function parseOwn(raw: unknown): OwnSettings {
  if (raw === undefined || raw === null) return { values: {}, problems: [] };
  if (!isObject(raw))
    return { values: {}, problems: [{ key: '', value: '', fix: 'Choose your settings again.' }] };
  const judged = SETTING_KEYS.filter((key) => Object.hasOwn(raw, key)).map((key) => judgeKey(key, raw[key]));
  return {
    values: Object.fromEntries(
      judged.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])),
    ),
    problems: judged.flatMap(({ problems }) => problems),
  };
}

function judgeKey<Key extends PolicyKey | SettingKey>(
  key: Key,
  raw: unknown,
): Judged & { readonly key: Key } {
  const judged = judge(key, DECLARED[key] as unknown as Parameters<typeof judge>[1], raw, FIELD_FIXES[key]);
  if (key !== 'doNotCall' || judged.value === undefined) return { ...judged, key };
  return { ...judged, key, problems: lostHashes(raw, judged.value as HashedList) };
}

function lostHashes(raw: unknown, { hashes }: HashedList): readonly PolicyProblem[] {
  const lost = (raw as { hashes: readonly unknown[] }).hashes.length - hashes.length;
  if (lost === 0) return [];
  const fix = `Write the first 16 hexadecimal digits of each hash. Not read: ${lost}.`;
  return [{ key: 'doNotCall.hashes', value: '', fix }];
}

/**
 * Chromium 156 takes a key away when anything in it is not of the schema's type, and says so nowhere, not even at
 * chrome://policy: so a policy may name its keys.
 */
function droppedKeys(raw: Readonly<Record<string, unknown>>, named: unknown): readonly PolicyKey[] {
  if (!Array.isArray(named)) return [];
  return POLICY_KEYS.filter((key) => named.includes(key) && !Object.hasOwn(raw, key));
}

/** Without their values: what stands under a misspelt name may be a secret. */
function unknownKeys(raw: Readonly<Record<string, unknown>>): PolicyProblem[] {
  return Object.keys(raw)
    .filter((key) => !Object.hasOwn(DECLARED, key))
    .slice(0, MOST_UNKNOWN)
    .map((key) => ({ key: key.slice(0, 60), value: '', fix: NO_SUCH_KEY }));
}

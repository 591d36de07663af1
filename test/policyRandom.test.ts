/** A hundred thousand policies and settings that nobody would write: nothing throws, loosens or tells a secret. */
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { isLoopback } from '../src/accounts/loopback.ts';
import { effectiveSettings } from '../src/settings/effective.ts';
import { parseOwn, parsePolicy } from '../src/settings/parsePolicy.ts';
import type { Policy, PolicyAccount } from '../src/settings/policy.ts';
import { policyView } from '../src/settings/policyView.ts';
import {
  DEFAULTS,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  type Settings,
} from '../src/settings/settings.ts';
import { policies, SECRET, stored } from './randomPolicies.ts';

const RUNS = 100_000;

type Doubt = {
  readonly now: Settings;
  /** What would hold without a policy. */
  readonly before: Settings;
  /** What could be read of the policy. */
  readonly read: Policy['values'];
};

const isWithin = (some: readonly string[], all: readonly string[]) => some.every((one) => all.includes(one));

/** Of a restriction that the policy is in doubt on: is what holds now at least as strict? */
const TIGHT: { readonly [Key in keyof Settings]?: (doubt: Doubt) => boolean } = {
  allowPrefixes: ({ now, read }) =>
    isWithin(now.allowPrefixes, read.allowPrefixes ?? ['+0']) && now.allowPrefixes.length > 0,
  denyPrefixes: ({ now, before, read }) =>
    isWithin([...before.denyPrefixes, ...(read.denyPrefixes ?? [])], now.denyPrefixes),
  openTiers: ({ now, read }) => isWithin(now.openTiers, read.openTiers ?? []),
  confirmInternational: ({ now, before }) => now.confirmInternational || !before.confirmInternational,
  shortNumbers: ({ now }) => now.shortNumbers === 'refuse',
  callHours: ({ now, before }) => now.callHours === before.callHours,
  // The agent's own regions do not count beside hours that the organisation has said.
  callHoursByRegion: ({ now, before, read }) =>
    read.callHours !== undefined ||
    isWithin(regionsOf(before.callHoursByRegion), regionsOf(now.callHoursByRegion)),
  attemptsPerDay: ({ now, before }) =>
    before.attemptsPerDay === 0 || (now.attemptsPerDay > 0 && now.attemptsPerDay <= before.attemptsPerDay),
  override: ({ now, before }) => now.override === 'never' || before.override === 'withReason',
  staySignedIn: ({ now, before }) => now.staySignedIn === 'never' || before.staySignedIn === 'ask',
  historyDays: ({ now, before }) => now.historyDays <= before.historyDays,
};

function regionsOf(list: Settings['callHoursByRegion']): readonly string[] {
  return list.map(({ region }) => region);
}

function expectNothingLoosened(doubt: Doubt, policy: Policy, locked: readonly string[]): void {
  for (const key of policy.unsure)
    if (TIGHT[key]?.(doubt) === false) expect.unreachable(`${key}: ${JSON.stringify(doubt)}`);
  for (const key of SETTING_KEYS) {
    const isSaid = policy.unsure.includes(key) || Object.hasOwn(policy.values, key) || goesWith(key, policy);
    if (isSaid !== locked.includes(key)) expect.unreachable(`${key} is locked: ${!isSaid}`);
    const unsaid = doubt.before[key];
    if (!isSaid && doubt.now[key] !== unsaid) expect.unreachable(`${key} is nobody’s`);
  }
}

/** Whoever says when calls may be made says it for every region. */
function goesWith(key: SettingKey, { values }: Policy): boolean {
  return key === 'callHoursByRegion' && values.callHours !== undefined;
}

function addressesOf(account: PolicyAccount): readonly string[] {
  if (account.kind === 'sip') return account.servers;
  const address = 'server' in account ? account.server : account.api;
  return address === undefined ? [] : [address];
}

function expectServersAreSafe({ values }: Policy): void {
  for (const address of (values.accounts ?? []).flatMap(addressesOf)) {
    const { protocol, hostname, username } = new URL(address);
    const isSafe = protocol === 'wss:' || protocol === 'https:' || isLoopback(hostname);
    if (!isSafe || username) expect.unreachable(address);
  }
}

function isInShape(key: SettingKey, value: unknown): boolean {
  const declared = SETTINGS[key];
  if (!('entry' in declared)) return v.is(declared.schema, value);
  return Array.isArray(value) && value.every((one) => v.is(declared.entry, one));
}

it('whatever JSON is managed or stored: nothing throws, no server without TLS, nothing loosened, no secret told', () => {
  let doubted = 0;
  let withAccounts = 0;
  fc.assert(
    fc.property(policies, stored, (managed, kept) => {
      const policy = parsePolicy(managed);
      const own = parseOwn(kept);
      const { settings: now, locked } = effectiveSettings(own.values, policy);
      doubted += policy.unsure.length;
      withAccounts += policy.values.accounts === undefined ? 0 : 1;

      for (const key of SETTING_KEYS)
        if (!isInShape(key, now[key])) expect.unreachable(`${key}: ${JSON.stringify(now[key])}`);
      expectServersAreSafe(policy);
      expectNothingLoosened(
        { now, before: { ...DEFAULTS, ...own.values }, read: policy.values },
        policy,
        locked,
      );
      const facts = { microphoneGranted: false, closedSites: [], waitingAccounts: [] };
      const told = JSON.stringify([policy.problems, own.problems, policyView(policy, own.values, facts)]);
      if (told.includes(SECRET)) expect.unreachable(told);
    }),
    { numRuns: RUNS },
  );
  // Policies that are all refused, or all fine, would show nothing.
  expect(doubted).toBeGreaterThan(RUNS / 2);
  expect(withAccounts).toBeGreaterThan(RUNS / 20);
}, 300_000);

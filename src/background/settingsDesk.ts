/**
 * Settings: who may change what, and who has to hear of it. What holds is worked out afresh from disk and policy each
 * time; the host is told all of it at its start and at every change, a call or none, and interrupts nothing for it.
 */
import type { Failure } from '../call/failure.ts';
import { log } from '../log.ts';
import type { HostSettings, Reply, SettingsView } from '../messages/protocol.ts';
import type { CountryHint, E164 } from '../numbers/e164.ts';
import { type Effective, effectiveSettings } from '../settings/effective.ts';
import { parseOwn } from '../settings/parsePolicy.ts';
import type { HashedList, PolicyProblem } from '../settings/policy.ts';
import { type PolicyFacts, policyView } from '../settings/policyView.ts';
import type { SettingKey, Settings } from '../settings/settings.ts';
import type { DoNotCallStore } from '../storage/doNotCall.ts';
import type { ManagedStore } from '../storage/managed.ts';
import type { SettingsStore } from '../storage/settings.ts';
import type { HostDoor } from './hostDoor.ts';

export type SettingsDeskDeps = {
  readonly own: SettingsStore;
  readonly managed: Pick<ManagedStore, 'get'>;
  readonly doNotCall: DoNotCallStore;
  readonly door: Pick<HostDoor, 'askIfThere'>;
  /** What the policy page has to know of the browser and of the organisation's accounts. */
  readonly facts: () => Promise<PolicyFacts>;
  /** What is wrong with the organisation's accounts once their variables are filled in. */
  readonly accountProblems: () => Promise<readonly PolicyProblem[]>;
};

export interface SettingsDesk {
  view(): Promise<Reply<SettingsView>>;
  /** Refused when one of them is the organisation's to set; then none is changed. */
  change(change: Partial<Settings>): Promise<Reply<SettingsView>>;
  /** Adds to the list; of the numbers only hashes are kept. */
  importDoNotCall(numbers: readonly E164[]): Promise<Reply<SettingsView>>;
  clearDoNotCall(): Promise<Reply<SettingsView>>;
  /** What holds now. */
  inForce(): Promise<Settings>;
  /** The country of numbers of which neither the record nor the site says it. */
  country(): Promise<CountryHint | null>;
  /** Tells the host what holds, if there is one: when it starts, and when the policy changes. Never rejects. */
  configureHost(): Promise<void>;
}

const LIST_LOST: PolicyProblem = {
  key: 'doNotCall',
  value: '',
  fix: 'The list of numbers not to be called could not be read and was put aside. Import it again.',
};

export function createSettingsDesk(deps: SettingsDeskDeps): SettingsDesk {
  const { own, managed, doNotCall, door } = deps;

  async function inForce(): Promise<Effective> {
    const [chosen, policy] = await Promise.all([own.get(), managed.get()]);
    return effectiveSettings(chosen.values, policy);
  }

  async function lists(): Promise<{ readonly own: HashedList | null; readonly policy: HashedList | null }> {
    const { values } = await managed.get();
    return { own: await doNotCall.get(), policy: values.doNotCall ?? null };
  }

  async function view(): Promise<Reply<SettingsView>> {
    const [chosen, said, facts, ofAccounts] = await Promise.all([
      own.get(),
      managed.get(),
      deps.facts(),
      deps.accountProblems(),
    ]);
    const policy = { ...said, problems: [...said.problems, ...ofAccounts] };
    const [counted, hasLost] = await Promise.all([lists(), doNotCall.hasLost()]);
    return {
      ok: true,
      value: {
        ...effectiveSettings(chosen.values, policy),
        problems: [...policy.problems, ...chosen.problems, ...(hasLost ? [LIST_LOST] : [])],
        policy: policyView(policy, chosen.values, facts),
        doNotCall: { own: counted.own?.hashes.length ?? 0, policy: counted.policy?.hashes.length ?? 0 },
      },
    };
  }

  async function change(wanted: Partial<Settings>): Promise<Reply<SettingsView>> {
    const { locked } = await inForce();
    const keys = Object.keys(wanted) as SettingKey[];
    const forbidden = keys.find((key) => locked.includes(key));
    if (forbidden !== undefined) return refused('forbidden', `set by the organisation: ${forbidden}`);
    const { values, problems } = parseOwn(wanted);
    if (problems[0]) return refused('not-supported', `${problems[0].key}: ${problems[0].fix}`);
    return after(() => own.change(values));
  }

  async function importDoNotCall(numbers: readonly E164[]): Promise<Reply<SettingsView>> {
    let fits = true;
    const reply = await after(async () => {
      fits = await doNotCall.add(numbers);
    });
    return fits ? reply : refused('not-supported', 'the do-not-call list would be too long');
  }

  /** Writes, tells the host, and shows what holds now. A full disk is a refusal. */
  async function after(write: () => Promise<void>): Promise<Reply<SettingsView>> {
    try {
      await write();
    } catch (error) {
      log.error('switchboard', 'the settings could not be written', error);
      return refused('not-supported', 'the browser could not write the settings');
    }
    await configureHost();
    return view();
  }

  async function configureHost(): Promise<void> {
    try {
      const [{ settings }, { own: imported, policy }] = await Promise.all([inForce(), lists()]);
      const both = [imported, policy].filter((list) => list !== null);
      const forHost: HostSettings = { ...settings, doNotCall: both };
      const reply = await door.askIfThere({ type: 'configure', settings: forHost });
      if (reply && !reply.ok) log.error('switchboard', 'the host did not take the settings', reply.failure);
    } catch (error) {
      log.error('switchboard', 'the host could not be told the settings', error);
    }
  }

  async function country(): Promise<CountryHint | null> {
    const { settings, locked } = await inForce();
    if (settings.country === null) return null;
    return { country: settings.country, source: locked.includes('country') ? 'policy' : 'account' };
  }

  return {
    view,
    change,
    importDoNotCall,
    inForce: async () => (await inForce()).settings,
    clearDoNotCall: () => after(doNotCall.clear),
    country,
    configureHost,
  };
}

function refused(code: Failure['code'], detail: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code, detail } };
}

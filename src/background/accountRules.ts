/** What the organisation and its agent's settings say of accounts, put together for whoever signs in and out. */

import { effectiveSettings } from '../settings/effective.ts';
import type { PolicyProblem } from '../settings/policy.ts';
import type { ManagedStore } from '../storage/managed.ts';
import type { SettingsStore } from '../storage/settings.ts';
import type { AccountRules } from './accountDesk.ts';
import { type PolicyAccounts, policyAccounts } from './policyAccounts.ts';

export type AccountRulesDeps = {
  readonly policy: Pick<ManagedStore, 'get'>;
  readonly own: Pick<SettingsStore, 'get'>;
  /** The address of the browser's profile, empty where the browser does not tell. */
  readonly profileEmail: () => Promise<string>;
};

export interface OrganisationAccounts {
  rules(): Promise<AccountRules>;
  /** What is wrong with the organisation's accounts once their variables are filled in. */
  problems(): Promise<readonly PolicyProblem[]>;
}

export function createAccountRules({ policy, own, profileEmail }: AccountRulesDeps): OrganisationAccounts {
  async function read(): Promise<PolicyAccounts> {
    const { values } = await policy.get();
    return values.accounts?.length
      ? policyAccounts(values, await profileEmail())
      : { accounts: [], problems: [] };
  }

  return {
    async rules() {
      const said = await policy.get();
      const { settings } = effectiveSettings((await own.get()).values, said);
      return {
        managed: (await read()).accounts,
        mayOwn: said.values.ownAccounts ?? true,
        mayRemember: settings.staySignedIn !== 'never',
      };
    },
    problems: async () => (await read()).problems,
  };
}

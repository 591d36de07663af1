/** The policy page as data: what is set and by whom, what is wrong, what a person still has to do. Never a secret. */
import { effectiveSettings } from './effective.ts';
import type { Policy, PolicyOnly, PolicyTodo, PolicyValues, PolicyView } from './policy.ts';
import { POLICY_ONLY } from './policyKeys.ts';
import { SETTING_KEYS, type Settings } from './settings.ts';
import { textOf } from './shown.ts';

/** What only the browser knows. */
export type PolicyFacts = {
  readonly microphoneGranted: boolean;
  /** Patterns of policy sites on which the browser does not let us run. */
  readonly closedSites: readonly string[];
  /** Names of policy accounts that wait for a person. */
  readonly waitingAccounts: readonly string[];
};

/** Null: the organisation says nothing of Offhook. `own`: what the agent chose. */
export function policyView(policy: Policy, own: Partial<Settings>, facts: PolicyFacts): PolicyView | null {
  const { values, problems } = policy;
  if (Object.keys(values).length === 0 && problems.length === 0) return null;
  const { settings, locked } = effectiveSettings(own, policy);
  const ofSettings = SETTING_KEYS.map((key) => ({
    key,
    by: locked.includes(key) ? 'policy' : own[key] === undefined ? 'default' : 'own',
    value: textOf(settings[key]),
  })) satisfies PolicyView['set'];
  const ofPolicy = POLICY_ONLY_KEYS.map((key) => ({
    key,
    by: Object.hasOwn(values, key) ? 'policy' : 'default',
    value: summary(key, values),
  })) satisfies PolicyView['set'];
  return { set: [...ofSettings, ...ofPolicy], problems, todo: todoOf(facts) };
}

const POLICY_ONLY_KEYS = Object.keys(POLICY_ONLY) as (keyof PolicyOnly)[];

/** Never a password, nor whose number is not to be called. */
function summary(key: keyof PolicyOnly, values: PolicyValues): string {
  const said = { ...DEFAULTS_OF_POLICY, ...values };
  switch (key) {
    case 'accounts':
      return textOf(said.accounts.map(({ name, kind }) => `${name} (${kind})`));
    case 'agent':
      return textOf(Object.keys(said.agent));
    case 'doNotCall':
      return String(said.doNotCall.hashes.length);
    default:
      return textOf(said[key]);
  }
}

const DEFAULTS_OF_POLICY = Object.fromEntries(
  Object.entries(POLICY_ONLY).map(([key, { fallback }]) => [key, fallback]),
) as PolicyOnly;

function todoOf({ microphoneGranted, closedSites, waitingAccounts }: PolicyFacts): readonly PolicyTodo[] {
  const microphone: readonly PolicyTodo[] = microphoneGranted
    ? []
    : [
        {
          what: 'microphone',
          fix: 'List this extension in the policy AudioCaptureAllowedUrls, or let each agent allow the microphone once.',
        },
      ];
  return [
    ...microphone,
    ...closedSites.map((pattern) => ({
      what: 'site-permission' as const,
      pattern,
      fix: `Package the extension with this site: npm run package -- --site '${pattern}'.`,
    })),
    ...waitingAccounts.map((account) => ({
      what: 'sign-in' as const,
      account,
      fix: 'The agent signs in to this account once.',
    })),
  ];
}

/** The policy page as data: what is set and by whom, what is wrong, what a person still has to do. Never a secret. */
import type { Policy, PolicyKey, PolicyTodo, PolicyValues, PolicyView, SaidBy } from './policy.ts';
import { POLICY_ONLY } from './policyKeys.ts';
import { SETTING_KEYS, SETTINGS, type Settings } from './settings.ts';
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
  const keys: readonly PolicyKey[] = [...SETTING_KEYS, ...(Object.keys(POLICY_ONLY) as PolicyKey[])];
  return {
    set: keys.map((key) => ({ key, ...said(key, policy, own) })),
    problems,
    todo: todoOf(facts),
  };
}

function said(
  key: PolicyKey,
  { values, unsure }: Policy,
  own: Partial<Settings>,
): { by: SaidBy; value: string } {
  if (Object.hasOwn(values, key)) return { by: 'policy', value: summary(key, values) };
  if (!(key in SETTINGS))
    return { by: 'default', value: summary(key, { [key]: POLICY_ONLY[key as 'sites'].fallback }) };
  const setting = key as keyof Settings;
  if (own[setting] !== undefined) return { by: 'own', value: textOf(own[setting]) };
  // Badly set is set: what holds then is told among the problems.
  const by = unsure.includes(setting) ? 'policy' : 'default';
  return { by, value: textOf(SETTINGS[setting].fallback) };
}

function summary(key: PolicyKey, values: PolicyValues): string {
  switch (key) {
    case 'accounts':
      return textOf((values.accounts ?? []).map(({ name, kind }) => `${name} (${kind})`));
    case 'agent':
      return textOf(Object.keys(values.agent ?? {}));
    case 'doNotCall':
      return String(values.doNotCall?.hashes.length ?? 0);
    default:
      return textOf(values[key]);
  }
}

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

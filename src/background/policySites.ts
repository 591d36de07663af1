/** What the organisation says of a site. Pure; who turns sites on and off accordingly is sites.ts. */
import { matchesPattern } from '../settings/address.ts';
import type { Policy, PolicySite } from '../settings/policy.ts';
import type { ScriptedSite } from './contentScripts.ts';

export type SiteRule = {
  /** The organisation turned it on. */
  readonly managed: PolicySite | null;
  /** It stays off, whoever wants it on. */
  readonly blocked: boolean;
};

/** To block is stronger than to turn on; where agents may choose no sites, all others are blocked. */
export function siteRule({ values }: Policy, origin: string): SiteRule {
  const { sites = [], blockedSites = [], ownSites = true } = values;
  const isBlocked = blockedSites.some((pattern) => matchesPattern(pattern, origin));
  const managed = isBlocked ? null : (sites.find(({ pattern }) => matchesPattern(pattern, origin)) ?? null);
  return { managed, blocked: isBlocked || (!ownSites && managed === null) };
}

/** The sites of the policy as scripts are registered for them. */
export function policyScripts(policy: Policy): readonly ScriptedSite[] {
  const { sites = [], blockedSites = [] } = policy.values;
  return sites.map(({ pattern }) => ({
    name: pattern,
    pattern,
    except: blockedSites,
    covers: (origin) => matchesPattern(pattern, origin) && !siteRule(policy, origin).blocked,
  }));
}

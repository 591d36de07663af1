/**
 * Keeps the registered content scripts those of the sites that are on: the agent's and the organisation's. Who may turn
 * a site on is sites.ts; how a script gets into a tab is contentScripts.ts.
 */
import { log } from '../log.ts';
import { matchesPattern } from '../settings/address.ts';
import type { Policy } from '../settings/policy.ts';
import type { SiteStore } from '../storage/sites.ts';
import type { ContentScripts, ScriptedSite } from './contentScripts.ts';
import { policyScripts, siteRule } from './policySites.ts';

export type SiteScriptsDeps = {
  readonly store: SiteStore;
  readonly scripts: ContentScripts;
  readonly policy: () => Promise<Policy>;
  /** May the extension run on this match pattern? */
  readonly hasPermission: (pattern: string) => Promise<boolean>;
};

export interface SiteScripts {
  /** One of the agent's sites was turned on or off just now. */
  turn(origin: string, change: { readonly from: boolean; readonly to: boolean }): Promise<void>;
  /** All of them. An agent's site whose permission was withdrawn is off. */
  register(): Promise<void>;
  /** All of them, and the tabs that are open follow. */
  followPolicy(): Promise<void>;
  /** Patterns of the policy on which the browser does not let us run. */
  closed(): Promise<readonly string[]>;
}

type Sites = readonly ScriptedSite[];
/** `on` and `off`: newly so. */
type Change = { readonly sites: Sites; readonly on: Sites; readonly off: Sites };

export function createSiteScripts({ store, scripts, policy, hasPermission }: SiteScriptsDeps): SiteScripts {
  async function turn(origin: string, { from, to }: { from: boolean; to: boolean }): Promise<void> {
    const site = ownSite(origin);
    await (to ? scripts.register(site) : scripts.unregister(origin));
    if (to && !from) await scripts.injectIntoOpenTabs(site);
    if (!to && from) await scripts.leaveOpenTabs(site);
  }

  async function permitted(sites: Sites): Promise<Sites> {
    const answers = await Promise.all(sites.map(({ pattern }) => hasPermission(pattern)));
    return sites.filter((_, index) => answers[index]);
  }

  async function forgetWithdrawn(): Promise<void> {
    for (const site of await store.all()) {
      if (site.enabled && !(await hasPermission(patternOf(site.origin))))
        await store.set({ ...site, enabled: false });
    }
  }

  /** One of the agent's that the organisation turned on as well has its scripts once. */
  async function wanted(said: Policy): Promise<Sites> {
    await forgetWithdrawn();
    const own = (await store.all()).filter(({ origin, enabled }) => {
      const { managed, blocked } = siteRule(said, origin);
      return enabled && !blocked && managed === null;
    });
    return [...(await permitted(policyScripts(said))), ...own.map(({ origin }) => ownSite(origin))];
  }

  async function registerAll(): Promise<Change> {
    const before = await scripts.names();
    const said = await policy();
    const sites = await wanted(said);
    const gone = before.filter((name) => sites.every((site) => site.name !== name));
    for (const name of gone) await scripts.unregister(name);
    for (const site of sites) await scripts.register(site);
    const isOn = (origin: string) => sites.some((site) => site.covers(origin));
    const off = [...gone.map(patternOf), ...(said.values.blockedSites ?? [])];
    return {
      sites,
      on: sites.filter(({ name }) => !before.includes(name)),
      off: off.map((pattern) => ({
        name: pattern,
        pattern,
        except: [],
        covers: (origin) => matchesPattern(pattern, origin) && !isOn(origin),
      })),
    };
  }

  /**
   * After a forced installation the browser answers only once it has the policy, and says then that it changed: sites
   * that were registered in between are not in the tabs yet.
   */
  let unseen: readonly string[] = [];

  async function register(): Promise<void> {
    const said = await policy();
    const { on } = await registerAll();
    const managed = (said.values.sites ?? []).map(({ pattern }) => pattern);
    unseen = [...unseen, ...on.map(({ name }) => name).filter((name) => managed.includes(name))];
  }

  async function followPolicy(): Promise<void> {
    const { sites, on, off } = await registerAll();
    const due = sites.filter((site) => on.includes(site) || unseen.includes(site.name));
    for (const site of off) await scripts.leaveOpenTabs(site);
    for (const site of due) await scripts.injectIntoOpenTabs(site);
    unseen = [];
    log.info('switchboard', 'the sites follow the policy');
  }

  async function closed(): Promise<readonly string[]> {
    const sites = policyScripts(await policy());
    const open = await permitted(sites);
    return sites.filter((site) => !open.includes(site)).map(({ pattern }) => pattern);
  }

  return { turn, register, followPolicy, closed };
}

/** Chromium's match patterns know ports; without one they are of every port, so frames are asked for their origin. */
export function patternOf(name: string): string {
  // The name of a site by policy is its pattern already.
  return name.endsWith('/*') ? name : `${name}/*`;
}

function ownSite(origin: string): ScriptedSite {
  return { name: origin, pattern: patternOf(origin), except: [], covers: (other) => other === origin };
}

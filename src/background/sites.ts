/**
 * On which sites Offhook is on: the agent's choice and the organisation's. The content script is registered for them, and
 * for nothing else. Asking the agent for the host permission needs a click and happens on the screen, not here.
 */
import type { Failure } from '../call/failure.ts';
import { log } from '../log.ts';
import type { Dialler, PageSettings, Reply, SiteView } from '../messages/protocol.ts';
import type { Sender } from '../messages/role.ts';
import type { Country, CountryHint } from '../numbers/e164.ts';
import { isSecureSite } from '../settings/address.ts';
import type { Policy } from '../settings/policy.ts';
import type { ReadingStore } from '../storage/readings.ts';
import type { StoredSite } from '../storage/sites.ts';
import { type SiteRule, siteRule } from './policySites.ts';
import { createSiteScripts, patternOf, type SiteScriptsDeps } from './siteScripts.ts';

export type SitesDeps = SiteScriptsDeps & {
  readonly readings: ReadingStore;
  /** Where neither the record nor the site says of which country its numbers are. */
  readonly country: () => Promise<CountryHint | null>;
};

type Frame = Pick<Sender, 'origin' | 'tabId' | 'frameId'>;

/** What is left out stays as it was. */
/** `country`: null is none; what is absent stays. */
export type SiteChange = Pick<SiteView, 'origin' | 'enabled'> & {
  readonly country?: Country | null;
  readonly oneClick?: boolean;
};

export interface Sites {
  /** Enabled means: turned on by somebody who may, and permitted by the browser. */
  view(origin: string): Promise<SiteView>;
  /** Those that somebody spoke of. `origin` of one by policy is its pattern, where that is of many. */
  all(): Promise<readonly SiteView[]>;
  set(site: SiteChange): Promise<Reply<SiteView>>;
  pageSettings(origin: string | undefined): Promise<PageSettings>;
  /** The page room, into the frame that asks for it. */
  readFrame(frame: Frame): Promise<Reply<null>>;
  /** What somebody said on a page of a site. A site that is off has nobody who could. */
  correct(origin: string | undefined, record: string, country: Country): Promise<Reply<null>>;
  chooseDialler(origin: string | undefined, dialler: Dialler): Promise<Reply<null>>;
  /**
   * After an install, an update, a browser's start or a withdrawn permission: the registered scripts are those of the
   * sites that are on, and an agent's site without permission is off.
   */
  reregister(): Promise<void>;
  /** The same after a change of policy, and the tabs that are open follow. */
  followPolicy(): Promise<void>;
  /** Patterns of the policy on which the browser does not let us run. */
  closed(): Promise<readonly string[]>;
}

const NOTHING: PageSettings = { country: null, corrections: [], dialler: null, oneClick: false };

export function createSites(deps: SitesDeps): Sites {
  const { store, readings, policy, scripts, country, hasPermission } = deps;
  const siteScripts = createSiteScripts(deps);
  let lastChange: Promise<unknown> = Promise.resolve();

  // A change is several steps in several places: one after the other.
  function inTurn<Value>(change: () => Promise<Value>): Promise<Value> {
    const turn = lastChange.then(change);
    lastChange = turn.catch(() => undefined);
    return turn;
  }

  async function view(origin: string): Promise<SiteView> {
    return viewOf(await store.get(origin), await policy());
  }

  async function viewOf(site: StoredSite, said: Policy): Promise<SiteView> {
    const { managed, blocked } = siteRule(said, site.origin);
    const isWanted = managed !== null || (site.enabled && !blocked);
    const pattern = managed?.pattern ?? patternOf(site.origin);
    const where = managed?.country ?? site.country;
    const oneClick = managed?.oneClick ?? site.oneClick ?? false;
    return {
      origin: site.origin,
      enabled: isWanted && (await hasPermission(pattern)),
      ...(where !== undefined && { country: where }),
      oneClick: oneClick && !blocked && isSecureSite(patternOf(site.origin)),
      managed: managed !== null,
      blocked,
    };
  }

  async function all(): Promise<readonly SiteView[]> {
    const said = await policy();
    const own = await store.all();
    const named = (said.values.sites ?? []).map(({ pattern }) => nameOf(pattern));
    const managed = named.map(
      (origin) => own.find((site) => site.origin === origin) ?? { origin, enabled: false },
    );
    const others = own.filter(({ origin }) => !named.includes(origin));
    return Promise.all([...managed, ...others].map((site) => viewOf(site, said)));
  }

  async function set(change: SiteChange): Promise<Reply<SiteView>> {
    const rule = siteRule(await policy(), change.origin);
    const refusal = await refusalOf(change, rule);
    if (refusal) return { ok: false, failure: refusal };
    const kept = await store.get(change.origin);
    // What was chosen before stays until something else is; a site of the organisation's is on by its word alone.
    const { country: where, ...others } = { ...kept, ...change };
    const wanted: StoredSite = {
      ...others,
      ...(where && { country: where }),
      ...(rule.managed && { enabled: kept.enabled }),
    };
    // Registered before it is stored: what is stored as on is on.
    if (!rule.managed) await siteScripts.turn(change.origin, { from: kept.enabled, to: wanted.enabled });
    await store.set(wanted);
    log.info('switchboard', change.enabled ? 'a site is on' : 'a site is off');
    return { ok: true, value: await view(change.origin) };
  }

  async function refusalOf(
    { origin, enabled, oneClick }: SiteChange,
    { managed, blocked }: SiteRule,
  ): Promise<Failure | null> {
    const pattern = patternOf(origin);
    const isAgainstPolicy = managed ? !enabled : blocked && enabled;
    if (isAgainstPolicy) return { code: 'forbidden', detail: 'set by the organisation' };
    if (oneClick && !isSecureSite(pattern))
      return { code: 'not-supported', detail: 'one click needs a site with https' };
    if (enabled && !(await hasPermission(managed?.pattern ?? pattern)))
      return { code: 'not-supported', detail: `no permission for ${pattern}` };
    return null;
  }

  async function pageSettings(origin: string | undefined): Promise<PageSettings> {
    if (origin === undefined) return NOTHING;
    const site = await view(origin);
    if (!site.enabled) return NOTHING;
    const [{ corrections, dialler }, general] = await Promise.all([readings.get(origin), country()]);
    const source = siteRule(await policy(), origin).managed?.country === undefined ? 'site' : 'policy';
    return {
      country: site.country === undefined ? general : { country: site.country, source },
      corrections,
      dialler: dialler ?? null,
      oneClick: site.oneClick,
    };
  }

  async function onSite(
    origin: string | undefined,
    remember: (origin: string) => Promise<void>,
  ): Promise<Reply<null>> {
    if (origin === undefined || !(await view(origin)).enabled)
      return { ok: false, failure: { code: 'not-supported', detail: 'this site is off' } };
    await remember(origin);
    return { ok: true, value: null };
  }

  return {
    view,
    all,
    set: (change) => inTurn(() => set(change)),
    pageSettings,
    reregister: () => inTurn(siteScripts.register),
    followPolicy: () => inTurn(siteScripts.followPolicy),
    closed: siteScripts.closed,
    readFrame: ({ origin, tabId, frameId }) =>
      onSite(origin, async () => {
        if (tabId !== undefined && frameId !== undefined) await scripts.injectIntoFrame(tabId, frameId);
      }),
    correct: (origin, record, said) => onSite(origin, (on) => readings.correct(on, record, said)),
    chooseDialler: (origin, dialler) => onSite(origin, (on) => readings.chooseDialler(on, dialler)),
  };
}

/** "https://crm.example" of "https://crm.example/*"; the pattern itself where it is of many. */
function nameOf(pattern: string): string {
  return pattern.includes('*.') ? pattern : pattern.slice(0, -'/*'.length);
}

/**
 * Turning Offhook on and off per site: the content script is registered for the sites that are on, and for nothing else.
 * Asking the agent for the host permission needs a click and happens on the screen, not here.
 */
import { log } from '../log.ts';
import type { Dialler, PageSettings, Reply, SiteView } from '../messages/protocol.ts';
import type { Sender } from '../messages/role.ts';
import type { Country } from '../numbers/e164.ts';
import type { ReadingStore } from '../storage/readings.ts';
import type { SiteStore } from '../storage/sites.ts';
import type { ContentScripts } from './contentScripts.ts';

export type SitesDeps = {
  readonly store: SiteStore;
  readonly readings: ReadingStore;
  readonly scripts: ContentScripts;
  /** May the extension run on this match pattern? */
  readonly hasPermission: (pattern: string) => Promise<boolean>;
};

type Frame = Pick<Sender, 'origin' | 'tabId' | 'frameId'>;

export interface Sites {
  /** Enabled means: turned on, and permitted by the browser. */
  view(origin: string): Promise<SiteView>;
  set(site: SiteView): Promise<Reply<SiteView>>;
  pageSettings(origin: string | undefined): Promise<PageSettings>;
  /** The page room, into the frame that asks for it. */
  readFrame(frame: Frame): Promise<Reply<null>>;
  /** What somebody said on a page of a site. A site that is off has nobody who could. */
  correct(origin: string | undefined, record: string, country: Country): Promise<Reply<null>>;
  chooseDialler(origin: string | undefined, dialler: Dialler): Promise<Reply<null>>;
  /**
   * After an install, an update, a browser's start or a withdrawn permission: the registered scripts are those of the
   * sites that are on, and a site without permission is off.
   */
  reregister(): Promise<void>;
}

export function createSites({ store, readings, scripts, hasPermission }: SitesDeps): Sites {
  async function view(origin: string): Promise<SiteView> {
    const site = await store.get(origin);
    return { ...site, enabled: site.enabled && (await hasPermission(patternOf(origin))) };
  }

  async function set(site: SiteView): Promise<Reply<SiteView>> {
    const pattern = patternOf(site.origin);
    if (site.enabled && !(await hasPermission(pattern))) {
      return { ok: false, failure: { code: 'not-supported', detail: `no permission for ${pattern}` } };
    }
    const kept = await store.get(site.origin);
    // A country that was chosen before stays until another is chosen.
    const wanted: SiteView = { ...kept, ...site };
    // Registered before it is stored: what is stored as on is on.
    await apply(wanted);
    await store.set(wanted);
    if (wanted.enabled && !kept.enabled) await scripts.injectIntoOpenTabs(wanted.origin, pattern);
    if (!wanted.enabled && kept.enabled) await scripts.leaveOpenTabs(wanted.origin, pattern);
    log.info('switchboard', wanted.enabled ? 'a site is on' : 'a site is off');
    return { ok: true, value: wanted };
  }

  async function pageSettings(origin: string | undefined): Promise<PageSettings> {
    if (origin === undefined) return { country: null, corrections: [], dialler: null };
    const [{ country }, { corrections, dialler }] = await Promise.all([
      store.get(origin),
      readings.get(origin),
    ]);
    return {
      country: country === undefined ? null : { country, source: 'site' },
      corrections,
      dialler: dialler ?? null,
    };
  }

  async function onSite(
    origin: string | undefined,
    remember: (origin: string) => Promise<void>,
  ): Promise<Reply<null>> {
    if (origin === undefined || !(await view(origin)).enabled) {
      return { ok: false, failure: { code: 'not-supported', detail: 'this site is off' } };
    }
    await remember(origin);
    return { ok: true, value: null };
  }

  async function reregister(): Promise<void> {
    for (const site of await store.all()) {
      const enabled = site.enabled && (await hasPermission(patternOf(site.origin)));
      await apply({ ...site, enabled });
      if (enabled !== site.enabled) await store.set({ ...site, enabled });
    }
  }

  function apply({ origin, enabled }: SiteView): Promise<void> {
    return enabled ? scripts.register(origin, patternOf(origin)) : scripts.unregister(origin);
  }

  return {
    view,
    set,
    pageSettings,
    reregister,
    readFrame: ({ origin, tabId, frameId }) =>
      onSite(origin, async () => {
        if (tabId !== undefined && frameId !== undefined) await scripts.injectIntoFrame(tabId, frameId);
      }),
    correct: (origin, record, country) => onSite(origin, (on) => readings.correct(on, record, country)),
    chooseDialler: (origin, dialler) => onSite(origin, (on) => readings.chooseDialler(on, dialler)),
  };
}

/** Chromium's match patterns know ports, so a site is exactly its origin. */
function patternOf(origin: string): string {
  return `${origin}/*`;
}

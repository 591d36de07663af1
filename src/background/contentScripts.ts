/** The content script in the browser: registered per site, put into tabs that were open before. Which sites is not known here. */
import { log } from '../log.ts';

type Registered = {
  readonly id: string;
  readonly js: string[];
  readonly css: string[];
  readonly matches: string[];
  readonly excludeMatches?: string[];
  readonly allFrames: boolean;
  readonly matchOriginAsFallback: boolean;
  readonly persistAcrossSessions: boolean;
  readonly runAt: 'document_idle';
};
type Target = { tabId: number; allFrames?: boolean; frameIds?: number[] };

/** The part of browser.scripting and browser.tabs that is used. */
export type ScriptingApi = {
  registerContentScripts(scripts: Registered[]): Promise<void>;
  unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
  getRegisteredContentScripts(filter?: { ids: string[] }): Promise<readonly { id: string }[]>;
  executeScript(
    injection: { target: Target; files: string[] } | { target: Target; func: () => unknown },
  ): Promise<readonly { frameId: number; result?: unknown }[]>;
  insertCSS(injection: { target: Target; files: string[] }): Promise<void>;
  openTabs(pattern: string): Promise<readonly number[]>;
};

export type ScriptedSite = {
  /** An origin, or the match pattern of many: the browser keeps the scripts under it. */
  readonly name: string;
  readonly pattern: string;
  /** Match patterns of what is left out. */
  readonly except: readonly string[];
  readonly covers: (origin: string) => boolean;
};

export interface ContentScripts {
  /** Those of sites that have scripts now. */
  names(): Promise<readonly string[]>;
  register(site: ScriptedSite): Promise<void>;
  unregister(name: string): Promise<void>;
  /** The page room, where the scout in the frame has seen what could be a number. */
  injectIntoFrame(tabId: number, frameId: number): Promise<void>;
  injectIntoOpenTabs(site: Tabs): Promise<void>;
  /** Ends the script where it runs: marks, card and listeners are gone at once. */
  leaveOpenTabs(site: Tabs): Promise<void>;
}

/** Whose tabs, and which frames in them. */
type Tabs = Pick<ScriptedSite, 'pattern' | 'covers'>;
type Covers = ScriptedSite['covers'];

const JS = 'content-scripts/page.js';
/** In frames, light: most of them never hold a number. */
const SCOUT = 'content-scripts/frame.js';
/** In the page itself. */
const TOP = 0;
const CSS = 'content-scripts/page.css';

export function createContentScripts(api: ScriptingApi): ContentScripts {
  let lastChange: Promise<unknown> = Promise.resolve();

  // Look-then-change is two steps: one change after the other.
  function inTurn(change: () => Promise<void>): Promise<void> {
    const turn = lastChange.then(change);
    lastChange = turn.catch(() => undefined);
    return turn;
  }

  async function forget(ids: string[]): Promise<void> {
    const found = (await api.getRegisteredContentScripts({ ids })).map(({ id }) => id);
    if (found.length > 0) await api.unregisterContentScripts({ ids: found });
  }

  async function register(site: ScriptedSite): Promise<void> {
    await forget(idsOf(site.name));
    await api.registerContentScripts(scriptsFor(site));
  }

  async function names(): Promise<readonly string[]> {
    const found = await api.getRegisteredContentScripts();
    return found.flatMap(({ id }) => (id.startsWith(PAGE) ? [id.slice(PAGE.length)] : []));
  }

  /** A frame of another site is neither turned on nor off by the page that shows it. */
  async function framesOf(
    tabId: number,
    covers: Covers,
  ): Promise<{ tabId: number; frameIds: number[] } | null> {
    const frames = await api.executeScript({
      target: { tabId, allFrames: true },
      func: () => globalThis.origin,
    });
    const frameIds = frames
      .filter(({ result }) => typeof result === 'string' && covers(result))
      .map(({ frameId }) => frameId);
    return frameIds.length > 0 ? { tabId, frameIds } : null;
  }

  async function injectIntoTab(tabId: number, covers: Covers): Promise<void> {
    const target = await framesOf(tabId, covers);
    if (!target) return;
    await api.insertCSS({ target, files: [`/${CSS}`] });
    const { top, frames } = partsOf(target.frameIds);
    if (top.length > 0) await api.executeScript({ target: { tabId, frameIds: top }, files: [`/${JS}`] });
    if (frames.length > 0)
      await api.executeScript({ target: { tabId, frameIds: frames }, files: [`/${SCOUT}`] });
  }

  async function injectIntoFrame(tabId: number, frameId: number): Promise<void> {
    const target = { tabId, frameIds: [frameId] };
    await api.executeScript({ target, files: [`/${JS}`] }).catch((error: unknown) => {
      // It went away in the meantime, which frames do.
      log.debug('switchboard', 'a frame could not be reached', error);
    });
  }

  async function leaveTab(tabId: number, covers: Covers): Promise<void> {
    const target = await framesOf(tabId, covers);
    const leave = () => (globalThis as { offhookLeave?: () => void }).offhookLeave?.();
    if (target) await api.executeScript({ target, func: leave });
  }

  async function inOpenTabs(pattern: string, act: (tabId: number) => Promise<void>): Promise<void> {
    const tabs = await api.openTabs(pattern);
    for (const result of await Promise.allSettled(tabs.map(act))) {
      // A tab that was closed or shows an error page: it gets what is due when it is loaded again.
      if (result.status === 'rejected') log.debug('switchboard', 'a tab could not be reached', result.reason);
    }
  }

  return {
    names,
    register: (site) => inTurn(() => register(site)),
    unregister: (name) => inTurn(() => forget(idsOf(name))),
    injectIntoFrame,
    injectIntoOpenTabs: ({ pattern, covers }) => inOpenTabs(pattern, (tabId) => injectIntoTab(tabId, covers)),
    leaveOpenTabs: ({ pattern, covers }) => inOpenTabs(pattern, (tabId) => leaveTab(tabId, covers)),
  };
}

function scriptsFor({ name, pattern, except }: ScriptedSite): Registered[] {
  const [page, frame] = idsOf(name);
  const common = {
    ...(except.length > 0 && { excludeMatches: [...except] }),
    matchOriginAsFallback: true,
    persistAcrossSessions: true,
    runAt: 'document_idle',
  } as const;
  return [
    { ...common, id: page, js: [JS], css: [CSS], matches: [pattern], allFrames: false },
    { ...common, id: frame, js: [SCOUT], css: [CSS], matches: [pattern], allFrames: true },
  ];
}

const PAGE = 'page ';

function idsOf(name: string): [page: string, frame: string] {
  return [`${PAGE}${name}`, `frame ${name}`];
}

function partsOf(frameIds: readonly number[]): { top: number[]; frames: number[] } {
  return { top: frameIds.filter((id) => id === TOP), frames: frameIds.filter((id) => id !== TOP) };
}

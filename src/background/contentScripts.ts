/** The content script in the browser: registered per origin, put into tabs that were open before. Which origins is not known here. */
import { log } from '../log.ts';

type Registered = {
  readonly id: string;
  readonly js: string[];
  readonly css: string[];
  readonly matches: string[];
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
  getRegisteredContentScripts(filter: { ids: string[] }): Promise<readonly { id: string }[]>;
  executeScript(
    injection: { target: Target; files: string[] } | { target: Target; func: () => unknown },
  ): Promise<readonly { frameId: number; result?: unknown }[]>;
  insertCSS(injection: { target: Target; files: string[] }): Promise<void>;
  openTabs(pattern: string): Promise<readonly number[]>;
};

export interface ContentScripts {
  register(origin: string, pattern: string): Promise<void>;
  unregister(origin: string): Promise<void>;
  /** The page room, where the scout in the frame has seen what could be a number. */
  injectIntoFrame(tabId: number, frameId: number): Promise<void>;
  injectIntoOpenTabs(origin: string, pattern: string): Promise<void>;
  /** Ends the script where it runs: marks, card and listeners are gone at once. */
  leaveOpenTabs(origin: string, pattern: string): Promise<void>;
}

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

  async function register(origin: string, pattern: string): Promise<void> {
    await forget(idsOf(origin));
    await api.registerContentScripts(scriptsFor(origin, pattern));
  }

  /** A frame of another site is neither turned on nor off by the page that shows it. */
  async function framesOf(
    tabId: number,
    origin: string,
  ): Promise<{ tabId: number; frameIds: number[] } | null> {
    const frames = await api.executeScript({
      target: { tabId, allFrames: true },
      func: () => globalThis.origin,
    });
    const frameIds = frames.filter(({ result }) => result === origin).map(({ frameId }) => frameId);
    return frameIds.length > 0 ? { tabId, frameIds } : null;
  }

  async function injectIntoTab(tabId: number, origin: string): Promise<void> {
    const target = await framesOf(tabId, origin);
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

  async function leaveTab(tabId: number, origin: string): Promise<void> {
    const target = await framesOf(tabId, origin);
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
    register: (origin, pattern) => inTurn(() => register(origin, pattern)),
    unregister: (origin) => inTurn(() => forget(idsOf(origin))),
    injectIntoFrame,
    injectIntoOpenTabs: (origin, pattern) => inOpenTabs(pattern, (tabId) => injectIntoTab(tabId, origin)),
    leaveOpenTabs: (origin, pattern) => inOpenTabs(pattern, (tabId) => leaveTab(tabId, origin)),
  };
}

function scriptsFor(origin: string, pattern: string): Registered[] {
  const [page, frame] = idsOf(origin);
  const common = {
    matchOriginAsFallback: true,
    persistAcrossSessions: true,
    runAt: 'document_idle',
  } as const;
  return [
    { ...common, id: page, js: [JS], css: [CSS], matches: [pattern], allFrames: false },
    { ...common, id: frame, js: [SCOUT], css: [CSS], matches: [pattern], allFrames: true },
  ];
}

function idsOf(origin: string): [page: string, frame: string] {
  return [`page ${origin}`, `frame ${origin}`];
}

function partsOf(frameIds: readonly number[]): { top: number[]; frames: number[] } {
  return { top: frameIds.filter((id) => id === TOP), frames: frameIds.filter((id) => id !== TOP) };
}

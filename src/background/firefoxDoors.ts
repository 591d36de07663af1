/**
 * Where Firefox differs: it has no offscreen document, no side panel that a message could open, and match patterns
 * without ports. Everything here is given what it speaks to; what Firefox and Chromium have in common is browserDoors.ts.
 */
import type { ScriptingApi } from './contentScripts.ts';

export type HostPage = {
  readonly exists: () => Promise<boolean>;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * The host in a frame of the background page, which lives as long as Firefox does. A frame and not the page itself: the
 * browser carries messages between two documents, and a frame can be replaced by a fresh one, as Plivo's SDK wants it.
 */
export function createHostFrame(page: Document, path: string): HostPage {
  let frame: HTMLIFrameElement | null = null;
  return {
    exists: async () => frame !== null,
    open: () => {
      const opened = page.createElement('iframe');
      opened.src = path;
      const loaded = new Promise<void>((resolve) => {
        opened.addEventListener('load', () => resolve(), { once: true });
      });
      frame?.remove();
      frame = opened;
      page.body.append(opened);
      return loaded;
    },
    close: async () => {
      frame?.remove();
      frame = null;
    },
  };
}

/** The part of browser.sidebarAction, tabs and windows that is used. */
export type PanelApi = {
  sidebarIsOpen(windowId: number): Promise<boolean>;
  windowOf(tabId: number): Promise<number>;
  /** Rejects when there is no such window any more. */
  focusWindow(windowId: number): Promise<unknown>;
  createWindow(): Promise<{ readonly id?: number | undefined }>;
};

/**
 * The panel beside a tab: the sidebar if the agent has it open, else one small window. Firefox opens a sidebar only
 * within a user's gesture on the extension itself, and a message from a page does not carry one.
 */
export function createPanelDoor(api: PanelApi): { open(tabId: number): Promise<void> } {
  let lastTurn: Promise<unknown> = Promise.resolve();
  let own: number | undefined;

  async function open(tabId: number): Promise<void> {
    if (await api.sidebarIsOpen(await api.windowOf(tabId))) return;
    if (own !== undefined && (await stillThere(own))) return;
    own = (await api.createWindow()).id;
  }

  const stillThere = (windowId: number) =>
    api.focusWindow(windowId).then(
      () => true,
      () => false,
    );

  return {
    // Two clicks at once are one window.
    open: (tabId) => {
      const turn = lastTurn.then(() => open(tabId));
      lastTurn = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** "http://127.0.0.1:8080/*" → "http://127.0.0.1/*": a pattern with a port is refused. */
export function withoutPort(pattern: string): string {
  return pattern.replace(/:\d+(?=\/\*$)/, '');
}

/** The same API for callers who write ports. A site's script then also runs on its host's other ports, and a blocked one blocks them. */
export function withoutPorts(api: ScriptingApi): ScriptingApi {
  return {
    ...api,
    registerContentScripts: (scripts) =>
      api.registerContentScripts(
        scripts.map(({ excludeMatches, ...script }) => ({
          ...script,
          matches: script.matches.map(withoutPort),
          ...(excludeMatches && { excludeMatches: excludeMatches.map(withoutPort) }),
        })),
      ),
    openTabs: (pattern) => api.openTabs(withoutPort(pattern)),
  };
}

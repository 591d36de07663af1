/** What the switchboard's rooms need of the browser, in their words. The only file here that speaks to `browser`. */
import { browser } from 'wxt/browser';
import type { SignInWindow } from './accountEntry.ts';
import type { NoticeApi } from './callNotices.ts';
import type { ScriptingApi } from './contentScripts.ts';
import {
  createHostFrame,
  createPanelDoor,
  type HostPage,
  withoutPort,
  withoutPorts,
} from './firefoxDoors.ts';
import type { TabsApi } from './telLinks.ts';

/** Must be the path of the entrypoint's page. */
const HOST_PAGE = '/offscreen.html';
const PANEL_PAGE = '/sidepanel.html';
const PANEL_SIZE = { width: 400, height: 640 };

/** Chromium keeps a document with these reasons for as long as it likes to stay; with AUDIO_PLAYBACK alone it closes in silence. */
const REASONS: Parameters<typeof browser.offscreen.createDocument>[0]['reasons'] = ['USER_MEDIA', 'WEB_RTC'];

// WXT types paths as those of the entrypoints that exist; ours are checked when the extension runs.
type Injection = Parameters<typeof browser.scripting.executeScript<[], unknown>>[0];
type Style = Parameters<typeof browser.scripting.insertCSS>[0];

const offscreenDocument: HostPage = {
  exists: async (): Promise<boolean> => {
    const found = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
    return found.length > 0;
  },
  open: (): Promise<void> =>
    browser.offscreen.createDocument({
      url: HOST_PAGE,
      reasons: REASONS,
      justification:
        'Carries telephone calls: microphone, loudspeaker and the connection to the telephone server.',
    }),
  close: (): Promise<void> => browser.offscreen.closeDocument(),
};

/** Known when the extension is built: each browser is sent its own half. */
const FIREFOX = import.meta.env.BROWSER === 'firefox';

export const hostPage: HostPage = FIREFOX ? createHostFrame(document, HOST_PAGE) : offscreenDocument;

/** The toolbar's button: Manifest V2 calls it by another name. */
export const toolbarButton = (): typeof browser.action =>
  FIREFOX ? (browser.browserAction as typeof browser.action) : browser.action;

/** Null where the extension was built without the `identity` permission. */
export function signInWindow(): SignInWindow | null {
  if (!browser.identity) return null;
  return {
    redirectUrl: () => browser.identity.getRedirectURL(),
    open: async (url) => {
      try {
        return (await browser.identity.launchWebAuthFlow({ url, interactive: true })) ?? null;
      } catch {
        // The one way in which the browser says that the agent closed the window.
        return null;
      }
    },
  };
}

const browserScripting: ScriptingApi = {
  registerContentScripts: (scripts) => browser.scripting.registerContentScripts(scripts),
  unregisterContentScripts: (filter) => browser.scripting.unregisterContentScripts(filter),
  getRegisteredContentScripts: (filter) => browser.scripting.getRegisteredContentScripts(filter),
  executeScript: (injection) => browser.scripting.executeScript(injection as Injection),
  insertCSS: (injection) => browser.scripting.insertCSS(injection as Style),
  openTabs: async (pattern) => {
    const tabs = await browser.tabs.query({ url: pattern });
    return tabs.map(({ id }) => id).filter((id) => id !== undefined);
  },
};

export const scripting: ScriptingApi = FIREFOX ? withoutPorts(browserScripting) : browserScripting;

export function hasPermission(pattern: string): Promise<boolean> {
  const origin = FIREFOX ? withoutPort(pattern) : pattern;
  return browser.permissions.contains({ origins: [origin] });
}

type Sidebar = { isOpen(details: { windowId: number }): Promise<boolean>; open(): Promise<void> };
const sidebar = () => (browser as unknown as { sidebarAction: Sidebar }).sidebarAction;

const firefoxPanel = createPanelDoor({
  sidebarIsOpen: (windowId) => sidebar().isOpen({ windowId }),
  windowOf: async (tabId) => (await browser.tabs.get(tabId)).windowId,
  focusWindow: (windowId) => browser.windows.update(windowId, { focused: true }),
  createWindow: async () =>
    (await browser.windows.create({ type: 'popup', url: PANEL_PAGE, ...PANEL_SIZE })) ?? {},
});

/** The panel beside a tab, from a click in its page. Calls the browser before it returns: the gesture is gone after the first await. */
export async function openPanel(tabId: number): Promise<void> {
  if (FIREFOX) return firefoxPanel.open(tabId);
  await browser.sidePanel.open({ tabId });
}

/** The panel of a window, from a click on a page of our own. */
export async function openPanelOf(windowId: number): Promise<void> {
  if (FIREFOX) return sidebar().open();
  await browser.sidePanel.open({ windowId });
}

/** The phone where no tab is meant: beside the window in front, else in a window of its own. */
export async function openPhone(): Promise<void> {
  try {
    const { id } = await browser.windows.getLastFocused();
    if (id !== undefined) return await openPanelOf(id);
  } catch {
    // No window, or the browser sees no gesture in what the agent did.
  }
  await browser.windows.create({ type: 'popup', url: PANEL_PAGE, ...PANEL_SIZE });
}

/** Firefox shows no buttons, and refuses a notification that has some. */
export const notifications: NoticeApi = {
  shown: async () => Object.keys(await browser.notifications.getAll()),
  show: (id, { title, message, buttons }) =>
    browser.notifications.create(id, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('/icon/128.png'),
      title,
      message,
      ...(!FIREFOX && {
        buttons: buttons.map((button) => ({ title: button })),
        requireInteraction: buttons.length > 0,
        silent: true,
      }),
    }),
  clear: (id) => browser.notifications.clear(id),
};

export const tabs: TabsApi = {
  watch(arrived) {
    const listen = (tabId: number, { url }: { url?: string }) => url !== undefined && arrived(tabId, url);
    const listener = listen as Parameters<typeof browser.tabs.onUpdated.addListener>[0];
    browser.tabs.onUpdated.addListener(listener);
    return () => browser.tabs.onUpdated.removeListener(listener);
  },
  at: async (prefix) => {
    const all = await browser.tabs.query({});
    return all.flatMap(({ id, url }) => (id !== undefined && url?.startsWith(prefix) ? [{ id, url }] : []));
  },
  goBack: (tabId) => browser.tabs.goBack(tabId),
  close: (tabId) => browser.tabs.remove(tabId),
};

/** The extension's own microphone permission, as the browser or a policy has set it. */
export async function microphoneGranted(): Promise<boolean> {
  const { state } = await navigator.permissions.query({ name: 'microphone' });
  return state === 'granted';
}

export async function openTab(path: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(path as '/welcome.html') });
}

/** The address of the browser's profile; empty where nobody is signed in to the browser, or it may not be known. */
export async function profileEmail(): Promise<string> {
  try {
    return (await browser.identity.getProfileUserInfo({ accountStatus: 'ANY' as never })).email;
  } catch {
    return '';
  }
}

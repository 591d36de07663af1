// @vitest-environment happy-dom
// The host's frame comes and goes; a click has its panel where Firefox can show one; ports never reach a pattern.
import { describe, expect, test } from 'vitest';
import type { ScriptingApi } from './contentScripts.ts';
import {
  createHostFrame,
  createPanelDoor,
  type PanelApi,
  withoutPort,
  withoutPorts,
} from './firefoxDoors.ts';

describe('the host’s frame', () => {
  const frames = () => [...document.querySelectorAll('iframe')];
  const loaded = () => frames().at(-1)?.dispatchEvent(new Event('load'));

  test('is there from open until close', async () => {
    const host = createHostFrame(document, 'about:blank');
    expect(await host.exists()).toBe(false);
    const opening = host.open();
    loaded();
    await opening;
    expect(await host.exists()).toBe(true);
    await host.close();
    expect(await host.exists()).toBe(false);
    expect(frames()).toEqual([]);
  });

  test('is a fresh document each time, and one at a time', async () => {
    const host = createHostFrame(document, 'about:blank');
    void host.open();
    const [first] = frames();
    void host.open();
    expect(frames()).toHaveLength(1);
    expect(frames()[0]).not.toBe(first);
    await host.close();
  });
});

/** A Firefox with one browser window, number 1, and the windows that were created beside it. */
function fakeWindows({ sidebar = false } = {}) {
  const open = new Set<number>();
  const focused: number[] = [];
  const api: PanelApi = {
    sidebarIsOpen: async (windowId) => sidebar && windowId === 1,
    windowOf: async () => 1,
    focusWindow: async (id) =>
      open.has(id) ? focused.push(id) : Promise.reject(new Error(`no window ${id}`)),
    createWindow: async () => {
      const id = 10 + open.size;
      open.add(id);
      return { id };
    },
  };
  return { api, open, focused };
}

describe('the panel beside a tab', () => {
  test('is the sidebar where that is open', async () => {
    const { api, open } = fakeWindows({ sidebar: true });
    await createPanelDoor(api).open(7);
    expect(open.size).toBe(0);
  });

  test('is otherwise one window, which the next click brings to the front', async () => {
    const { api, open, focused } = fakeWindows();
    const panel = createPanelDoor(api);
    await Promise.all([panel.open(7), panel.open(8)]);
    expect([...open]).toEqual([10]);
    expect(focused).toEqual([10]);
  });

  test('is a new window when the agent has closed the last', async () => {
    const { api, open } = fakeWindows();
    const panel = createPanelDoor(api);
    await panel.open(7);
    open.clear();
    await panel.open(7);
    expect(open.size).toBe(1);
  });

  test('can be opened again after Firefox refused once', async () => {
    const { api, open } = fakeWindows();
    const panel = createPanelDoor({ ...api, windowOf: async (tab) => (tab === 1 ? 1 : Promise.reject(tab)) });
    await expect(panel.open(99)).rejects.toBe(99);
    await panel.open(1);
    expect(open.size).toBe(1);
  });
});

describe('a pattern for Firefox', () => {
  test.each([
    ['http://127.0.0.1:8080/*', 'http://127.0.0.1/*'],
    ['https://crm.example/*', 'https://crm.example/*'],
    ['https://*.crm.example/*', 'https://*.crm.example/*'],
    ['http://[::1]:8080/*', 'http://[::1]/*'],
    ['http://[::1]/*', 'http://[::1]/*'],
  ])('%s is asked for as %s', (pattern, wanted) => expect(withoutPort(pattern)).toBe(wanted));

  test('has no port where scripts are registered or tabs are looked for', async () => {
    const seen: unknown[] = [];
    const api = withoutPorts({
      registerContentScripts: async (scripts) =>
        void seen.push(
          ...scripts.flatMap(({ matches, excludeMatches = [] }) => [...matches, ...excludeMatches]),
        ),
      openTabs: async (pattern) => {
        seen.push(pattern);
        return [];
      },
    } as Partial<ScriptingApi> as ScriptingApi);
    const script = {
      matches: ['http://127.0.0.1:8080/*'],
      excludeMatches: ['https://a.example:1/*'],
    } as never;
    await api.registerContentScripts([script]);
    await api.openTabs('http://127.0.0.1:8080/*');
    expect(seen).toEqual(['http://127.0.0.1/*', 'https://a.example/*', 'http://127.0.0.1/*']);
  });
});

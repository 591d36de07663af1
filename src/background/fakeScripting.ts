/** A browser that keeps scripts, tabs and permissions, for tests of the sites. */
import { matchesPattern } from '../settings/address.ts';
import { parsePolicy } from '../settings/parsePolicy.ts';
import { readingStore } from '../storage/readings.ts';
import { siteStore } from '../storage/sites.ts';
import { createContentScripts, type ScriptingApi } from './contentScripts.ts';
import { createSites } from './sites.ts';

const crm = 'https://crm.example';
const evil = 'https://evil.example';

type Frame = { readonly frameId: number; readonly origin: string };
type Injected = { readonly tabId: number; readonly frameIds: readonly number[]; readonly file: string };

/** A browser with a permission for the CRM and one open tab of it, which also shows a frame of another site. */
export function fakeScripting() {
  const registered = new Map<string, unknown>();
  const permissions = new Set([`${crm}/*`]);
  const tabs = new Map<number, readonly Frame[]>([
    [
      7,
      [
        { frameId: 0, origin: crm },
        { frameId: 3, origin: evil },
        { frameId: 4, origin: crm },
      ],
    ],
  ]);
  const injected: Injected[] = [];
  const left: Omit<Injected, 'file'>[] = [];
  let said: unknown = {};
  const note = ({ target, files }: { target: { tabId: number; frameIds?: number[] }; files: string[] }) =>
    files.map((file) => injected.push({ tabId: target.tabId, frameIds: target.frameIds ?? [], file }));
  const api: ScriptingApi = {
    registerContentScripts: async (scripts) => {
      for (const script of scripts) {
        if (registered.has(script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
        registered.set(script.id, script);
      }
    },
    unregisterContentScripts: async ({ ids }) => {
      for (const id of ids) if (!registered.delete(id)) throw new Error(`Nonexistent script ID '${id}'`);
    },
    getRegisteredContentScripts: async (filter) =>
      [...registered.keys()].filter((id) => filter?.ids.includes(id) ?? true).map((id) => ({ id })),
    executeScript: async (injection) => {
      const frames = tabs.get(injection.target.tabId);
      if (!frames) throw new Error('No tab with this id');
      if ('files' in injection) note(injection);
      else if (injection.target.frameIds)
        left.push({ tabId: injection.target.tabId, frameIds: injection.target.frameIds });
      return frames.map(({ frameId, origin }) => ({ frameId, result: origin }));
    },
    insertCSS: async (injection) => void note(injection),
    openTabs: async (pattern) => {
      const isOf = ([, frames]: [number, readonly Frame[]]) =>
        frames.length === 0 || matchesPattern(pattern, frames[0]?.origin ?? '');
      return [...tabs].filter(isOf).map(([id]) => id);
    },
  };
  const sites = createSites({
    store: siteStore,
    readings: readingStore,
    scripts: createContentScripts(api),
    policy: async () => parsePolicy(said),
    country: async () => ({ country: 'GB', source: 'account' }),
    hasPermission: async (pattern) => permissions.has(pattern),
  });
  return { sites, registered, permissions, tabs, injected, left, say: (policy: unknown) => (said = policy) };
}

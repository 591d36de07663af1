/**
 * The options page's state: what is set and by whom, the sites, what is on the list of those not to be called. A change is
 * sent at once and shown as it came back; what the organisation has set is refused by the switchboard, not only greyed out.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '../../call/failure.ts';
import type { Reply, SettingsView, SiteView } from '../../messages/protocol.ts';
import type { askSwitchboard } from '../../messages/send.ts';
import type { Country } from '../../numbers/e164.ts';
import type { SettingKey, Settings } from '../../settings/settings.ts';
import { permissionPattern } from '../siteModel.ts';

export type AudioDevice = {
  readonly kind: 'audioinput' | 'audiooutput';
  readonly id: string;
  readonly name: string;
};

export type OptionsWire = {
  readonly ask: typeof askSwitchboard;
  /** What the browser lets us see: without the microphone's permission devices have no names. */
  readonly listDevices: () => Promise<readonly AudioDevice[]>;
  /** Called inside the click, or the browser refuses to ask. */
  readonly requestSitePermission: (pattern: string) => Promise<boolean>;
  /** Opens the browser's own page of keyboard shortcuts; absent where an extension may not. */
  readonly openShortcuts?: () => void;
};

/** Fetched when a list is there: it brings the numbering plans with it. */
type NumberListRoom = Pick<typeof import('../../settings/numberList.ts'), 'parseNumberList'>;

/** What came of a list: how many numbers it had, and lines (from 1) with digits that are none. */
export type Imported = { readonly count: number; readonly unread: readonly number[] };

export type OptionsModel = {
  /** null until it is known. */
  readonly view: ReadonlySignal<SettingsView | null>;
  readonly sites: ReadonlySignal<readonly SiteView[] | null>;
  readonly devices: ReadonlySignal<readonly AudioDevice[]>;
  /** The setting that was kept last, so that its row can say so. */
  readonly saved: ReadonlySignal<SettingKey | null>;
  /** The last request that was refused. */
  readonly failure: ReadonlySignal<Failure | null>;
  readonly imported: ReadonlySignal<Imported | null>;
  readonly openShortcuts: (() => void) | null;
  change<Key extends SettingKey>(key: Key, value: Settings[Key]): Promise<void>;
  setSite(change: SiteChange): Promise<void>;
  /** A list as somebody has it: a number a line, or a column of a table. */
  importDoNotCall(text: string): Promise<void>;
  clearDoNotCall(): Promise<void>;
  /** False: not all of it; `failure` says why. */
  eraseAll(): Promise<boolean>;
  refresh(): Promise<void>;
};

/** `country`: null is none; what is absent stays. */
export type SiteChange = Pick<SiteView, 'origin' | 'enabled'> & {
  readonly country?: Country | null;
  readonly oneClick?: boolean;
};

/** How many of the lines that are no number are shown: enough to see what is wrong with them. */
const SHOWN_UNREAD = 3;

export function createOptionsModel(
  wire: OptionsWire,
  loadList: () => Promise<NumberListRoom> = () => import('../../settings/numberList.ts'),
): OptionsModel {
  const view = signal<SettingsView | null>(null);
  const sites = signal<readonly SiteView[] | null>(null);
  const devices = signal<readonly AudioDevice[]>([]);
  const saved = signal<SettingKey | null>(null);
  const failure = signal<Failure | null>(null);
  const imported = signal<Imported | null>(null);

  function take(reply: Reply<SettingsView>): boolean {
    failure.value = reply.ok ? null : reply.failure;
    if (reply.ok) view.value = reply.value;
    return reply.ok;
  }

  async function refreshSites(): Promise<void> {
    const reply = await wire.ask<'getSites'>({ type: 'getSites' });
    sites.value = reply.ok ? reply.value : [];
  }

  async function refresh(): Promise<void> {
    take(await wire.ask<'getSettings'>({ type: 'getSettings' }));
    await refreshSites();
    devices.value = await wire.listDevices().catch(() => []);
  }

  async function change<Key extends SettingKey>(key: Key, value: Settings[Key]): Promise<void> {
    saved.value = null;
    const asked = { [key]: value } as Partial<Settings>;
    if (take(await wire.ask<'changeSettings'>({ type: 'changeSettings', change: asked }))) saved.value = key;
  }

  async function setSite({ origin, enabled, country, oneClick }: SiteChange): Promise<void> {
    const known = sites.value?.find((site) => site.origin === origin);
    // Nothing may be awaited before this call.
    const granted = enabled && !known?.enabled ? wire.requestSitePermission(permissionPattern(origin)) : true;
    if (!(await granted)) {
      failure.value = { code: 'not-supported', detail: 'no permission' };
      return;
    }
    const reply = await wire.ask<'setSite'>({
      type: 'setSite',
      origin,
      enabled,
      ...(country !== undefined && { country }),
      ...(oneClick !== undefined && { oneClick }),
    });
    failure.value = reply.ok ? null : reply.failure;
    await refreshSites();
  }

  async function importDoNotCall(text: string): Promise<void> {
    const { parseNumberList } = await loadList();
    const country = view.value?.settings.country;
    const { numbers, unread } = parseNumberList(text, country ? { country, source: 'account' } : null);
    if (numbers.length > 0) take(await wire.ask<'importDoNotCall'>({ type: 'importDoNotCall', numbers }));
    imported.value = { count: numbers.length, unread: unread.slice(0, SHOWN_UNREAD) };
  }

  void refresh();
  return {
    view,
    sites,
    devices,
    saved,
    failure,
    imported,
    openShortcuts: wire.openShortcuts ?? null,
    change,
    setSite,
    importDoNotCall,
    clearDoNotCall: async () => {
      imported.value = null;
      take(await wire.ask<'clearDoNotCall'>({ type: 'clearDoNotCall' }));
    },
    eraseAll: async () => {
      const reply = await wire.ask<'eraseAll'>({ type: 'eraseAll' });
      imported.value = null;
      saved.value = null;
      await refresh();
      failure.value = reply.ok ? null : reply.failure;
      return reply.ok;
    },
    refresh,
  };
}

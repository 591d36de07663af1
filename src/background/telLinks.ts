/**
 * Offhook as the browser's program for `tel:` links, where the agent said so in the options. The browser sends the link's
 * tab to an address of ours that no page may show: it is sent back to where it was, and the number is raised.
 */
import type { TextCalls } from './textCalls.ts';

/** What the options register: the whole link takes the place of %s. */
export const TEL_PAGE = '/options.html?call=';

export type TabsApi = {
  /** Calls back with every tab that is on its way to an address; answers how to stop that. */
  watch(arrived: (tabId: number, url: string) => void): () => void;
  /** Tabs that are at an address that begins so. */
  at(prefix: string): Promise<readonly { readonly id: number; readonly url: string }[]>;
  /** Where it was before; rejects when it came from nowhere. */
  goBack(tabId: number): Promise<void>;
  /** Its only page was the link. */
  close(tabId: number): Promise<void>;
};

export type TelLinksDeps = {
  readonly tabs: TabsApi;
  /** The extension's own address, without a slash at the end. */
  readonly own: string;
  readonly wanted: () => Promise<boolean>;
  readonly textCalls: Pick<TextCalls, 'raise'>;
  readonly openPhone: () => Promise<void>;
  readonly complain: (error: unknown) => void;
};

/** Watches as long as it is wanted, because each tab that loads would wake the worker. Call at every start and change. */
export function createTelLinks(deps: TelLinksDeps): { follow(): Promise<void> } {
  const { tabs, own, complain } = deps;
  const prefix = own + TEL_PAGE;
  let stop: (() => void) | null = null;
  const taken = new Set<string>();

  async function take(tabId: number, url: string): Promise<void> {
    // Told twice of one link: by the event and by the look at what is there.
    const once = `${tabId} ${url}`;
    if (!url.startsWith(prefix) || taken.has(once)) return;
    taken.add(once);
    try {
      await tabs.goBack(tabId).catch(() => tabs.close(tabId));
      await deps.openPhone();
      await deps.textCalls.raise(decodeURIComponent(url.slice(prefix.length)));
    } finally {
      taken.delete(once);
    }
  }

  return {
    async follow() {
      if (!(await deps.wanted())) {
        stop?.();
        stop = null;
        return;
      }
      stop ??= tabs.watch((tabId, url) => void take(tabId, url).catch(complain));
      // The event that woke the worker came before this listener.
      for (const { id, url } of await tabs.at(prefix)) await take(id, url);
    },
  };
}

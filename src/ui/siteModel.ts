/** The site in the tab under the popup: may Offhook read it, and in which country are its bare numbers. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SiteView } from '../messages/protocol.ts';
import type { Country, CountryHint } from '../numbers/e164.ts';
import type { ScreenWire } from './screenModel.ts';

const OFF = { enabled: false, oneClick: false, managed: false, blocked: false } as const;

export type SiteModel = {
  /** undefined until known, or where there is no tab to speak of; null for a page no extension may read. */
  readonly site: ReadonlySignal<SiteView | null | undefined>;
  /** The user said no to the browser's question. */
  readonly refused: ReadonlySignal<boolean>;
  readonly hint: ReadonlySignal<CountryHint | null>;
  /** Call it inside the click: the browser asks for a permission only then. */
  setEnabled(enabled: boolean): Promise<void>;
  setCountry(country: Country | null): Promise<void>;
  /** A click on a number of this site dials at once, after a moment in which Esc cancels. */
  setOneClick(oneClick: boolean): Promise<void>;
};

/** The host on every port: Chromium's host permissions know no ports. */
export function permissionPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

export function createSiteModel(wire: ScreenWire): SiteModel {
  const site = signal<SiteView | null | undefined>(undefined);
  const refused = signal(false);
  const hint = computed<CountryHint | null>(() => {
    const country = site.value?.enabled ? site.value.country : undefined;
    return country ? { country, source: 'site' } : null;
  });

  async function load(): Promise<void> {
    if (!wire.currentTabOrigin) return;
    const origin = await wire.currentTabOrigin();
    if (origin === null) {
      site.value = null;
      return;
    }
    const reply = await wire.ask<'getSite'>({ type: 'getSite', origin });
    site.value = reply.ok ? reply.value : { ...OFF, origin };
  }

  async function save(
    next: Pick<SiteView, 'origin' | 'enabled'> & { country?: Country | null; oneClick?: boolean },
  ) {
    const { origin, enabled, country, oneClick } = next;
    const request = {
      type: 'setSite' as const,
      origin,
      enabled,
      ...(country !== undefined && { country }),
      ...(oneClick !== undefined && { oneClick }),
    };
    const reply = await wire.ask<'setSite'>(request);
    if (reply.ok) site.value = reply.value;
    else refused.value = true;
  }

  async function setEnabled(enabled: boolean): Promise<void> {
    const now = site.value;
    if (!now) return;
    refused.value = false;
    // Nothing may be awaited before this call.
    const granted =
      enabled && wire.requestSitePermission
        ? wire.requestSitePermission(permissionPattern(now.origin))
        : true;
    if (!(await granted)) {
      refused.value = true;
      return;
    }
    await save({ ...now, enabled });
  }

  async function setCountry(country: Country | null): Promise<void> {
    const now = site.value;
    if (!now) return;
    const { origin, enabled } = now;
    await save({ origin, enabled, country });
  }

  async function setOneClick(oneClick: boolean): Promise<void> {
    if (site.value) await save({ ...site.value, oneClick });
  }

  void load();
  return { site, refused, hint, setEnabled, setCountry, setOneClick };
}

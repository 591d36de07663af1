/** What arrives from the browser by itself: a first install, a permission that was just granted. */
import type { Browser } from 'wxt/browser';
import { isWebOrigin } from '../messages/origin.ts';
import type { Reply, SiteView } from '../messages/protocol.ts';
import type { SiteChange } from './sites.ts';

export type WelcomeDeps = {
  readonly microphoneGranted: () => Promise<boolean>;
  readonly openTab: (path: string) => Promise<unknown>;
};

/** A person is welcomed once, and only when there is something to ask: a managed install that may listen stays silent. */
export async function welcome(reason: string, { microphoneGranted, openTab }: WelcomeDeps): Promise<void> {
  if (reason === 'install' && !(await microphoneGranted())) await openTab('/welcome.html');
}

/**
 * Turns on the sites whose permission was granted. Chrome closes the popup while it asks, so the popup may not live to
 * say that the site is on; only *Turn on for this site* ever asks for one origin, so the grant says the same.
 */
export async function turnOnGranted(
  { origins = [] }: Browser.permissions.Permissions,
  turnOn: (site: SiteChange) => Promise<Reply<SiteView>>,
): Promise<void> {
  for (const pattern of origins) {
    const origin = pattern.replace(/\/\*$/, '');
    if (isWebOrigin(origin)) await turnOn({ origin, enabled: true });
  }
}

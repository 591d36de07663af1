/**
 * A click in a page, on its way to the phone: the panel first, within the click's gesture; then whether this page may raise
 * anything; then whether its site dials at once. A page may ask, never act: when it is dialled is said here.
 */
import type { CallId } from '../call/state.ts';
import { log } from '../log.ts';
import type { RaisedInPage, Reply } from '../messages/protocol.ts';
import type { Sender } from '../messages/receive.ts';
import type { HostDoor } from './hostDoor.ts';
import type { Sites } from './sites.ts';

export type RaisingDeps = {
  readonly door: HostDoor;
  readonly sites: Pick<Sites, 'view'>;
  /** Opens the side panel beside a tab. Only works while the user's gesture lasts. */
  readonly openPanel: (tabId: number) => Promise<void>;
  readonly now: () => number;
};

export interface Raising {
  /** `atOnce`: the page saw the click land on what the eye sees. */
  raise(raised: RaisedInPage, atOnce: boolean, sender: Sender): Promise<Reply<number | null>>;
  /** Esc in the page, while the number waits. */
  cancel(callId: CallId, sender: Sender): Promise<Reply<null>>;
}

/** Long enough to read the number and reach for Esc. */
const GRACE_MS = 1_500;
/** A hand does not call two people within this; a page that clicks for itself would. */
const BETWEEN_CALLS_MS = 2_000;

export function createRaising({ door, sites, openPanel, now }: RaisingDeps): Raising {
  let lastAtOnce = Number.NEGATIVE_INFINITY;

  async function raise(raised: RaisedInPage, atOnce: boolean, sender: Sender): Promise<Reply<number | null>> {
    if (sender.tabId !== undefined) {
      openPanel(sender.tabId).catch((error: unknown) => {
        log.warn('switchboard', 'the panel could not be opened', error);
      });
    }
    const { origin } = sender;
    const site = await allowed(sender);
    if (!site || origin === undefined) return OFF;
    const dials = atOnce && site.oneClick && !isFramed(sender) && now() - lastAtOnce >= BETWEEN_CALLS_MS;
    if (dials) lastAtOnce = now();
    const dialsAt = dials ? now() + GRACE_MS : null;
    const more = { site: origin, ...(dialsAt !== null && { dialsAt }) };
    const reply = await door.ask({
      type: 'command',
      command: { type: 'raise', raised: { ...raised, ...more } },
    });
    return reply.ok ? { ok: true, value: dialsAt } : reply;
  }

  // A site that is on may be shown in a frame by one that is not, under a lure: then its clicks count for nothing.
  async function allowed(sender: Sender) {
    const site = await viewOf(sender.origin);
    if (!site?.enabled) return null;
    return !isFramed(sender) || (await viewOf(sender.topOrigin))?.enabled ? site : null;
  }

  const viewOf = async (origin: string | undefined) => (origin === undefined ? null : sites.view(origin));

  return {
    raise,
    cancel: async (callId, sender) => {
      if (!(await allowed(sender))) return OFF;
      return door.ask({ type: 'command', command: { type: 'dismissRaised', callId } });
    },
  };
}

const OFF: Reply<never> = { ok: false, failure: { code: 'not-supported', detail: 'this site is off' } };

function isFramed({ frameId }: Sender): boolean {
  return frameId !== undefined && frameId !== 0;
}

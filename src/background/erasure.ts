/** Everything that was ever kept, erased: accounts, settings, sites, lists, calls. What the organisation says stays. */
import { log } from '../log.ts';
import type { Reply } from '../messages/protocol.ts';
import type { AccountDesk } from './accountDesk.ts';
import type { HostDoor } from './hostDoor.ts';
import type { SettingsDesk } from './settingsDesk.ts';
import type { Sites } from './sites.ts';

export type ErasureDeps = {
  readonly desk: Pick<AccountDesk, 'signOut'>;
  readonly door: HostDoor;
  readonly settings: Pick<SettingsDesk, 'configureHost'>;
  readonly sites: Pick<Sites, 'all' | 'set'>;
  readonly clearStorage: () => Promise<void>;
};

/** The one who asks hears of the first step that failed; the others are done all the same. */
export function createErasure({ desk, door, settings, sites, clearStorage }: ErasureDeps) {
  return async (): Promise<Reply<null>> => {
    const signedOut = await desk.signOut();
    // Turned off before they are forgotten: open tabs lose their marks, and nothing stays registered.
    for (const { origin, enabled, managed } of await sites.all())
      if (enabled && !managed) await sites.set({ origin, enabled: false });
    const erased = await door.ask({ type: 'eraseJournal' });
    await clearStorage();
    await settings.configureHost();
    log.info('switchboard', 'what could be erased was erased');
    return signedOut.ok ? erased : signedOut;
  };
}

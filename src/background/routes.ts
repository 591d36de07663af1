/**
 * Where each request to the switchboard goes. Sender, schema and permission were checked before (messages/receive.ts);
 * nothing is remembered between two requests.
 */
import { log } from '../log.ts';
import type { PageSettings, Reply, SwitchboardRequest } from '../messages/protocol.ts';
import type { Handler } from '../messages/receive.ts';
import { zonesOf } from '../rules/zones/zones.ts';
import type { Settings } from '../settings/settings.ts';
import type { AccountDesk } from './accountDesk.ts';
import type { AccountEntry } from './accountEntry.ts';
import type { HostDoor } from './hostDoor.ts';
import type { PlivoCheck } from './plivoCheck.ts';
import type { Raising } from './raising.ts';
import type { Renew } from './renewals.ts';
import type { SettingsDesk } from './settingsDesk.ts';
import type { SiteChange, Sites } from './sites.ts';

export type Rooms = {
  readonly door: HostDoor;
  readonly desk: AccountDesk;
  readonly entry: Pick<AccountEntry, 'offerOf' | 'devicesOf'>;
  readonly renew: Renew;
  readonly settings: Omit<SettingsDesk, 'country' | 'inForce'>;
  readonly sites: Omit<Sites, 'reregister' | 'followPolicy' | 'closed'>;
  readonly checkPlivo: PlivoCheck;
  readonly raising: Raising;
  /** What follows from settings that hold from now on. */
  readonly settingsChanged: () => Promise<void>;
  readonly eraseAll: () => Promise<Reply<null>>;
  /** Brings the phone back to what is remembered, when the host is found missing. */
  readonly reconcile: () => Promise<void>;
};

export function createRoutes(rooms: Rooms): Handler<SwitchboardRequest> {
  const { door, desk, entry, settings, sites, raising } = rooms;
  // Not async: raiseFromPage must open the panel before anything is awaited.
  return (request, sender) => {
    switch (request.type) {
      case 'raiseFromPage':
        return raising.raise(request.raised, request.atOnce, sender);
      case 'cancelFromPage':
        return raising.cancel(request.callId, sender);
      case 'getTimeZones':
        return accepted(Promise.resolve(zonesOf(request.e164)));
      case 'getPageSettings':
        return accepted<PageSettings>(sites.pageSettings(sender.origin));
      case 'readFrame':
        return sites.readFrame(sender);
      case 'correctCountry':
        return sites.correct(sender.origin, request.record, request.country);
      case 'chooseDialler':
        return sites.chooseDialler(sender.origin, request.dialler);
      case 'command':
        return door.ask(request);
      case 'getState':
        return stateOf(rooms);
      case 'getRecentCalls':
      case 'searchCalls':
      case 'noteCall':
      case 'forgetCalls':
      case 'markMissedSeen':
      case 'getQuality':
        return door.ask(request);
      case 'signIn':
        return desk.signIn(request.account, request.remember, request.accountId);
      case 'getSignInOffer':
        return entry.offerOf(request.server);
      case 'signOut':
        return desk.signOut(request.accountId);
      case 'getSiperbDevices':
        return entry.devicesOf(request);
      case 'getAccounts':
        return desk.view();
      case 'setDefaultAccount':
        return desk.setDefault(request.accountId);
      case 'checkPlivo':
        return rooms.checkPlivo();
      case 'checkLine':
        return door.ask(request);
      case 'getSettings':
        return settings.view();
      case 'changeSettings':
      case 'changePhoneSettings':
        return changeSettings(rooms, request.change);
      case 'importDoNotCall':
        return settings.importDoNotCall(request.numbers);
      case 'clearDoNotCall':
        return settings.clearDoNotCall();
      case 'eraseAll':
        return rooms.eraseAll();
      case 'getSites':
        return accepted(sites.all());
      case 'getSite':
        return accepted(sites.view(request.origin));
      case 'setSite':
        return sites.set(siteOf(request));
      case 'hostStarted':
        return greetHost(rooms);
      case 'renewCredentials':
        return rooms.renew(request.accountId, request.account);
      case 'recycleHost':
        return desk.recycle(request.accounts);
    }
  };
}

async function changeSettings(
  { settings, settingsChanged }: Rooms,
  change: Partial<Settings>,
): Promise<Reply<unknown>> {
  const reply = await settings.change(change);
  await settingsChanged();
  return reply;
}

async function stateOf({ door, reconcile }: Rooms): Promise<Reply<unknown>> {
  const reply = await door.askIfThere({ type: 'getState' });
  if (reply?.ok) return reply;
  // Its document is opening or closing: it will say by itself how it is.
  if (reply) return { ok: true, value: null };
  // The asker hears "no phone" now, and snapshots once there is one.
  reconcile().catch((error: unknown) =>
    log.error('switchboard', 'the phone could not be brought back', error),
  );
  return { ok: true, value: null };
}

/** The rules before the accounts: a host that may dial knows what it may dial. */
async function greetHost({ settings, desk, door }: Rooms): Promise<Reply<null>> {
  await settings.configureHost();
  return desk.greetHost().finally(door.greeted);
}

function siteOf(request: Extract<SwitchboardRequest, { type: 'setSite' }>): SiteChange {
  const { type: _, ...change } = request;
  return change;
}

async function accepted<Value>(value: Promise<Value>): Promise<Reply<Value>> {
  return { ok: true, value: await value };
}

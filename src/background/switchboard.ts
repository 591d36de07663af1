/**
 * The switchboard: every listener is registered in the first turn, before any await, because the browser wakes the
 * worker for one event and drops what nobody listens to. It may die at any line and remembers nothing.
 */

import { browser } from 'wxt/browser';
import type { RenewableAccount } from '../accounts/credentials.ts';
import { serverCredentials } from '../accounts/serverAccount.ts';
import { createSiperbClient } from '../accounts/siperb.ts';
import { createSiperbCache } from '../accounts/siperbCache.ts';
import type { PhoneState } from '../call/state.ts';
import { log } from '../log.ts';
import { onAnnouncement, onSwitchboardRequest } from '../messages/receive.ts';
import { askHost } from '../messages/send.ts';
import { clearStorage, closeStorageToPages } from '../storage/access.ts';
import { accountStore } from '../storage/account.ts';
import { doNotCallStore } from '../storage/doNotCall.ts';
import { managedStore } from '../storage/managed.ts';
import { policyWaiting } from '../storage/policyWaiting.ts';
import { readingStore } from '../storage/readings.ts';
import { settingsStore } from '../storage/settings.ts';
import { siteStore } from '../storage/sites.ts';
import { updateWaiting } from '../storage/update.ts';
import { createAccountDesk } from './accountDesk.ts';
import { createAccountEntry } from './accountEntry.ts';
import { createAccountPolicy } from './accountPolicy.ts';
import { createAccountRules } from './accountRules.ts';
import { turnOnGranted, welcome } from './arrivals.ts';
import { attempt } from './attempt.ts';
import { paintBadge } from './badge.ts';
import {
  hasPermission,
  hostPage,
  microphoneGranted,
  openPanel,
  openPhone,
  openTab,
  profileEmail,
  scripting,
  signInWindow,
  tabs,
  toolbarButton,
} from './browserDoors.ts';
import { createContentScripts } from './contentScripts.ts';
import { createErasure } from './erasure.ts';
import { createHostDoor } from './hostDoor.ts';
import { createPlivoCheck } from './plivoCheck.ts';
import { waitingAccounts } from './policyAccounts.ts';
import { createRaising } from './raising.ts';
import { knownAccounts } from './remembered.ts';
import { createRenewals } from './renewals.ts';
import { createRoutes } from './routes.ts';
import { createSettingsDesk } from './settingsDesk.ts';
import { createSites } from './sites.ts';
import { openSurfaces } from './surfaces.ts';
import { createTelLinks } from './telLinks.ts';
import { createTextCalls } from './textCalls.ts';
import { createUpdate } from './update.ts';

/** The browser's own, called as its method wants to be. */
const ask: typeof fetch = (...request) => fetch(...request);

/** Starts routing. `signal` is for tests: a worker lives until the browser ends it. */
export function startSwitchboard(signal: AbortSignal = new AbortController().signal): void {
  const door = createHostDoor({ ...hostPage, ask: askHost });
  const siperb = createSiperbClient({ fetch: ask, signal }, createSiperbCache());
  const entry = createAccountEntry({ fetch: ask, siperb, signInWindow: signInWindow(), signal });
  const organisation = createAccountRules({ policy: managedStore, own: settingsStore, profileEmail });
  const { rules } = organisation;
  const desk = createAccountDesk({ store: accountStore, door, entry, rules, forget: siperb.forget });
  const obtain = (account: RenewableAccount) =>
    account.kind === 'siperb' ? siperb.renewed(account) : serverCredentials(account, ask, signal);
  const renew = createRenewals({ store: accountStore, obtain });
  const checkPlivo = createPlivoCheck({ store: accountStore, door, renew, fetch: ask, signal });
  const scripts = createContentScripts(scripting);
  const waiting = async () => {
    const { managed, mayOwn } = await rules();
    return waitingAccounts(knownAccounts(await accountStore.get(), managed, mayOwn));
  };
  const settings = createSettingsDesk({
    own: settingsStore,
    managed: managedStore,
    doNotCall: doNotCallStore,
    door,
    accountProblems: organisation.problems,
    facts: async () => ({
      microphoneGranted: await microphoneGranted(),
      closedSites: await sites.closed(),
      waitingAccounts: await waiting(),
    }),
  });
  const sites = createSites({
    store: siteStore,
    readings: readingStore,
    scripts,
    policy: managedStore.get,
    country: settings.country,
    hasPermission,
  });
  const raising = createRaising({ door, sites, openPanel, now: Date.now });
  const textCalls = createTextCalls({
    door,
    countryOf: async (origin) =>
      origin === undefined ? settings.country() : (await sites.pageSettings(origin)).country,
  });
  const telLinks = createTelLinks({
    tabs,
    own: browser.runtime.getURL('/').slice(0, -1),
    wanted: async () => (await settings.inForce()).telLinks,
    textCalls,
    openPhone,
    complain: (error) => log.error('switchboard', 'a telephone link could not be taken', error),
  });
  const eraseAll = createErasure({ desk, door, settings, sites, clearStorage });
  const accountPolicy = createAccountPolicy({ waiting: policyWaiting, desk });
  const update = createUpdate({ waiting: updateWaiting, reload: () => browser.runtime.reload() });

  // The browser is asked whether the host lives; a remembered account keeps its line warm.
  async function reconcile(): Promise<void> {
    const state = await stateIfThere();
    paint(state);
    // What rang in a host that is gone rings no more; one that is there says itself what does.
    if (!state) attempt('the notifications could not follow', () => surfaces.follow({ calls: [] }));
    if (!(await door.exists()) && (await desk.remembers())) await door.ensure();
  }

  async function stateIfThere(): Promise<PhoneState | null> {
    const reply = await door.askIfThere({ type: 'getState' });
    return reply?.ok ? reply.value : null;
  }

  const surfaces = openSurfaces({
    door,
    stateIfThere,
    textCalls,
    notificationsWanted: async () => (await settings.inForce()).notifications,
  });
  onSwitchboardRequest(
    createRoutes({
      ...{ door, desk, entry, renew, settings, sites, checkPlivo, raising, eraseAll, reconcile },
      settingsChanged: async () => {
        await desk.keepNoSecrets();
        await telLinks.follow();
      },
    }),
    signal,
  );
  onAnnouncement(({ state }) => {
    paint(state);
    attempt('the notifications could not follow', () => surfaces.follow(state));
    attempt('an update could not be considered', () => update.consider(state));
    attempt('a policy could not be considered', () => accountPolicy.consider(state));
  }, signal);
  const reregister = () => attempt('the sites could not be registered', sites.reregister);
  browser.runtime.onInstalled.addListener(reregister);
  browser.runtime.onStartup.addListener(reregister);
  browser.runtime.onInstalled.addListener(({ reason }) => {
    attempt('nobody could be welcomed', () => welcome(reason, { microphoneGranted, openTab }));
  });
  browser.permissions.onAdded.addListener((granted) => {
    attempt('a granted site could not be turned on', () => turnOnGranted(granted, sites.set));
  });
  browser.permissions.onRemoved.addListener(reregister);
  managedStore.onChanged(() => {
    attempt('the host could not be told a policy', settings.configureHost);
    attempt('a policy could not be applied to the sites', sites.followPolicy);
    attempt('telephone links could not be watched', telLinks.follow);
    attempt('a policy could not be applied to the accounts', () => accountPolicy.changed(stateIfThere));
  }, signal);
  browser.runtime.onUpdateAvailable.addListener(() => {
    attempt('an update could not be held', () => update.arrived(stateIfThere));
  });

  attempt('storage could not be closed', closeStorageToPages);
  attempt('telephone links could not be watched', telLinks.follow);
  attempt('the phone could not be brought back', reconcile);
}

function paint(state: PhoneState | null): void {
  attempt('the badge could not be painted', () => paintBadge(toolbarButton(), state));
}

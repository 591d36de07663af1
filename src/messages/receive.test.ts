// Every request from every sender: exactly the permitted cells reach their handler.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { initialState } from '../call/state.ts';
import { ALLOWED } from './allowed.ts';
import { REQUESTS } from './examples.ts';
import type { Announcement, Reply, Role } from './protocol.ts';
import { onAnnouncement, onHostRequest, onSwitchboardRequest, type Sender } from './receive.ts';

const id = fakeBrowser.runtime.id;
const own = fakeBrowser.runtime.getURL('/' as never).replace(/\/$/, '');
const inTab = { frameId: 0, tab: { id: 3 } };
const at = (path: string) => ({ id, origin: own, url: `${own}${path}` });
const SENDERS = {
  popup: at('/popup.html'),
  'popup in a tab': { ...at('/popup.html'), ...inTab },
  panel: at('/sidepanel.html'),
  options: { ...at('/options.html'), ...inTab },
  welcome: { ...at('/welcome.html'), ...inTab },
  offscreen: at('/offscreen.html'),
  worker: at('/background.js'),
  page: { id, origin: 'https://crm.example', url: 'https://crm.example/', frameId: 0, tab: { id: 7 } },
  'page frame': { id, origin: 'https://frame.example', frameId: 4, tab: { id: 7 } },
  'page whose address contains popup.html': {
    id,
    origin: 'https://crm.example',
    url: `https://crm.example/popup.html?${own}/popup.html`,
    frameId: 0,
    tab: { id: 7 },
  },
  'a document of ours that does not exist': at('/fake/popup.html'),
  'sandboxed frame': { id, origin: 'null', frameId: 4, tab: { id: 7 } },
  'tab without origin': { id, tab: { id: 7 } },
  'other extension': {
    id: 'other',
    origin: 'chrome-extension://other',
    url: 'chrome-extension://other/popup.html',
  },
  'other extension in our clothes': { ...at('/popup.html'), id: 'other' },
  'web page': { origin: 'https://crm.example', tab: { id: 7 } },
  nobody: {},
};
type SenderName = keyof typeof SENDERS;
const ROLES: Partial<Record<SenderName, Role>> = {
  popup: 'popup',
  'popup in a tab': 'popup',
  panel: 'panel',
  options: 'options',
  welcome: 'welcome',
  offscreen: 'host',
  worker: 'switchboard',
  page: 'page',
  'page frame': 'page',
  'page whose address contains popup.html': 'page',
};

/** Written out once more, apart from the table that is enforced: who changes one has to say so twice. */
const PERMITTED: Readonly<Record<Role, readonly string[]>> = {
  page: 'raiseFromPage cancelFromPage getPageSettings readFrame getTimeZones correctCountry chooseDialler'.split(
    ' ',
  ),
  popup:
    'raise dismissRaised dial transfer completeTransfer mix unmix answer hangUp hold resume setMuted sendDigits dismissCall reconnect checkMicrophone getState getRecentCalls searchCalls noteCall forgetCalls markMissedSeen getQuality changePhoneSettings signIn getSignInOffer getSiperbDevices signOut getAccounts setDefaultAccount getSettings getTimeZones getSite setSite'.split(
      ' ',
    ),
  panel:
    'raise dismissRaised dial transfer completeTransfer mix unmix answer hangUp hold resume setMuted sendDigits dismissCall reconnect checkMicrophone getState getRecentCalls searchCalls noteCall forgetCalls markMissedSeen getQuality changePhoneSettings signIn getSignInOffer getSiperbDevices signOut getAccounts setDefaultAccount getSettings getTimeZones getSite setSite'.split(
      ' ',
    ),
  options:
    'reconnect checkMicrophone getState searchCalls forgetCalls signIn getSignInOffer getSiperbDevices signOut getAccounts setDefaultAccount checkPlivo checkLine getSettings changeSettings importDoNotCall clearDoNotCall eraseAll getSites getSite setSite'.split(
      ' ',
    ),
  welcome: 'reconnect checkMicrophone getState getAccounts'.split(' '),
  host: 'hostStarted renewCredentials recycleHost'.split(' '),
  switchboard: [],
};
const nameOf = (request: { type: string; command?: { type: string } }) =>
  request.command?.type ?? request.type;

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
  // Refusals are logged, and here are many.
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
});

const ACCEPTED: Reply<null> = { ok: true, value: null };
const REFUSED = { ok: false, failure: { code: 'not-supported', detail: 'refused' } };

/** Delivers as the browser does. `undefined`: no listener wanted to answer. */
async function deliver(message: unknown, sender: object): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const listeners = fakeBrowser.runtime.onMessage as unknown as {
    trigger(...message: unknown[]): Promise<unknown[]>;
  };
  const wants = await listeners.trigger(message, sender, resolve);
  return wants.includes(true) ? promise : undefined;
}

describe('to the switchboard', () => {
  const cells = Object.entries(SENDERS).flatMap(([name, sender]) =>
    REQUESTS.map((request) => {
      const role = ROLES[name as SenderName];
      const permitted = role !== undefined && PERMITTED[role].includes(nameOf(request));
      return [name, permitted ? 'may' : 'may not', nameOf(request), { sender, request, permitted }] as const;
    }),
  );

  test.each(cells)('%s %s ask %s', async (_, __, ___, { sender, request, permitted }) => {
    const heard: string[] = [];
    onSwitchboardRequest(async ({ type: asked }) => {
      heard.push(asked);
      return ACCEPTED;
    }, stop.signal);
    const reply = await deliver({ to: 'switchboard', request }, sender);
    expect(heard).toEqual(permitted ? [request.type] : []);
    expect(reply).toEqual(permitted ? ACCEPTED : REFUSED);
  });

  test('every request there is has a cell, and no cell is of a request that is not', () => {
    const asked = new Set(REQUESTS.map(nameOf));
    expect(new Set(Object.values(PERMITTED).flat())).toEqual(asked);
    expect(new Set(Object.values(ALLOWED).flat())).toEqual(new Set(REQUESTS.map(({ type }) => type)));
  });

  test('the handler learns who asks', async () => {
    const senders: Sender[] = [];
    onSwitchboardRequest(async (_, sender) => {
      senders.push(sender);
      return ACCEPTED;
    }, stop.signal);
    await deliver({ to: 'switchboard', request: { type: 'getPageSettings' } }, SENDERS['page frame']);
    expect(senders).toEqual([{ role: 'page', tabId: 7, frameId: 4, origin: 'https://frame.example' }]);
  });

  test('the handler runs before the delivery returns, so the gesture still lasts', () => {
    let ran = false;
    onSwitchboardRequest(async () => {
      ran = true;
      return ACCEPTED;
    }, stop.signal);
    void deliver({ to: 'switchboard', request: { type: 'getPageSettings' } }, SENDERS.page);
    expect(ran).toBe(true);
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('a secret of the inside'))],
    [
      'throws',
      () => {
        throw new Error('a secret of the inside');
      },
    ],
  ])('a handler that %s is a refusal that tells nothing', async (_, handler) => {
    onSwitchboardRequest(handler, stop.signal);
    const reply = await deliver({ to: 'switchboard', request: { type: 'getState' } }, SENDERS.popup);
    expect(reply).toEqual({ ok: false, failure: { code: 'unknown', detail: 'internal error' } });
  });

  test('a message that does not parse is refused', async () => {
    onSwitchboardRequest(async () => ACCEPTED, stop.signal);
    for (const request of [undefined, null, 'getState', { type: 'getState', also: 1 }]) {
      expect(await deliver({ to: 'switchboard', request }, SENDERS.popup)).toEqual(REFUSED);
    }
  });

  test('a message with another address, or none, is left to others', async () => {
    onSwitchboardRequest(async () => ACCEPTED, stop.signal);
    for (const message of [{ to: 'host', request: { type: 'getState' } }, { to: 'all' }, null, 7, 'x', []]) {
      expect(await deliver(message, SENDERS.popup)).toBeUndefined();
    }
  });

  test('nobody answers after the stop', async () => {
    onSwitchboardRequest(async () => ACCEPTED, stop.signal);
    stop.abort();
    expect(
      await deliver({ to: 'switchboard', request: { type: 'getState' } }, SENDERS.popup),
    ).toBeUndefined();
  });
});

describe('to the host', () => {
  test.each(Object.entries(SENDERS))('%s reaches it only as the switchboard', async (name, sender) => {
    onHostRequest(async () => ACCEPTED, stop.signal);
    const permitted = name === 'worker';
    const requests = [
      { type: 'getState' },
      { type: 'getOpenAccounts' },
      { type: 'command', command: { type: 'reconnect' } },
    ];
    for (const request of requests) {
      expect(await deliver({ to: 'host', request }, sender)).toEqual(permitted ? ACCEPTED : REFUSED);
    }
  });
});

describe('to everybody', () => {
  const announcement: Announcement = { type: 'snapshot', state: initialState('host-1') };

  test.each(Object.entries(SENDERS))('%s is heard only from where the phone lives', async (name, sender) => {
    const heard: Announcement[] = [];
    onAnnouncement((one) => heard.push(one), stop.signal);
    expect(await deliver({ to: 'all', announcement }, sender)).toBeUndefined();
    expect(heard).toEqual(['offscreen', 'worker'].includes(name) ? [announcement] : []);
  });

  test('a state that does not parse is not heard', async () => {
    const heard: Announcement[] = [];
    onAnnouncement((one) => heard.push(one), stop.signal);
    await deliver({ to: 'all', announcement: { type: 'snapshot', state: {} } }, SENDERS.offscreen);
    expect(heard).toEqual([]);
  });
});

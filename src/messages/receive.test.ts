// Every request from every sender: exactly the permitted cells reach their handler.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newCallId } from '../call/callId.ts';
import { initialState } from '../call/state.ts';
import { ALLOWED, type Announcement, type Reply, type SwitchboardRequest } from './protocol.ts';
import { onAnnouncement, onHostRequest, onSwitchboardRequest, type Sender } from './receive.ts';

const id = fakeBrowser.runtime.id;
const own = fakeBrowser.runtime.getURL('/' as never).replace(/\/$/, '');
const SENDERS = {
  screen: { id, origin: own },
  'own tab': { id, origin: own, frameId: 0, tab: { id: 3 } },
  page: { id, origin: 'https://crm.example', frameId: 0, tab: { id: 7 } },
  'page frame': { id, origin: 'https://frame.example', frameId: 4, tab: { id: 7 } },
  'sandboxed frame': { id, origin: 'null', frameId: 4, tab: { id: 7 } },
  'tab without origin': { id, tab: { id: 7 } },
  'other extension': { id: 'other', origin: 'chrome-extension://other' },
  'other extension in our clothes': { id: 'other', origin: own },
  'web page': { origin: 'https://crm.example', tab: { id: 7 } },
  nobody: {},
};
const ROLES: Partial<Record<keyof typeof SENDERS, 'own' | 'page'>> = {
  screen: 'own',
  'own tab': 'own',
  page: 'page',
  'page frame': 'page',
};

const callId = newCallId();
const remote = { e164: '+442079460018', display: 'x' };
const raised = { callId, remote, text: 'x', country: 'GB', why: 'site' };
const account = {
  kind: 'sip',
  server: 'wss://sip.example',
  user: 'ada',
  password: 'p',
  domain: 'sip.example',
};
const REQUESTS: Record<SwitchboardRequest['type'], object> = {
  raiseFromPage: { raised },
  getPageSettings: {},
  readFrame: {},
  correctCountry: { record: '/contacts/7', country: 'SE' },
  chooseDialler: { dialler: 'page' },
  command: { command: { type: 'dial', callId, remote } },
  getState: {},
  getRecentCalls: { limit: 5 },
  signIn: { account, remember: true },
  signOut: {},
  getAccount: {},
  checkPlivo: {},
  getSite: { origin: 'https://crm.example' },
  setSite: { origin: 'https://crm.example', enabled: true },
  hostStarted: { hostId: 'host-1' },
  getSignInOffer: { server: 'https://calls.example' },
  renewCredentials: { account: { kind: 'plivo', server: 'https://calls.example', bearer: 'ofh_key' } },
  recycleHost: { credentials: { kind: 'fake', identity: 'Demo' } },
};

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
    Object.entries(REQUESTS).map(([type, rest]) => {
      const role = ROLES[name as keyof typeof SENDERS];
      const permitted = role !== undefined && ALLOWED[role].some((allowed) => allowed === type);
      return [
        name,
        permitted ? 'may' : 'may not',
        type,
        { sender, request: { type, ...rest }, permitted },
      ] as const;
    }),
  );

  test.each(cells)('%s %s ask %s', async (_, __, type, { sender, request, permitted }) => {
    const heard: string[] = [];
    onSwitchboardRequest(async ({ type: asked }) => {
      heard.push(asked);
      return ACCEPTED;
    }, stop.signal);
    const reply = await deliver({ to: 'switchboard', request }, sender);
    expect(heard).toEqual(permitted ? [type] : []);
    expect(reply).toEqual(permitted ? ACCEPTED : REFUSED);
  });

  test('a page that commands is refused, whichever command it is', async () => {
    onSwitchboardRequest(async () => ACCEPTED, stop.signal);
    for (const command of [
      { type: 'raise', raised },
      { type: 'hangUp', callId },
      { type: 'answer', callId },
      { type: 'sendDigits', callId, digits: '1' },
      { type: 'reconnect' },
    ]) {
      const message = { to: 'switchboard', request: { type: 'command', command } };
      expect(await deliver(message, SENDERS.page)).toEqual(REFUSED);
    }
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
    const reply = await deliver({ to: 'switchboard', request: { type: 'getState' } }, SENDERS.screen);
    expect(reply).toEqual({ ok: false, failure: { code: 'unknown', detail: 'internal error' } });
  });

  test('a message that does not parse is refused', async () => {
    onSwitchboardRequest(async () => ACCEPTED, stop.signal);
    for (const request of [undefined, null, 'getState', { type: 'getState', also: 1 }]) {
      expect(await deliver({ to: 'switchboard', request }, SENDERS.screen)).toEqual(REFUSED);
    }
  });

  test('a message with another address, or none, is left to others', async () => {
    onSwitchboardRequest(async () => ACCEPTED, stop.signal);
    for (const message of [{ to: 'host', request: { type: 'getState' } }, { to: 'all' }, null, 7, 'x', []]) {
      expect(await deliver(message, SENDERS.screen)).toBeUndefined();
    }
  });

  test('nobody answers after the stop', async () => {
    onSwitchboardRequest(async () => ACCEPTED, stop.signal);
    stop.abort();
    expect(
      await deliver({ to: 'switchboard', request: { type: 'getState' } }, SENDERS.screen),
    ).toBeUndefined();
  });
});

describe('to the host', () => {
  test.each(Object.entries(SENDERS))('%s reaches it only from inside', async (name, sender) => {
    onHostRequest(async () => ACCEPTED, stop.signal);
    const permitted = ROLES[name as keyof typeof SENDERS] === 'own';
    const requests = [
      { type: 'getState' },
      { type: 'closePhone' },
      { type: 'command', command: { type: 'reconnect' } },
    ];
    for (const request of requests) {
      expect(await deliver({ to: 'host', request }, sender)).toEqual(permitted ? ACCEPTED : REFUSED);
    }
  });
});

describe('to everybody', () => {
  const announcement: Announcement = { type: 'snapshot', state: initialState('host-1') };

  test.each(Object.entries(SENDERS))('%s is heard only from inside', async (name, sender) => {
    const heard: Announcement[] = [];
    onAnnouncement((one) => heard.push(one), stop.signal);
    expect(await deliver({ to: 'all', announcement }, sender)).toBeUndefined();
    expect(heard).toEqual(ROLES[name as keyof typeof SENDERS] === 'own' ? [announcement] : []);
  });

  test('a state that does not parse is not heard', async () => {
    const heard: Announcement[] = [];
    onAnnouncement((one) => heard.push(one), stop.signal);
    await deliver({ to: 'all', announcement: { type: 'snapshot', state: {} } }, SENDERS.screen);
    expect(heard).toEqual([]);
  });
});

// The worker's first turn: what listens before anything is awaited, and what is done without being asked.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type AccountId, initialState } from '../call/state.ts';
import { accountStore, type StoredAccount } from '../storage/account.ts';
import { startSwitchboard } from './switchboard.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 30_000 });
const PATIENCE = { timeout: 20_000, interval: 5 };

type Trigger = { trigger(...parts: unknown[]): Promise<unknown[]> };

const stop = { current: new AbortController() };
const opened: object[] = [];
const hostThere = { current: false };
const levels: object[] = [];
const removedListeners: (() => void)[] = [];

/** What the fake browser lacks: an offscreen document, permissions, an access level. */
beforeEach(() => {
  stop.current = new AbortController();
  hostThere.current = false;
  for (const list of [opened, levels, removedListeners]) list.length = 0;
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
  const offscreen = {
    createDocument: async (page: object) => {
      opened.push(page);
      hostThere.current = true;
    },
  };
  const permissions = {
    contains: async () => true,
    onAdded: { addListener: () => undefined },
    onRemoved: { addListener: (listener: () => void) => removedListeners.push(listener) },
  };
  const silent = { addListener: () => undefined };
  const surfaces = {
    notifications: { ...fakeBrowser.notifications, onButtonClicked: silent, onClicked: silent },
    commands: { onCommand: silent },
    contextMenus: { onClicked: silent },
    omnibox: { onInputChanged: silent, onInputEntered: silent },
  };
  Object.assign(fakeBrowser, { offscreen, permissions, ...surfaces });
  Object.assign(fakeBrowser.runtime, { getContexts: async () => (hostThere.current ? [{}] : []) });
  Object.assign(fakeBrowser.storage.local, {
    setAccessLevel: async (level: object) => void levels.push(level),
  });
});
afterEach(() => stop.current.abort());

function send(message: unknown, sender: object): { answer: Promise<unknown>; wanted: Promise<unknown[]> } {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const listeners = fakeBrowser.runtime.onMessage as unknown as Trigger;
  return { answer: promise, wanted: listeners.trigger(message, sender, resolve) };
}

const account: StoredAccount = {
  id: 'a1' as AccountId,
  label: 'ada@sip.example',
  kind: 'sip',
  servers: ['wss://sip.example'],
  user: 'ada',
  domain: 'sip.example',
};
const remember = (stored: StoredAccount) =>
  accountStore.change(() => ({ accounts: [stored], defaultId: null }));

const own = (path = '/popup.html') => ({
  url: fakeBrowser.runtime.getURL(path as never),
  id: fakeBrowser.runtime.id,
  origin: fakeBrowser.runtime.getURL('/' as never).replace(/\/$/, ''),
});

test('a message that woke the worker finds its listener', async () => {
  startSwitchboard(stop.current.signal);
  const { answer } = send({ to: 'switchboard', request: { type: 'getAccounts' } }, own());
  expect(await answer).toEqual({ ok: true, value: [] });
});

test('every other listener is there in the same turn', () => {
  startSwitchboard(stop.current.signal);
  expect(fakeBrowser.runtime.onInstalled.hasListeners()).toBe(true);
  expect(fakeBrowser.runtime.onStartup.hasListeners()).toBe(true);
  expect(fakeBrowser.runtime.onUpdateAvailable.hasListeners()).toBe(true);
  expect(removedListeners).toHaveLength(1);
});

test('storage is closed to pages before anything else is done', () => {
  startSwitchboard(stop.current.signal);
  expect(levels).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
});

test('a remembered account opens the host, so that the line is warm', async () => {
  await remember({ ...account, password: 'p' });
  startSwitchboard(stop.current.signal);
  await vi.waitFor(() => expect(opened).toHaveLength(1), PATIENCE);
  expect(opened[0]).toMatchObject({ url: '/offscreen.html', reasons: ['USER_MEDIA', 'WEB_RTC'] });
});

test('an account without its password opens nothing', async () => {
  await remember(account);
  startSwitchboard(stop.current.signal);
  const { answer } = send({ to: 'switchboard', request: { type: 'getState' } }, own());
  expect(await answer).toEqual({ ok: true, value: null });
  expect(opened).toEqual([]);
});

test('what rang in a host that is gone is in no notification any more', async () => {
  const notice = { type: 'basic', iconUrl: 'i', title: 'Ada Fielding', message: '' } as const;
  await fakeBrowser.notifications.create('call:1', notice);
  await fakeBrowser.notifications.create('text', notice);
  startSwitchboard(stop.current.signal);
  const shown = async () => Object.keys(await fakeBrowser.notifications.getAll());
  await vi.waitFor(async () => expect(await shown()).toEqual(['text']), PATIENCE);
});

test('a snapshot is painted on the toolbar', async () => {
  startSwitchboard(stop.current.signal);
  const state = { ...initialState('host-1'), microphone: 'denied' };
  await send({ to: 'all', announcement: { type: 'snapshot', state } }, own('/offscreen.html')).wanted;
  await vi.waitFor(async () => expect(await fakeBrowser.action.getBadgeText({})).toBe('!'), PATIENCE);
});

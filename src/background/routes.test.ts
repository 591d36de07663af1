// Where requests go, and what happens on a page's click, in order.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newCallId } from '../call/callId.ts';
import type { AccountId } from '../call/state.ts';
import type { HostRequest, Reply, SwitchboardRequest } from '../messages/protocol.ts';
import type { Sender } from '../messages/receive.ts';
import { toE164 } from '../numbers/e164.ts';
import { createHostDoor } from './hostDoor.ts';
import { createRoutes, type Rooms } from './routes.ts';

const e164 = toE164('+442079460018');
if (!e164) throw new Error('the fixture is no number');
const callId = newCallId();
const raised = {
  callId,
  remote: { e164, display: '020 7946 0018' },
  text: '020 7946 0018',
  country: 'GB',
  why: 'site',
} as const;
const page: Sender = { role: 'page', tabId: 7, frameId: 0, origin: 'https://crm.example' };
const screen: Sender = { role: 'popup' };
const ID = 'a1' as AccountId;
/** Nobody but the agent spoke of the site. */
const plain = { oneClick: false, managed: false, blocked: false };
const refusal = { ok: false, failure: { code: 'forbidden' } } as const;
const no = async () => refusal;

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
});

/** A house in which the CRM is on and the host, once opened, refuses to dial without a line. */
function house(change: { hostIsThere?: boolean; opens?: boolean } = {}) {
  const { hostIsThere = true, opens = true } = change;
  const steps: string[] = [];
  const door = createHostDoor({
    exists: async () => hostIsThere,
    open: async () => {
      steps.push('host opened');
      if (!opens) throw new Error('no renderer');
    },
    close: async () => undefined,
    ask: (async (request: HostRequest): Promise<Reply<unknown>> => {
      steps.push(request.type === 'command' ? `host: ${request.command.type}` : `host: ${request.type}`);
      if (request.type === 'command' && request.command.type === 'dial') {
        return { ok: false, failure: { code: 'line-not-ready' } };
      }
      return { ok: true, value: request.type === 'getState' ? { rev: 1 } : null };
    }) as never,
    greetingMs: 0,
  });
  const did = <Value>(step: string, value: Value) => {
    steps.push(step);
    return { ok: true, value } as const;
  };
  const done = async () => ({ ok: true, value: null }) as const;
  const rooms: Rooms = {
    door,
    desk: {
      keepNoSecrets: async () => undefined,
      signIn: async () => ({ ok: true, value: ID }),
      signOut: async (accountId) => did(`sign out ${accountId ?? 'of all'}`, null),
      setDefault: async (accountId) => did(`default ${accountId}`, null),
      view: async () => ({ ok: true, value: [] }),
      applyPolicy: async () => undefined,
      greetHost: async () => did('host greeted', null),
      remembers: async () => false,
      recycle: async (accounts) => did(`recycle with ${accounts.length}`, null),
    },
    renew: async (accountId, account) =>
      did(`renew ${accountId}`, { account, failure: { code: 'server-failed' } }),
    entry: {
      offerOf: async (server) => did(`offer of ${server}`, { accessKey: true }),
      devicesOf: async ({ token }) => did(`devices of ${token}`, []),
    },
    settings: {
      view: no,
      importDoNotCall: no,
      clearDoNotCall: no,
      change: async (change) => {
        steps.push(`change ${Object.keys(change)}`);
        return refusal;
      },
      configureHost: async () => void steps.push('host configured'),
    },
    sites: {
      view: async (origin) => ({ origin, enabled: origin === page.origin, ...plain }),
      all: async () => [],
      set: async ({ country, ...site }) => ({
        ok: true,
        value: { ...plain, ...site, ...(country && { country }) },
      }),
      pageSettings: async (origin) => ({
        country: origin ? { country: 'SE', source: 'site' } : null,
        corrections: [],
        dialler: null,
        oneClick: false,
      }),
      readFrame: async ({ frameId }) => did(`frame ${frameId} read`, null),
      ...{ correct: done, chooseDialler: done },
    },
    settingsChanged: async () => void steps.push('settings changed'),
    checkPlivo: async () => did('check', []),
    raising: {
      raise: async (raised, atOnce) => did(`raise ${raised.text}${atOnce ? ' at once' : ''}`, null),
      cancel: async () => did('cancel', null),
    },
    eraseAll: async () => did('erase', null),
    reconcile: async () => void steps.push('reconcile'),
  };
  const routes = createRoutes(rooms);
  const ask = (request: SwitchboardRequest, sender: Sender = screen) => routes(request, sender);
  return { steps, ask };
}

describe('what concerns accounts', () => {
  const account = { kind: 'plivo', server: 'https://calls.example', bearer: 'ofh_key' } as const;

  test.each<[SwitchboardRequest, string]>([
    [{ type: 'getSignInOffer', server: account.server }, 'offer of https://calls.example'],
    [{ type: 'checkPlivo' }, 'check'],
    [{ type: 'eraseAll' }, 'erase'],
    [{ type: 'raiseFromPage', raised, atOnce: true }, 'raise 020 7946 0018 at once'],
    [{ type: 'cancelFromPage', callId }, 'cancel'],
    [{ type: 'getSiperbDevices', token: 'pat' }, 'devices of pat'],
    [{ type: 'signOut', accountId: ID }, `sign out ${ID}`],
    [{ type: 'signOut' }, 'sign out of all'],
    [{ type: 'setDefaultAccount', accountId: ID }, `default ${ID}`],
    [{ type: 'renewCredentials', accountId: ID, account }, `renew ${ID}`],
    [
      { type: 'recycleHost', accounts: [{ accountId: ID, label: 'x', credentials: account }] },
      'recycle with 1',
    ],
  ])('goes to its desk, and no host is opened for it: %j', async (request, step) => {
    const { steps, ask } = house({ hostIsThere: false });
    expect(await ask(request)).toMatchObject({ ok: true });
    expect(steps).toEqual([step]);
  });
});

test('a change of settings goes to their desk, which may refuse it', async () => {
  const { steps, ask } = house({ hostIsThere: false });
  expect(await ask({ type: 'changeSettings', change: { theme: 'dark' } })).toEqual(refusal);
  expect(steps).toEqual(['change theme', 'settings changed']);
});

describe('a command', () => {
  const dial = { type: 'command', command: { type: 'dial', callId, remote: raised.remote } } as const;

  test('goes to the host, which is opened when it is missing', async () => {
    const { steps, ask } = house({ hostIsThere: false });
    expect(await ask(dial)).toEqual({ ok: false, failure: { code: 'line-not-ready' } });
    expect(steps).toEqual(['host opened', 'host: dial']);
  });

  test('is refused with a reason when there can be no host', async () => {
    const { ask } = house({ hostIsThere: false, opens: false });
    expect(await ask(dial)).toMatchObject({ ok: false, failure: { code: 'line-not-ready' } });
  });
});

describe('the state', () => {
  test('is the host’s', async () => {
    expect(await house().ask({ type: 'getState' })).toEqual({ ok: true, value: { rev: 1 } });
  });

  test('is null without a host, and the phone is brought back', async () => {
    const { steps, ask } = house({ hostIsThere: false });
    expect(await ask({ type: 'getState' })).toEqual({ ok: true, value: null });
    expect(steps).toEqual(['reconcile']);
  });
});

test('a new host is told the rules, then given its accounts', async () => {
  const { steps, ask } = house();
  await ask({ type: 'hostStarted', hostId: 'host-2' });
  expect(steps).toEqual(['host configured', 'host greeted']);
});

test('a page learns how its numbers are read', async () => {
  expect(await house().ask({ type: 'getPageSettings' }, page)).toMatchObject({
    value: { country: { country: 'SE', source: 'site' }, oneClick: false },
  });
});

test('a frame that asks for the page room gets it', async () => {
  const { steps, ask } = house();
  await ask({ type: 'readFrame' }, { ...page, frameId: 4 });
  expect(steps).toEqual(['frame 4 read']);
});

test('a site is turned on with its country or without', async () => {
  const { ask } = house();
  const site = { origin: 'https://crm.example', enabled: true };
  for (const said of [{}, { country: 'SE' }, { oneClick: true }])
    expect(await ask({ type: 'setSite', ...site, ...said })).toEqual({
      ok: true,
      value: { ...plain, ...site, ...said },
    });
});

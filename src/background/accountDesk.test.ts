// Secrets on their one way: form or store → credentials → host; and what a screen may know of it.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccountId } from '../call/state.ts';
import { accountStore } from '../storage/account.ts';
import {
  byOidc,
  gatewayForm,
  openHouse,
  plivoForm,
  sip,
  siperb,
  siperbForm,
  sipForm,
  withToken,
} from './accountHouse.ts';

const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts) => void said.push(JSON.stringify(parts)));
  }
});

const disk = async () => JSON.stringify(await fakeBrowser.storage.local.get());
const FORMS = [sipForm, plivoForm, gatewayForm, siperbForm] as const;
const other = { ...sipForm, user: 'bob' };

/** Signs in and tells the account's id. */
async function signedIn(house: ReturnType<typeof openHouse>, form: (typeof FORMS)[number] | typeof other) {
  const reply = await house.desk.signIn(form, true);
  if (!reply.ok) throw new Error(reply.failure.detail);
  return reply.value;
}
const views = async ({ desk }: ReturnType<typeof openHouse>) => {
  const reply = await desk.view();
  return reply.ok ? reply.value : [];
};

describe('signing in', () => {
  test('gives the host the credentials under a new id, and tells which line comes first', async () => {
    const { asked, desk } = openHouse();
    const reply = await desk.signIn(sipForm, true);
    const accountId = reply.ok ? reply.value : '';
    expect(accountId).toMatch(/^[\da-f-]{36}$/);
    expect(asked).toEqual([
      { type: 'openPhone', accountId, label: 'ada@sip.example', credentials: sip },
      { type: 'orderLines', accountIds: [accountId] },
    ]);
  });

  test.each(FORMS)('puts secrets on disk only when asked to: $kind', async (form) => {
    const { desk } = openHouse();
    await desk.signIn(form, false);
    expect(await disk()).not.toContain('canary');
    expect(await desk.remembers()).toBe(false);
    await desk.signIn(form, true);
    expect(await disk()).toContain('canary');
    expect(await desk.remembers()).toBe(true);
    await desk.signIn(form, false);
    expect(await disk()).not.toContain('canary');
  });

  test('keeps what can be asked with, and never what that yields', async () => {
    const house = openHouse();
    for (const form of FORMS) await house.desk.signIn(form, true);
    const kept = await disk();
    for (const secret of ['canary-password', 'canary-key', 'canary-pat']) expect(kept).toContain(secret);
    for (const yielded of [withToken(byOidc).token, siperb.password, 'canary-session'])
      expect(kept).not.toContain(yielded);
  });

  test('to one more account leaves the others signed in; to a known one it is no second', async () => {
    const house = openHouse();
    const first = await signedIn(house, sipForm);
    const second = await signedIn(house, other);
    expect(await signedIn(house, sipForm)).toBe(first);
    expect((await views(house)).map(({ id }) => id)).toEqual([first, second]);
  });

  test('again under a given id changes that account', async () => {
    const house = openHouse();
    const id = await signedIn(house, sipForm);
    await house.desk.signIn(other, true, id);
    expect(await views(house)).toMatchObject([{ id, user: 'bob', label: 'bob@sip.example' }]);
    expect(await house.desk.signIn(other, true, 'gone' as AccountId)).toMatchObject({ ok: false });
  });

  test.each([
    ['by the server', { entered: { ok: false, failure: { code: 'sign-in-expired' } } }],
    ['by the host', { opened: { ok: false, failure: { code: 'not-supported' } } }],
  ] as const)('that is refused %s is not remembered, and keeps who was signed in', async (_, change) => {
    await openHouse().desk.signIn(sipForm, true);
    const house = openHouse(change);
    expect(await house.desk.signIn(plivoForm, true)).toMatchObject({ ok: false });
    expect(await views(house)).toMatchObject([{ kind: 'sip', remembered: true }]);
  });

  test('goes on when the disk is full', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('quota'));
    const { desk, openings } = openHouse();
    expect(await desk.signIn(sipForm, true)).toMatchObject({ ok: true });
    expect(openings()).toHaveLength(1);
    vi.restoreAllMocks();
  });

  test('leaves no secret in the log', async () => {
    for (const form of FORMS) await openHouse().desk.signIn(form, true);
    expect(said.length).toBeGreaterThan(0);
    expect(said.join()).not.toContain('canary');
  });
});

describe('a screen', () => {
  test('sees accounts of every kind, the default first, and never a secret', async () => {
    const house = openHouse();
    for (const form of FORMS) await house.desk.signIn(form, form !== plivoForm);
    const seen = await views(house);
    expect(seen).toMatchObject([
      { kind: 'sip', user: 'ada', domain: 'sip.example', servers: ['wss://sip.example'], isDefault: true },
      { kind: 'plivo', server: plivoForm.server, by: 'accessKey', remembered: false, isDefault: false },
      { kind: 'gateway', server: plivoForm.server, by: 'accessKey', remembered: true, isDefault: false },
      { kind: 'siperb', api: 'https://api.siperb.com', deviceToken: 'dev-1', remembered: true },
    ]);
    expect(JSON.stringify(seen)).not.toContain('canary');
  });

  test('sees the caller ids that an account offers', async () => {
    const house = openHouse();
    await house.desk.signIn({ ...sipForm, callerIds: ['+442079460018'] }, false);
    expect(await views(house)).toMatchObject([{ callerIds: ['+442079460018'], managed: false }]);
  });
});

describe('the default', () => {
  test('is the first until another is chosen, and the lines follow', async () => {
    const house = openHouse();
    const [first, second] = [await signedIn(house, sipForm), await signedIn(house, other)];
    expect(await house.desk.setDefault(second)).toEqual({ ok: true, value: null });
    expect(house.asked.at(-1)).toEqual({ type: 'orderLines', accountIds: [second, first] });
    expect(await views(house)).toMatchObject([
      { id: second, isDefault: true },
      { id: first, isDefault: false },
    ]);
  });

  test('can be no account that is unknown', async () => {
    const { desk } = openHouse();
    expect(await desk.setDefault('gone' as AccountId)).toMatchObject({ ok: false });
  });

  test('that signs out gives way to the next', async () => {
    const house = openHouse();
    const [first, second] = [await signedIn(house, sipForm), await signedIn(house, other)];
    await house.desk.setDefault(second);
    await house.desk.signOut(second);
    expect(await views(house)).toMatchObject([{ id: first, isDefault: true }]);
  });
});

describe('a new host', () => {
  test('is given every remembered account, Plivo’s last, and then their order', async () => {
    const house = openHouse();
    const plivo = await signedIn(house, plivoForm);
    const ids = [plivo, await signedIn(house, sipForm), await signedIn(house, siperbForm)];
    const { asked, desk } = openHouse();
    await desk.greetHost();
    const kinds = asked.map((request) => (request.type === 'openPhone' ? request.credentials.kind : request));
    expect(kinds).toEqual(['sip', 'siperb', 'plivo', { type: 'orderLines', accountIds: ids }]);
    expect(JSON.stringify(asked)).not.toContain(siperb.password);
  });

  test('is given nothing when nothing, or no secret, is remembered', async () => {
    const { asked, desk } = openHouse();
    await desk.greetHost();
    for (const form of FORMS) {
      await openHouse().desk.signIn(form, false);
      expect(await desk.greetHost()).toEqual({ ok: true, value: null });
    }
    expect(asked).toEqual([]);
  });
});

describe('signing out', () => {
  test('of one account closes its phone alone and erases it alone', async () => {
    const house = openHouse();
    const [first, second] = [await signedIn(house, siperbForm), await signedIn(house, other)];
    await house.desk.signOut(first);
    expect(house.asked.filter(({ type }) => type === 'closePhone')).toEqual([
      { type: 'closePhone', accountId: first },
    ]);
    expect((await views(house)).map(({ id }) => id)).toEqual([second]);
    expect(await disk()).not.toContain('canary-pat');
    expect(house.forgotten.times).toBe(1);
  });

  test('of all leaves nothing of anybody', async () => {
    const house = openHouse();
    for (const form of FORMS) await house.desk.signIn(form, true);
    await house.desk.signIn(other, false);
    expect(await disk()).toContain('canary');
    await house.desk.signOut();
    expect([...house.open]).toEqual([]);
    expect(await views(house)).toEqual([]);
    const left = await disk();
    for (const trace of ['canary', 'ada', 'bob', 'calls.example', 'dev-1']) expect(left).not.toContain(trace);
  });

  test('opens no host to close it', async () => {
    const { asked, desk } = openHouse({ hostIsThere: false });
    expect(await desk.signOut()).toEqual({ ok: true, value: null });
    expect(asked).toEqual([]);
  });

  test('also empties what could not be read', async () => {
    await fakeBrowser.storage.local.set({ account: { canary: 'of another time' }, account$: { v: 3 } });
    expect((await accountStore.get()).accounts).toEqual([]);
    await openHouse().desk.signOut();
    expect(await disk()).not.toContain('canary');
  });
});

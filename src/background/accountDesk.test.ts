// Secrets on their one way: form or store → credentials → host. And back, when a host needs new ones or a new document.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Credentials, PlivoAccount, PlivoCredentials } from '../accounts/credentials.ts';
import type { Obtained } from '../accounts/plivo.ts';
import { sipCredentials } from '../accounts/sip.ts';
import type { AccountForm, HostRequest, Reply } from '../messages/protocol.ts';
import { accountStore } from '../storage/account.ts';
import { createAccountDesk } from './accountDesk.ts';
import { createHostDoor } from './hostDoor.ts';

const sipForm: AccountForm = {
  kind: 'sip',
  server: 'wss://sip.example',
  user: 'ada',
  password: 'canary-password',
  domain: 'sip.example',
};
const plivoForm: AccountForm = { kind: 'plivo', server: 'https://calls.example', accessKey: 'canary-key' };
const byKey: PlivoAccount = { kind: 'plivo', server: 'https://calls.example', bearer: 'canary-key' };
const oidc = { issuer: 'https://id.example', clientId: 'offhook', scope: 'openid', bearerExpiresAt: 1 };
const byOidc: PlivoAccount = {
  ...byKey,
  bearer: 'canary-access',
  oidc: { ...oidc, refreshToken: 'canary-refresh' },
};
const token = {
  token: 'aa.canary.cc',
  username: 'ada_MA',
  plivoNumber: '14155550100',
  expiresAt: 901_000,
};
const sip = sipCredentials(sipForm);
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts) => void said.push(JSON.stringify(parts)));
  }
});

/** A desk whose forms are good, and whose host and server answer as a test says. */
function house(change: { hostIsThere?: boolean; entered?: Reply<Credentials>; calls?: object[] } = {}) {
  const { hostIsThere = true, calls = [] } = change;
  const asked: HostRequest[] = [];
  const documents = { closed: 0, there: hostIsThere };
  const obtained: PlivoAccount[] = [];
  const server = { answer: (account: PlivoAccount): Obtained => ({ ok: true, credentials: with_(account) }) };
  const door = createHostDoor({
    exists: async () => documents.there,
    open: async () => {
      documents.there = true;
    },
    close: async () => {
      documents.closed += 1;
      documents.there = false;
    },
    ask: (async (request: HostRequest) => {
      asked.push(request);
      return { ok: true, value: request.type === 'getState' ? { calls } : null };
    }) as never,
    greetingMs: 0,
  });
  const desk = createAccountDesk({
    store: accountStore,
    door,
    entry: {
      enter: async (form) =>
        change.entered ?? { ok: true, value: form.kind === 'sip' ? sip : with_({ ...byKey }) },
    },
    obtain: async (account) => {
      obtained.push(account);
      return server.answer(account);
    },
  });
  return { asked, desk, documents, obtained, server };
}

function with_(account: PlivoAccount): PlivoCredentials {
  return { ...account, ...token };
}

const disk = async () => JSON.stringify(await fakeBrowser.storage.local.get());

describe('signing in', () => {
  test('gives the host the credentials', async () => {
    const { asked, desk } = house();
    expect(await desk.signIn(plivoForm, true)).toEqual({ ok: true, value: null });
    expect(asked).toEqual([{ type: 'openPhone', credentials: with_(byKey) }]);
  });

  test.each([sipForm, plivoForm])('puts secrets on disk only when asked to: $kind', async (form) => {
    const { desk } = house();
    await desk.signIn(form, false);
    expect(await disk()).not.toContain('canary');
    expect(await desk.remembers()).toBe(false);
    await desk.signIn(form, true);
    expect(await disk()).toContain('canary');
    expect(await desk.remembers()).toBe(true);
    await desk.signIn(form, false);
    expect(await disk()).not.toContain('canary');
  });

  test('keeps an access key or a refresh token, and never Plivo’s token', async () => {
    for (const account of [byKey, byOidc]) {
      await house({ entered: { ok: true, value: with_(account) } }).desk.signIn(plivoForm, true);
      expect(await disk()).toContain(account.oidc?.refreshToken ?? account.bearer);
      expect(await disk()).not.toContain(token.token);
    }
  });

  test('that is refused reaches neither disk nor host, and keeps who was signed in', async () => {
    await house().desk.signIn(sipForm, true);
    const refusal = { ok: false, failure: { code: 'sign-in-expired' } } as const;
    const { asked, desk } = house({ entered: refusal });
    expect(await desk.signIn(plivoForm, true)).toEqual(refusal);
    expect(asked).toEqual([]);
    expect(await desk.view()).toMatchObject({ value: { kind: 'sip', remembered: true } });
  });

  test('goes on when the disk is full', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('quota'));
    const { asked, desk } = house();
    expect(await desk.signIn(sipForm, true)).toMatchObject({ ok: true });
    expect(asked).toHaveLength(1);
    vi.restoreAllMocks();
  });

  test('leaves no secret in the log', async () => {
    for (const form of [sipForm, plivoForm]) await house().desk.signIn(form, true);
    expect(said.length).toBeGreaterThan(0);
    expect(said.join()).not.toContain('canary');
  });
});

describe('a screen', () => {
  test('sees a SIP account and never its password', async () => {
    const { desk } = house();
    await desk.signIn(sipForm, true);
    const { password: _, ...shown } = sipForm;
    expect(await desk.view()).toEqual({ ok: true, value: { ...shown, remembered: true } });
  });

  test('sees how a Plivo account signed in and never its secrets', async () => {
    const { desk } = house();
    await desk.signIn(plivoForm, false);
    const shown = { kind: 'plivo', server: plivoForm.server, by: 'accessKey' };
    expect(await desk.view()).toEqual({ ok: true, value: { ...shown, remembered: false } });
    const other = house({ entered: { ok: true, value: with_(byOidc) } }).desk;
    await other.signIn({ kind: 'plivo', server: plivoForm.server }, true);
    expect(await other.view()).toEqual({
      ok: true,
      value: { ...shown, by: 'organisation', remembered: true },
    });
  });
});

describe('a new host', () => {
  test('is given the remembered account; for Plivo’s it will ask for a token itself', async () => {
    await house().desk.signIn(sipForm, true);
    const first = house();
    await first.desk.greetHost();
    expect(first.asked).toEqual([{ type: 'openPhone', credentials: sip }]);
    await house({ entered: { ok: true, value: with_(byOidc) } }).desk.signIn(plivoForm, true);
    const second = house();
    await second.desk.greetHost();
    expect(second.asked).toEqual([{ type: 'openPhone', credentials: byOidc }]);
    expect(second.obtained).toEqual([]);
  });

  test('is given nothing when nothing, or no secret, is remembered', async () => {
    const { asked, desk } = house();
    await desk.greetHost();
    for (const form of [sipForm, plivoForm]) {
      await house().desk.signIn(form, false);
      expect(await desk.greetHost()).toEqual({ ok: true, value: null });
    }
    expect(asked).toEqual([]);
  });
});

describe('signing out', () => {
  test('closes the phone and forgets the account', async () => {
    const { asked, desk } = house();
    await desk.signIn(plivoForm, true);
    await desk.signOut();
    expect(asked.at(-1)).toEqual({ type: 'closePhone' });
    expect(await desk.view()).toEqual({ ok: true, value: null });
    expect(await disk()).not.toContain('canary');
  });

  test('opens no host to close it', async () => {
    const { asked, desk } = house({ hostIsThere: false });
    expect(await desk.signOut()).toEqual({ ok: true, value: null });
    expect(asked).toEqual([]);
  });
});

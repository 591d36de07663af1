// Secrets on their one way: form or store → credentials → host.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parseSipAccount, sipCredentials } from '../accounts/sip.ts';
import type { HostRequest, SipAccountForm } from '../messages/protocol.ts';
import { accountStore } from '../storage/account.ts';
import { createAccountDesk } from './accountDesk.ts';
import { createHostDoor } from './hostDoor.ts';

const form: SipAccountForm = {
  server: 'wss://sip.example',
  user: 'ada',
  password: 'canary-password',
  domain: 'sip.example',
};
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts) => void said.push(JSON.stringify(parts)));
  }
});

function desk(hostIsThere = true) {
  const asked: HostRequest[] = [];
  const door = createHostDoor({
    exists: async () => hostIsThere,
    open: async () => undefined,
    ask: (async (request: HostRequest) => {
      asked.push(request);
      return { ok: true, value: null };
    }) as never,
    greetingMs: 0,
  });
  const credentialsOf = (account: SipAccountForm) => {
    const parsed = parseSipAccount(account);
    return parsed && sipCredentials(parsed);
  };
  return { asked, desk: createAccountDesk({ store: accountStore, door, credentialsOf }) };
}

const disk = async () => JSON.stringify(await fakeBrowser.storage.local.get());

describe('signing in', () => {
  test('gives the host the credentials', async () => {
    const { asked, desk: one } = desk();
    expect(await one.signIn(form, true)).toEqual({ ok: true, value: null });
    expect(asked).toEqual([
      { type: 'openPhone', credentials: expect.objectContaining({ user: 'ada', password: form.password }) },
    ]);
  });

  test('puts the password on disk only when asked to', async () => {
    const { desk: one } = desk();
    await one.signIn(form, false);
    expect(await disk()).not.toContain('canary-password');
    expect(await one.remembers()).toBe(false);
    await one.signIn(form, true);
    expect(await one.remembers()).toBe(true);
    await one.signIn(form, false);
    expect(await disk()).not.toContain('canary-password');
  });

  test('with half a form reaches neither disk nor host', async () => {
    const { asked, desk: one } = desk();
    const reply = await one.signIn({ ...form, server: 'ftp://sip.example' }, true);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'wrong-credentials' } });
    expect(asked).toEqual([]);
    expect(await one.view()).toEqual({ ok: true, value: null });
  });

  test('goes on when the disk is full', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('quota'));
    const { asked, desk: one } = desk();
    expect(await one.signIn(form, true)).toMatchObject({ ok: true });
    expect(asked).toHaveLength(1);
    vi.restoreAllMocks();
  });

  test('leaves no secret in the log', async () => {
    await desk().desk.signIn(form, true);
    expect(said.length).toBeGreaterThan(0);
    expect(said.join()).not.toContain('canary');
  });
});

describe('a screen', () => {
  test('sees the account and never the password', async () => {
    const { desk: one } = desk();
    await one.signIn(form, true);
    const { password: _, ...shown } = form;
    expect(await one.view()).toEqual({ ok: true, value: { ...shown, remembered: true } });
    await one.signIn(form, false);
    expect(await one.view()).toMatchObject({ value: { remembered: false } });
  });
});

describe('a new host', () => {
  test('is given the remembered account', async () => {
    await accountStore.set(form);
    const { asked, desk: one } = desk();
    await one.greetHost();
    expect(asked).toMatchObject([{ type: 'openPhone', credentials: { password: form.password } }]);
  });

  test('is given nothing when nothing, or no password, is remembered', async () => {
    const { asked, desk: one } = desk();
    await one.greetHost();
    const { password: _, ...rest } = form;
    await accountStore.set(rest);
    expect(await one.greetHost()).toEqual({ ok: true, value: null });
    expect(asked).toEqual([]);
  });
});

describe('signing out', () => {
  test('closes the phone and forgets the account', async () => {
    const { asked, desk: one } = desk();
    await one.signIn(form, true);
    await one.signOut();
    expect(asked.at(-1)).toEqual({ type: 'closePhone' });
    expect(await one.view()).toEqual({ ok: true, value: null });
    expect(await disk()).not.toContain('canary');
  });

  test('opens no host to close it', async () => {
    const { asked, desk: one } = desk(false);
    expect(await one.signOut()).toEqual({ ok: true, value: null });
    expect(asked).toEqual([]);
  });
});

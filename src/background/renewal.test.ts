// What a host asks the account desk for while it lives: new credentials, and a new document.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PlivoAccount, PlivoCredentials } from '../accounts/credentials.ts';
import type { Obtained } from '../accounts/plivo.ts';
import type { HostRequest } from '../messages/protocol.ts';
import { accountStore, type StoredAccount } from '../storage/account.ts';
import { createAccountDesk } from './accountDesk.ts';
import { createHostDoor } from './hostDoor.ts';

const oidc = { issuer: 'https://id.example', clientId: 'offhook', scope: 'openid', bearerExpiresAt: 1 };
const held: PlivoAccount = {
  kind: 'plivo',
  server: 'https://calls.example',
  bearer: 'access-0',
  oidc: { ...oidc, refreshToken: 'refresh-0' },
};
const stored: StoredAccount = { ...held, kind: 'plivo', by: 'organisation' };
const rotated: PlivoAccount = {
  ...held,
  bearer: 'access-1',
  oidc: { ...oidc, refreshToken: 'refresh-1' },
};
const credentialsOf = (account: PlivoAccount): PlivoCredentials => ({
  ...account,
  token: 'aa.bb.cc',
  username: 'ada_MA',
  plivoNumber: '14155550100',
  expiresAt: 901_000,
});

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
});

function house(change: { obtain?: (account: PlivoAccount) => Promise<Obtained>; calls?: object[] } = {}) {
  const asked: HostRequest[] = [];
  const documents = { closed: 0, opened: 0, there: true };
  const door = createHostDoor({
    exists: async () => documents.there,
    open: async () => {
      documents.opened += 1;
      documents.there = true;
    },
    close: async () => {
      documents.closed += 1;
      documents.there = false;
    },
    ask: (async (request: HostRequest) => {
      asked.push(request);
      return { ok: true, value: request.type === 'getState' ? { calls: change.calls ?? [] } : null };
    }) as never,
    greetingMs: 0,
  });
  const obtain = change.obtain ?? (async () => ({ ok: true, credentials: credentialsOf(rotated) }));
  const entry = { enter: async () => ({ ok: true, value: credentialsOf(held) }) as const };
  return { asked, documents, desk: createAccountDesk({ store: accountStore, door, entry, obtain }) };
}

const remembered = async () => accountStore.get();

describe('renewing', () => {
  test('brings new credentials to a host whose account nobody else holds', async () => {
    const { desk } = house();
    expect(await desk.renew(held)).toEqual({ ok: true, value: { credentials: credentialsOf(rotated) } });
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('refresh');
  });

  test('puts a refresh token that was replaced on disk, where its predecessor was', async () => {
    await accountStore.set(stored);
    await house().desk.renew(held);
    expect(await remembered()).toMatchObject({ bearer: 'access-1', oidc: { refreshToken: 'refresh-1' } });
  });

  test('does so also when our own server then refused, and tells the host both', async () => {
    await accountStore.set(stored);
    const failure = { code: 'server-failed' } as const;
    const { desk } = house({ obtain: async () => ({ ok: false, failure, account: rotated }) });
    expect(await desk.renew(held)).toEqual({ ok: true, value: { account: rotated, failure } });
    expect(await remembered()).toMatchObject({ oidc: { refreshToken: 'refresh-1' } });
  });

  test('believes the disk more than a host that missed the last answer', async () => {
    await accountStore.set({ ...stored, ...rotated, by: 'organisation' });
    const asked: PlivoAccount[] = [];
    const { desk } = house({
      obtain: async (account) => {
        asked.push(account);
        return { ok: true, credentials: credentialsOf(account) };
      },
    });
    await desk.renew(held);
    expect(asked).toEqual([rotated]);
  });

  test('believes the host where the disk knows another server, another provider or another key', async () => {
    const others: StoredAccount[] = [
      { ...stored, server: 'https://other.example' },
      { ...stored, oidc: { ...oidc, issuer: 'https://other.example' } },
      { kind: 'plivo', server: held.server, by: 'accessKey', bearer: 'another-key' },
    ];
    for (const other of others) {
      await accountStore.set(other);
      await house().desk.renew(held);
      expect(await remembered()).toEqual(other);
    }
  });

  test('brings nobody back who signed out meanwhile', async () => {
    await accountStore.set(stored);
    const { desk } = house({
      obtain: async () => {
        await accountStore.clear();
        return { ok: true, credentials: credentialsOf(rotated) };
      },
    });
    await desk.renew(held);
    expect(await remembered()).toBeNull();
  });
});

describe('a new document', () => {
  test('is given what the last one held, although nothing is remembered', async () => {
    const { asked, desk, documents } = house();
    expect(await desk.recycle(held)).toEqual({ ok: true, value: null });
    expect(documents).toEqual({ closed: 1, opened: 1, there: true });
    await desk.greetHost();
    expect(asked.at(-1)).toEqual({ type: 'openPhone', credentials: held });
    await desk.greetHost();
    expect(asked.filter(({ type }) => type === 'openPhone')).toHaveLength(1);
  });

  test('is not opened while a call is up', async () => {
    const { desk, documents } = house({ calls: [{ status: 'ended' }, { status: 'held' }] });
    expect(await desk.recycle(held)).toMatchObject({ ok: false, failure: { code: 'not-supported' } });
    expect(documents.closed).toBe(0);
  });

  test('is opened while an ended call is still shown', async () => {
    const { desk, documents } = house({ calls: [{ status: 'ended' }] });
    expect((await desk.recycle(held)).ok).toBe(true);
    expect(documents.closed).toBe(1);
  });

  test('is given nothing after signing out', async () => {
    const { asked, desk } = house();
    await desk.recycle(held);
    await desk.signOut();
    await desk.greetHost();
    expect(asked.map(({ type }) => type)).not.toContain('openPhone');
  });
});

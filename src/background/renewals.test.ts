// What a host asks for while it lives: new credentials, and a new document.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PlivoAccount, RenewableAccount } from '../accounts/credentials.ts';
import type { Obtained } from '../accounts/plivo.ts';
import type { SiperbObtained } from '../accounts/siperb.ts';
import type { AccountId } from '../call/state.ts';
import { accountStore, NO_ACCOUNTS, type StoredAccount } from '../storage/account.ts';
import { byOidc as held, oidc, openHouse, sip, siperb, withToken } from './accountHouse.ts';
import { createRenewals } from './renewals.ts';

const ID = 'a1' as AccountId;
const stored: StoredAccount = { id: ID, label: 'calls.example', ...held, kind: 'plivo', by: 'organisation' };
const rotated: PlivoAccount = {
  ...held,
  bearer: 'canary-access-1',
  oidc: { ...oidc, refreshToken: 'canary-refresh-1' },
};

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
});

type Obtain = (account: RenewableAccount) => Promise<Obtained | SiperbObtained>;
const renewing = (obtain: Obtain = async () => ({ ok: true, credentials: withToken(rotated) })) =>
  createRenewals({ store: accountStore, obtain });
const remember = (...accounts: readonly StoredAccount[]) =>
  accountStore.change(() => ({ accounts, defaultId: null }));
const remembered = async () => (await accountStore.get()).accounts;

describe('renewing', () => {
  test('brings new credentials to a host whose account nobody else holds', async () => {
    const reply = await renewing()(ID, held);
    expect(reply).toEqual({ ok: true, value: { credentials: withToken(rotated) } });
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('refresh');
  });

  test('puts a refresh token that was replaced on disk, where its predecessor was', async () => {
    const other: StoredAccount = { ...stored, id: 'a2' as AccountId, server: 'https://other.example' };
    await remember(other, stored);
    await renewing()(ID, held);
    expect(await remembered()).toMatchObject([
      other,
      { id: ID, label: stored.label, bearer: 'canary-access-1', oidc: { refreshToken: 'canary-refresh-1' } },
    ]);
  });

  test('does so also when our own server then refused, and tells the host both', async () => {
    await remember(stored);
    const failure = { code: 'server-failed' } as const;
    const reply = await renewing(async () => ({ ok: false, failure, account: rotated }))(ID, held);
    expect(reply).toEqual({ ok: true, value: { account: rotated, failure } });
    expect(await remembered()).toMatchObject([{ oidc: { refreshToken: 'canary-refresh-1' } }]);
  });

  test('believes the disk more than a host that missed the last answer', async () => {
    await remember({ ...stored, ...rotated, by: 'organisation' } as StoredAccount);
    const asked: RenewableAccount[] = [];
    await renewing(async (account) => {
      asked.push(account);
      return { ok: true, credentials: withToken(rotated) };
    })(ID, held);
    expect(asked).toEqual([rotated]);
  });

  test('believes the host where the disk knows another server, provider or key, or the account by another id', async () => {
    const others = [
      { ...stored, server: 'https://other.example' },
      { ...stored, oidc: { ...oidc, issuer: 'https://other.example' } },
      { id: ID, label: 'x', kind: 'plivo', server: held.server, by: 'accessKey', bearer: 'another-key' },
      { ...stored, id: 'a2' },
    ] as readonly unknown[] as readonly StoredAccount[];
    for (const other of others) {
      await remember(other);
      await renewing()(ID, held);
      expect(await remembered()).toEqual([other]);
    }
  });

  test('brings nobody back who signed out meanwhile', async () => {
    await remember(stored);
    await renewing(async () => {
      await accountStore.clear();
      return { ok: true, credentials: withToken(rotated) };
    })(ID, held);
    expect(await accountStore.get()).toEqual(NO_ACCOUNTS);
  });

  test('asks Siperb for a SIP password and keeps none of it, but the device that was taken', async () => {
    const { from } = siperb;
    if (from?.kind !== 'siperb') throw new Error('no account');
    const { deviceToken: _, ...account } = from;
    await remember({ id: ID, label: 'Siperb', ...account });
    const reply = await renewing(async () => ({ ok: true, credentials: siperb }))(ID, account);
    expect(reply).toEqual({ ok: true, value: { credentials: siperb } });
    expect(await remembered()).toEqual([{ id: ID, label: 'Siperb', ...from }]);
  });
});

describe('a new document', () => {
  const accounts = [
    { accountId: ID, label: 'calls.example', credentials: held },
    { accountId: 'a2' as AccountId, label: 'ada', credentials: sip },
  ];

  test('is given what the last one held, although nothing is remembered', async () => {
    const { desk, documents, openings } = openHouse();
    expect(await desk.recycle(accounts)).toEqual({ ok: true, value: null });
    expect(documents).toEqual({ closed: 1, opened: 1, there: true });
    await desk.greetHost();
    expect(openings().map(({ accountId }) => accountId)).toEqual(['a2', ID]);
    await desk.greetHost();
    expect(openings()).toHaveLength(2);
  });

  test('is not opened while a call is up', async () => {
    const { desk, documents } = openHouse({ calls: [{ status: 'ended' }, { status: 'held' }] });
    expect(await desk.recycle(accounts)).toMatchObject({ ok: false, failure: { code: 'not-supported' } });
    expect(documents.closed).toBe(0);
  });

  test('is opened while an ended call is still shown', async () => {
    const { desk, documents } = openHouse({ calls: [{ status: 'ended' }] });
    expect((await desk.recycle(accounts)).ok).toBe(true);
    expect(documents.closed).toBe(1);
  });

  test('is given nothing of who signed out meanwhile', async () => {
    const { desk, openings } = openHouse();
    await desk.recycle(accounts);
    await desk.signOut(ID);
    await desk.greetHost();
    expect(openings().map(({ accountId }) => accountId)).toEqual(['a2']);
    await desk.recycle(accounts);
    await desk.signOut();
    await desk.greetHost();
    expect(openings()).toHaveLength(1);
  });
});

// An account that is signed out of, or forbidden, while something else is under way: it must not come back.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccountId } from '../call/state.ts';
import { accountStore } from '../storage/account.ts';
import { openHouse, plivoForm, siperbForm, sipForm } from './accountHouse.ts';
import { openAccountOf, openableOf } from './remembered.ts';

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
});

const disk = async () => JSON.stringify(await fakeBrowser.storage.local.get());
const bob = { ...sipForm, user: 'bob' };

async function idOf(house: ReturnType<typeof openHouse>, form: Parameters<typeof house.desk.signIn>[0]) {
  const reply = await house.desk.signIn(form, true);
  if (!reply.ok) throw new Error(reply.failure.detail);
  return reply.value;
}

describe('an account that is signed out of', () => {
  test('while a new host is given the accounts, is not open afterwards', async () => {
    const first = openHouse();
    const [ada, other] = [await idOf(first, sipForm), await idOf(first, bob)];
    let isLeaving = false;
    const house = openHouse({
      before: async ({ type }) => {
        if (type !== 'openPhone' || isLeaving) return;
        isLeaving = true;
        await house.desk.signOut(other);
      },
    });
    await house.desk.greetHost();
    expect([...house.open]).toEqual([ada]);
  });

  test('is not in the next document, although the last one names it', async () => {
    const house = openHouse();
    const id = await idOf(house, sipForm);
    const accounts = (await accountStore.get()).accounts.flatMap((one) =>
      openAccountOf({ ...one, managed: false, remembered: true, shape: one, openable: openableOf(one) }),
    );
    expect(accounts).toMatchObject([{ accountId: id }]);
    await house.desk.signOut(id);
    await house.desk.recycle(accounts);
    await house.desk.greetHost();
    expect([...house.open]).toEqual([]);
  });

  test('while somebody proves anew who they are, stays signed out', async () => {
    let id: AccountId | undefined;
    let isAgain = false;
    const house = openHouse({ meanwhile: async () => isAgain && house.desk.signOut(id) });
    id = await idOf(house, plivoForm);
    isAgain = true;
    expect(await house.desk.signIn(plivoForm, true, id)).toMatchObject({ ok: false });
    expect([...house.open]).toEqual([]);
    expect(await disk()).not.toContain('canary');
  });
});

test('an account whose disk cannot be written is closed all the same, and nobody is told that it is erased', async () => {
  const house = openHouse();
  const id = await idOf(house, sipForm);
  vi.spyOn(accountStore, 'change').mockRejectedValueOnce(new Error('disk full'));
  expect(await house.desk.signOut(id)).toMatchObject({ ok: false });
  expect([...house.open]).toEqual([]);
});

describe('a policy that arrives', () => {
  test('while somebody signs in to an account of their own, forbids it', async () => {
    const house = openHouse({ meanwhile: async () => Object.assign(house.rules, { mayOwn: false }) });
    expect(await house.desk.signIn(sipForm, true)).toMatchObject({
      ok: false,
      failure: { code: 'forbidden' },
    });
    expect([...house.open]).toEqual([]);
    expect(await disk()).not.toContain('canary');
  });

  test('while somebody signs in, and wants no secrets on disk, finds none there', async () => {
    const house = openHouse({ meanwhile: async () => Object.assign(house.rules, { mayRemember: false }) });
    expect(await house.desk.signIn(sipForm, true)).toMatchObject({ ok: true });
    expect(await disk()).not.toContain('canary');
  });

  test.each(['applyPolicy', 'greetHost', 'keepNoSecrets'] as const)(
    'after secrets were written takes them off the disk, and leaves the forms: %s',
    async (step) => {
      const before = openHouse();
      for (const form of [sipForm, plivoForm, siperbForm]) await idOf(before, form);
      expect(await disk()).toContain('canary');
      const house = openHouse({ rules: { mayRemember: false } });
      await house.desk[step]();
      expect(await disk()).not.toContain('canary');
      expect(await house.desk.view()).toMatchObject({
        value: [{ kind: 'sip', remembered: false }, { kind: 'plivo' }, { kind: 'siperb' }],
      });
      expect(house.openings()).toEqual([]);
    },
  );
});

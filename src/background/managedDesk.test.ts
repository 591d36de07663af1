// The organisation's accounts at the account desk: opened by themselves, and nobody's to change.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccountId } from '../call/state.ts';
import { accountStore } from '../storage/account.ts';
import { byKey, openHouse, plivoForm, sip, sipForm } from './accountHouse.ts';
import type { KnownAccount } from './remembered.ts';

const MAIN = 'policy:Main' as AccountId;
const TEAM = 'policy:Team' as AccountId;
const main: KnownAccount = {
  id: MAIN,
  label: 'Main',
  managed: true,
  remembered: false,
  shape: { kind: 'sip', servers: ['wss://sip.example'], user: 'ada', domain: 'sip.example' },
  openable: sip,
};
const team: KnownAccount = {
  ...main,
  id: TEAM,
  label: 'Team',
  shape: { kind: 'plivo', server: byKey.server, by: 'organisation' },
  openable: null,
};
const organisationForm = { kind: 'plivo', server: plivoForm.server } as const;
const own = { ...sipForm, user: 'bob' };

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
});

const disk = async () => JSON.stringify(await fakeBrowser.storage.local.get());

describe('an account of the organisation’s', () => {
  test('is opened by itself and never on disk', async () => {
    const { desk, openings } = openHouse({ rules: { managed: [main] } });
    expect(await desk.remembers()).toBe(true);
    await desk.greetHost();
    expect(openings()).toEqual([{ type: 'openPhone', accountId: MAIN, label: 'Main', credentials: sip }]);
    expect(await desk.view()).toMatchObject({
      value: [{ id: MAIN, label: 'Main', managed: true, isDefault: true, remembered: false }],
    });
    expect(await disk()).not.toContain('canary');
  });

  test('comes before the agent’s own, until the agent chooses another default', async () => {
    const { desk } = openHouse({ rules: { managed: [main] } });
    const reply = await desk.signIn(own, true);
    const id = reply.ok ? reply.value : null;
    expect(await desk.view()).toMatchObject({ value: [{ id: MAIN }, { id }] });
    await desk.setDefault(id as AccountId);
    expect(await desk.view()).toMatchObject({ value: [{ id }, { id: MAIN }] });
  });

  test('cannot be signed out of or changed', async () => {
    const { desk, asked } = openHouse({ rules: { managed: [main] } });
    const refused = { ok: false, failure: { code: 'forbidden' } };
    expect(await desk.signOut(MAIN)).toMatchObject(refused);
    expect(await desk.signIn(own, true, MAIN)).toMatchObject(refused);
    expect(asked).toEqual([]);
    await desk.greetHost();
    await desk.signOut();
    expect(asked.map(({ type }) => type)).not.toContain('closePhone');
  });

  test('may wait for a person, who proves who they are at its own server only', async () => {
    const house = openHouse({ rules: { managed: [team] } });
    const { desk } = house;
    expect(await desk.remembers()).toBe(false);
    const refused = { ok: false, failure: { code: 'forbidden' } };
    expect(await desk.signIn({ ...organisationForm, server: 'https://x.example' }, true, TEAM)).toMatchObject(
      refused,
    );
    expect(await desk.signIn(plivoForm, true, TEAM)).toMatchObject(refused);
    expect(await desk.signIn(organisationForm, true, TEAM)).toEqual({ ok: true, value: TEAM });
    expect(await desk.remembers()).toBe(true);
    expect(await desk.view()).toMatchObject({ value: [{ id: TEAM, label: 'Team', remembered: true }] });
  });
});

describe('an organisation', () => {
  test('may allow no other accounts: then none is signed in to or opened', async () => {
    await openHouse().desk.signIn(own, true);
    const { desk, openings } = openHouse({ rules: { managed: [main], mayOwn: false } });
    expect(await desk.signIn(own, true)).toMatchObject({ ok: false, failure: { code: 'forbidden' } });
    await desk.greetHost();
    expect(openings().map(({ accountId }) => accountId)).toEqual([MAIN]);
    expect(await desk.view()).toMatchObject({ value: [{ id: MAIN }] });
  });

  test('may want no secret on disk, whatever was asked', async () => {
    await openHouse({ rules: { mayRemember: false } }).desk.signIn(own, true);
    expect(await disk()).not.toContain('canary');
  });
});

describe('a policy that changes', () => {
  test('opens what is new, beside what the agent has', async () => {
    const house = openHouse();
    await house.desk.signIn(own, true);
    house.rules.managed = [main] as never;
    await house.desk.applyPolicy();
    expect([...house.open]).toHaveLength(2);
    expect(house.open.has(MAIN)).toBe(true);
  });

  test('opens the host when there is none', async () => {
    const { desk, documents } = openHouse({ hostIsThere: false, rules: { managed: [main] } });
    await desk.applyPolicy();
    expect(documents.opened).toBe(1);
  });

  test('closes and erases what is gone, and nothing else', async () => {
    const house = openHouse({ rules: { managed: [main, team] } });
    await house.desk.signIn(organisationForm, true, TEAM);
    await house.desk.greetHost();
    await house.desk.signIn(own, true);
    house.rules.managed = [] as never;
    await house.desk.applyPolicy();
    expect([...house.open].filter((id) => id.startsWith('policy:'))).toEqual([]);
    expect([...house.open]).toHaveLength(1);
    expect((await accountStore.get()).accounts).toMatchObject([{ user: 'bob' }]);
    expect(await disk()).not.toContain('canary-access');
  });

  test('that is gone altogether touches no host', async () => {
    const { asked, desk, documents } = openHouse({ hostIsThere: false });
    await desk.applyPolicy();
    expect([asked, documents.opened]).toEqual([[], 0]);
  });
});

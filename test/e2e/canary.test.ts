/** Secrets on disk: none that was not asked for, and none once somebody signed out. The whole profile is searched, raw. */
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signIn, signInToSiperb } from '../../demo/desk.ts';
import { findInProfile, unsealProfile } from './profileSearch.ts';
import { openRig, type Rig } from './rig.ts';

declare const chrome: {
  readonly storage: {
    readonly local: { set(items: object): Promise<void>; remove(key: string): Promise<void> };
  };
};

let rig: Rig;
beforeEach(async () => {
  rig = await openRig({ signedIn: false });
});
afterEach(() => rig?.close());

const secrets = () => [rig.demo.credentials.password, rig.demo.siperb.token];
const found = () => findInProfile(rig.browser.profileDir, secrets());
const ready = (count: number) =>
  rig.desk.until(
    rig.popup,
    `${count} ready lines`,
    ({ lines }) => lines.length === count && lines.every(({ line }) => line.status === 'ready'),
  );

/** The forms as a person fills them in; the second account as a screen asks for it. */
async function signInTwice(remember: boolean): Promise<void> {
  const { api, token } = rig.demo.siperb;
  await signIn(rig.popup, rig.demo.credentials);
  await ready(1);
  await rig.desk.ask(rig.popup, { type: 'signOut' });
  await rig.popup.reload();
  await signInToSiperb(rig.popup, api, token);
  await ready(1);
  await rig.desk.ask(rig.popup, { type: 'signOut' });
  const { server, ...rest } = rig.demo.credentials;
  for (const account of [
    { kind: 'sip', servers: [server], ...rest },
    { kind: 'siperb', api, token },
  ])
    await rig.desk.ask(rig.popup, { type: 'signIn', account, remember });
  await ready(2);
}

/** The browser process, as its profile's lock names it. */
async function killBrowser(): Promise<void> {
  const lock = await readlink(join(rig.browser.profileDir, 'SingletonLock'));
  const closed = new Promise((resolve) => rig.browser.context.once('close', resolve));
  process.kill(Number(lock.split('-').at(-1)), 'SIGKILL');
  await closed;
}

describe('the search', () => {
  it('finds what lies in the browser’s storage, even after it was removed and the browser closed', async () => {
    const [password = ''] = secrets();
    await rig.popup.evaluate((text) => chrome.storage.local.set({ canary: text }), password);
    expect(await found()).toHaveLength(1);
    await rig.popup.evaluate(() => chrome.storage.local.remove('canary'));
    await rig.browser.context.close();
    expect(await found()).toHaveLength(1);
  });
});

describe('secrets on disk', () => {
  it('of who stays signed in are sealed, and none can be had any more after signing out', async () => {
    await signInTwice(true);
    expect(await found()).toEqual([]);
    const opened = (await unsealProfile(rig.browser.profileDir)).join();
    for (const secret of secrets()) expect(opened).toContain(secret);
    await rig.desk.ask(rig.popup, { type: 'signOut' });
    expect(await unsealProfile(rig.browser.profileDir)).toEqual([]);
    await rig.browser.context.close();
    expect(await found()).toEqual([]);
    expect(await unsealProfile(rig.browser.profileDir)).toEqual([]);
  });

  it('of one account are gone when it signs out, while the other stays', async () => {
    await signInTwice(true);
    const [password = '', token = ''] = secrets();
    const accounts = await rig.desk.ask<{ id: string; kind: string }[]>(rig.popup, { type: 'getAccounts' });
    const accountId = accounts.find(({ kind }) => kind === 'siperb')?.id;
    await rig.desk.ask(rig.popup, { type: 'signOut', accountId });
    const opened = (await unsealProfile(rig.browser.profileDir)).join();
    expect(opened).toContain(password);
    expect(opened).not.toContain(token);
  });

  it('are none where nobody stays signed in, when the browser is killed in the middle of its work', async () => {
    await signInTwice(false);
    await killBrowser();
    expect(await found()).toEqual([]);
    const opened = (await unsealProfile(rig.browser.profileDir)).join();
    for (const secret of secrets()) expect(opened).not.toContain(secret);
  });
});

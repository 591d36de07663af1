/** Several accounts in the real extension: each by its own way in, a call by the one that was chosen, out without a trace. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signIn, signInToSiperb } from '../../demo/desk.ts';
import type { AccountId, PhoneState } from '../../src/call/state.ts';
import type { AccountView } from '../../src/messages/protocol.ts';
import { unsealProfile } from './profileSearch.ts';
import { openRig, type Rig } from './rig.ts';

declare const chrome: {
  readonly storage: Record<'local' | 'session', { get(): Promise<object> }>;
  readonly offscreen: { closeDocument(): Promise<void> };
};

let rig: Rig;
beforeEach(async () => {
  rig = await openRig({ signedIn: false });
});
afterEach(() => rig?.close());

const allReady = (count: number) => (state: PhoneState) =>
  state.lines.length === count && state.lines.every(({ line }) => line.status === 'ready');
const ready = (count: number) => rig.desk.until(rig.popup, `${count} ready lines`, allReady(count));
const accounts = () => rig.desk.ask<AccountView[]>(rig.popup, { type: 'getAccounts' });
const stored = () =>
  rig.popup.evaluate(async () => {
    const areas = [await chrome.storage.local.get(), await chrome.storage.session.get()];
    return JSON.stringify(areas);
  });
/** What is kept of the accounts, once its seal is opened. */
const unsealed = async () => (await unsealProfile(rig.browser.profileDir)).join();
const invites = () => rig.demo.exchange.received().filter(({ method }) => method === 'INVITE');

/** As a screen asks, for a second account, where the popup shows the phone already. */
const signInToSip = (remember: boolean) => {
  const { server, ...rest } = rig.demo.credentials;
  const account = { kind: 'sip', servers: [server], ...rest };
  return rig.desk.ask<AccountId>(rig.popup, { type: 'signIn', account, remember });
};
const signInToSiperbFor = (remember: boolean) => {
  const { api, token } = rig.demo.siperb;
  const account = { kind: 'siperb', api, token };
  return rig.desk.ask<AccountId>(rig.popup, { type: 'signIn', account, remember });
};

async function dialBy(accountId?: AccountId): Promise<Readonly<Record<string, string>>> {
  const before = invites().length;
  const callId = crypto.randomUUID();
  const remote = { e164: '+14155550142', display: '+1 415 555 0142' };
  const command = { type: 'dial', callId, remote, ...(accountId && { accountId }) };
  await rig.desk.ask(rig.popup, { type: 'command', command });
  await rig.desk.until(rig.popup, 'an answer', ({ calls }) => calls.some(({ status }) => status === 'live'));
  await rig.desk.ask(rig.popup, { type: 'command', command: { type: 'hangUp', callId } });
  await rig.desk.until(rig.popup, 'the end', ({ calls }) => calls.every(({ status }) => status === 'ended'));
  return invites()[before]?.headers ?? {};
}

describe('several accounts', () => {
  it('are ready side by side, and a call goes by the default or by the one that was chosen', async () => {
    await signInToSiperb(rig.popup, rig.demo.siperb.api, rig.demo.siperb.token);
    await ready(1);
    const sip = await signInToSip(false);
    await ready(2);
    const [first] = await accounts();
    expect(first).toMatchObject({ kind: 'siperb', isDefault: true, deviceToken: 'browser' });
    expect(await dialBy()).toHaveProperty('x-siperb-sid');
    expect(await dialBy(sip)).not.toHaveProperty('x-siperb-sid');
    await rig.desk.ask(rig.popup, { type: 'setDefaultAccount', accountId: sip });
    await rig.desk.until(rig.popup, 'the new order', ({ lines }) => lines[0]?.accountId === sip);
    expect(await dialBy()).not.toHaveProperty('x-siperb-sid');
  });

  it('sign out one by one, and all together without a trace', async () => {
    const { credentials, siperb } = rig.demo;
    const id = await signInToSiperbFor(true);
    await signInToSip(true);
    await ready(2);
    const kept = await unsealed();
    expect(kept).toContain(siperb.token);
    // What Siperb yields is never on disk; here it is the SIP account's own password, once.
    expect(kept.split(credentials.password)).toHaveLength(2);
    await rig.desk.ask(rig.popup, { type: 'signOut', accountId: id });
    await ready(1);
    expect(await unsealed()).not.toContain(siperb.token);
    await rig.desk.ask(rig.popup, { type: 'signOut' });
    await rig.desk.until(rig.popup, 'no line', ({ lines }) => lines.length === 0);
    expect(await accounts()).toEqual([]);
    expect(await unsealed()).toBe('');
    const left = await stored();
    for (const trace of [siperb.token, credentials.password, credentials.domain, siperb.api])
      expect(left).not.toContain(trace);
  });
});

describe('staying signed in', () => {
  it('brings a Siperb account back with a token alone, and a new session', async () => {
    const { siperb } = rig.demo;
    await signInToSiperbFor(true);
    await ready(1);
    const before = siperb.fake.requests.length;
    siperb.fake.expireSessions();
    await rig.popup.evaluate(() => chrome.offscreen.closeDocument());
    await ready(1);
    const asked = siperb.fake.requests
      .slice(before)
      .map(({ method, path }) => `${method} ${path.split('?')[0]}`);
    expect(asked.filter((request) => request === 'POST /Login')).toHaveLength(1);
    expect(asked.at(-1)).toBe('GET /Users/demo-agent/Devices/browser/');
  });

  it('is what nobody asked for otherwise: a new host has no account, and the disk no secret', async () => {
    const { credentials, siperb } = rig.demo;
    await signInToSiperbFor(false);
    await signInToSip(false);
    await ready(2);
    const kept = await stored();
    for (const secret of [siperb.token, credentials.password]) expect(kept).not.toContain(secret);
    await rig.popup.evaluate(() => chrome.offscreen.closeDocument());
    expect(await rig.desk.state(rig.popup)).toBeNull();
    expect(await accounts()).toMatchObject([{ remembered: false }, { remembered: false }]);
  });
});

describe('a sign-in that does not work', () => {
  it('names a wrong password once and can be mended under the same account', async () => {
    await signIn(rig.popup, { ...rig.demo.credentials, password: 'not-the-password' });
    await rig.desk.until(rig.popup, 'a failed line', ({ line }) => line.status === 'failed');
    await signInToSip(false);
    await ready(1);
    expect(await accounts()).toHaveLength(1);
  });

  it('is named by each of Siperb’s refusals, and opens nothing', async () => {
    const { fake, token } = rig.demo.siperb;
    const cases = [
      ['login', 'unauthorised', /sign-in-expired/],
      ['login', 'forbidden', /forbidden/],
      ['devices', 'not-json', /server-unusable/],
      ['provisioning', 'broken', /server-failed/],
    ] as const;
    for (const [route, fault, code] of cases) {
      fake.fail(route, fault);
      await expect(signInToSiperbFor(true)).rejects.toThrow(code);
      fake.fail(route, null);
      expect(await stored()).not.toContain(token);
      expect(await accounts()).toEqual([]);
    }
  });
});

// Against the fake service in demo/fakeSiperb, whose record of the wire is compared with Siperb's contract.
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createFakeSiperb,
  type FakeDevice,
  type SiperbFault,
  type SiperbRoute,
} from '../../demo/fakeSiperb/fakeSiperb.ts';
import type { SiperbAccount } from './credentials.ts';
import { createSiperbClient, type SiperbClient } from './siperb.ts';
import { createSiperbCache } from './siperbCache.ts';

const API = 'https://api.siperb.com';
const PAT = 'pat_canary-4711';
const account: SiperbAccount = { kind: 'siperb', api: API, token: PAT };
const settings = {
  SipUsername: 'anna',
  SipPassword: 'canary-password',
  SipDomain: 'acme.siperb.com',
  SipWssServer: 'wss.siperb.com',
  SipWebsocketPort: 443,
  SipServerPath: '/ws',
  SipContact: 'anna_browser',
  SipJwt: 'aa.bb.cc',
};
const browser: FakeDevice = { token: 'dev-1', platform: 'script', name: 'Browser', settings };
const deskPhone: FakeDevice = { token: 'dev-2', platform: 'yealink', settings: {} };

let fake: ReturnType<typeof createFakeSiperb>;
let client: SiperbClient;

const open = (cache = createSiperbCache(), patienceMs = 10_000) =>
  createSiperbClient({ fetch: fake.fetch, signal: new AbortController().signal, patienceMs }, cache);
const asked = () => fake.requests.map(({ method, path }) => `${method} ${path}`);

beforeEach(() => {
  fake = createFakeSiperb({ users: { [PAT]: 'u-7', pat_other: 'u-8' }, devices: [browser, deskPhone] });
  client = open();
});

describe('signing in to Siperb', () => {
  it('asks three times, each to the letter of the contract', async () => {
    const obtained = await client.credentials(account);
    expect(obtained.ok).toBe(true);
    const [login, devices, device] = fake.requests;
    expect(login).toEqual({
      method: 'POST',
      path: '/Login',
      headers: { authorization: `Bearer ${PAT}`, 'content-type': 'application/json' },
      body: '',
    });
    const key = devices?.headers['x-api-key'];
    expect(key).toMatch(/^[\w-]{24}$/);
    const get = { method: 'GET', headers: { 'x-api-key': key }, body: '' };
    expect(devices).toEqual({ ...get, path: '/Users/u-7/Devices/' });
    expect(device).toEqual({ ...get, path: '/Users/u-7/Devices/dev-1/?password=yes&settings_json=yes' });
    expect(fake.requests).toHaveLength(3);
  });

  it('with a device that is known already does not ask for the list', async () => {
    await client.credentials({ ...account, deviceToken: 'dev-1' });
    expect(asked()).toEqual(['POST /Login', 'GET /Users/u-7/Devices/dev-1/?password=yes&settings_json=yes']);
  });

  it('yields SIP credentials, and the account with the device that was taken', async () => {
    const obtained = await client.credentials(account);
    const sid = fake.requests[1]?.headers['x-api-key'];
    expect(obtained).toEqual({
      ok: true,
      credentials: {
        kind: 'sip',
        servers: ['wss://wss.siperb.com:443/ws'],
        user: 'anna',
        domain: 'acme.siperb.com',
        password: 'canary-password',
        iceServers: [],
        contactUser: 'anna_browser',
        headers: [`X-Siperb-Sid: ${sid}`, 'X-Siperb-Uid: u-7', 'Authorization: Bearer aa.bb.cc'],
        from: { ...account, deviceToken: 'dev-1' },
      },
    });
  });

  it('lists the devices that a browser can be', async () => {
    expect(await client.devices(account)).toEqual({
      ok: true,
      devices: [{ deviceToken: 'dev-1', platform: 'script', name: 'Browser' }],
    });
  });

  it('logs in once for the list and what follows', async () => {
    await client.devices(account);
    await client.credentials({ ...account, deviceToken: 'dev-1' });
    expect(asked().filter((request) => request === 'POST /Login')).toHaveLength(1);
  });

  it('takes the password as it is asked for, whatever the names in the path', async () => {
    fake = createFakeSiperb({
      users: { [PAT]: 'a b/ü' },
      devices: [{ ...browser, token: 'x/y?z' }],
    });
    expect(await open().credentials(account)).toMatchObject({
      ok: false,
      failure: { code: 'server-unusable' },
    });
    fake = createFakeSiperb({ users: { [PAT]: 'a/b?c' }, devices: [{ ...browser, token: 'x/y?z' }] });
    await open().credentials(account);
    expect(asked().at(-1)).toBe('GET /Users/a%2Fb%3Fc/Devices/x%2Fy%3Fz/?password=yes&settings_json=yes');
  });
});

describe('a session that Siperb has forgotten', () => {
  const device = { ...account, deviceToken: 'dev-1' };

  it('costs one new log-in', async () => {
    await client.credentials(device);
    fake.expireSessions();
    const before = fake.requests.length;
    expect((await client.credentials(device)).ok).toBe(true);
    expect(asked().slice(before)).toEqual([
      'GET /Users/u-7/Devices/dev-1/?password=yes&settings_json=yes',
      'POST /Login',
      'GET /Users/u-7/Devices/dev-1/?password=yes&settings_json=yes',
    ]);
  });

  it.each([
    ['unauthorised', 'sign-in-expired'],
    ['forbidden', 'forbidden'],
  ] as const)('and that is %s again after it ends the matter', async (fault, code) => {
    fake.fail('provisioning', fault);
    expect(await client.credentials(device)).toMatchObject({ ok: false, failure: { code }, account: device });
    expect(asked().filter((request) => request === 'POST /Login')).toHaveLength(2);
    expect(fake.requests).toHaveLength(4);
  });

  it('by the word of a SIP server is not used again', async () => {
    await client.credentials(device);
    const before = fake.requests.length;
    expect((await client.renewed(device)).ok).toBe(true);
    expect(asked().slice(before)).toEqual([
      'POST /Login',
      'GET /Users/u-7/Devices/dev-1/?password=yes&settings_json=yes',
    ]);
  });

  it('of one user is not used for another', async () => {
    await client.credentials(device);
    await client.credentials({ ...device, token: 'pat_other' });
    expect(asked().at(-1)).toContain('/Users/u-8/');
    expect(fake.requests.at(-1)?.headers['x-api-key']).not.toBe(fake.requests[1]?.headers['x-api-key']);
  });
});

describe('what goes wrong has a name:', () => {
  const cases: readonly [SiperbRoute, SiperbFault, string][] = [
    ['login', 'unauthorised', 'sign-in-expired'],
    ['login', 'forbidden', 'forbidden'],
    ['login', 'not-json', 'server-unusable'],
    ['login', 'broken', 'server-failed'],
    ['login', 'rate-limited', 'rate-limited'],
    ['devices', 'forbidden', 'forbidden'],
    ['devices', 'not-json', 'server-unusable'],
    ['devices', 'broken', 'server-failed'],
    ['provisioning', 'not-json', 'server-unusable'],
    ['provisioning', 'broken', 'server-failed'],
    ['provisioning', 'rate-limited', 'rate-limited'],
  ];

  it.each(cases)('%s is %s → %s', async (route, fault, code) => {
    fake.fail(route, fault);
    const answer = await client.credentials(account);
    expect(answer).toMatchObject({ ok: false, failure: { code } });
    expect(answer.ok ? '' : JSON.stringify(answer.failure)).not.toContain('canary');
  });

  it.each<SiperbRoute>(['login', 'devices', 'provisioning'])(
    '%s is slow → server-unreachable',
    async (route) => {
      fake.fail(route, 'slow');
      expect(await open(createSiperbCache(), 20).credentials(account)).toMatchObject({
        ok: false,
        failure: { code: 'server-unreachable', detail: 'Siperb: no answer within 0.02 s' },
      });
    },
  );

  it('nobody answers → server-unreachable', async () => {
    const gone = createSiperbClient({
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      signal: new AbortController().signal,
    });
    expect(await gone.credentials(account)).toMatchObject({
      ok: false,
      failure: { code: 'server-unreachable', detail: 'Siperb: no connection' },
    });
  });

  it.each<[string, FakeDevice[], string]>([
    ['no devices', [], 'device-missing'],
    ['devices of other platforms only', [deskPhone], 'device-unsuitable'],
    ['several that fit', [browser, { ...browser, token: 'dev-3' }], 'device-not-chosen'],
  ])('%s', async (_, devices, code) => {
    fake.setDevices(devices);
    expect(await client.credentials(account)).toMatchObject({ ok: false, failure: { code } });
  });

  it('a given device that is gone, or of another platform', async () => {
    expect(await client.credentials({ ...account, deviceToken: 'dev-9' })).toMatchObject({
      failure: { code: 'device-missing' },
    });
    expect(await client.credentials({ ...account, deviceToken: 'dev-2' })).toMatchObject({
      failure: { code: 'device-unsuitable' },
    });
  });

  it('settings without what a phone needs: the keys are named, no value is', async () => {
    const { SipDomain: _, ...less } = settings;
    fake.setDevices([{ ...browser, settings: { ...less, SipWebsocketPort: 'canary' } }]);
    expect(await client.credentials(account)).toMatchObject({
      failure: {
        code: 'server-unusable',
        detail: 'Siperb: settings missing or unusable: SipDomain, SipWebsocketPort',
      },
    });
  });
});

describe('an outage of Siperb’s', () => {
  it('is bridged with the last credentials of the same device, until they are forgotten', async () => {
    const first = await client.credentials(account);
    fake.fail('provisioning', 'broken');
    expect(await client.credentials({ ...account, deviceToken: 'dev-1' })).toEqual(first);
    expect(await client.credentials({ ...account, deviceToken: 'dev-2' })).toMatchObject({ ok: false });
    expect(await client.renewed({ ...account, deviceToken: 'dev-1' })).toMatchObject({ ok: true });
    client.forget();
    expect(await client.credentials({ ...account, deviceToken: 'dev-1' })).toMatchObject({
      failure: { code: 'server-failed' },
    });
  });

  it('is no reason to go on with what was refused', async () => {
    await client.credentials(account);
    fake.fail('provisioning', 'forbidden');
    expect(await client.credentials(account)).toMatchObject({ ok: false, failure: { code: 'forbidden' } });
  });
});

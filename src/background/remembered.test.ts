// What lies on a disk is opened only where a form of the same would be.
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccountId } from '../call/state.ts';
import { parseHostRequest } from '../messages/parse.ts';
import { accountStore, type StoredAccount } from '../storage/account.ts';
import { openHouse, sipForm } from './accountHouse.ts';
import { openableOf, storedOf, withoutSecrets } from './remembered.ts';

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
});

const named = { id: 'one' as AccountId, label: 'one' };
const sip: StoredAccount = {
  ...named,
  kind: 'sip',
  servers: ['wss://sip.example'],
  user: 'ada',
  domain: 'sip.example',
  password: 'canary-password',
  iceServers: [{ urls: ['turn:turn.example'], username: 'ada', credential: 'canary-turn' }],
  inviteHeaders: ['X-Key: canary-header'],
};
const plivo: StoredAccount = {
  ...named,
  kind: 'plivo',
  server: 'https://calls.example',
  by: 'organisation',
  bearer: 'canary-access',
  oidc: {
    issuer: 'https://id.example',
    clientId: 'offhook',
    scope: 'openid',
    refreshToken: 'canary-refresh',
    bearerExpiresAt: 1,
  },
};
const gateway: StoredAccount = { ...plivo, kind: 'gateway' };
const siperb: StoredAccount = {
  ...named,
  kind: 'siperb',
  api: 'https://api.siperb.com',
  deviceToken: 'dev-1',
  token: 'canary-pat',
};
const ALL = [sip, plivo, gateway, siperb];

async function openedFromDisk(...accounts: object[]) {
  await fakeBrowser.storage.local.set({ account: { accounts, defaultId: null }, account$: { v: 3 } });
  const { desk, openings } = openHouse();
  await desk.greetHost();
  return openings();
}

test.each(ALL)('an account is opened as it was stored: $kind', async (stored) => {
  const [opening] = await openedFromDisk(stored);
  expect(opening && { ...named, ...storedOf(opening.credentials, true) }).toEqual(stored);
});

test.each(ALL)('without its secrets it is the same account, and opens nothing: $kind', (stored) => {
  const open = withoutSecrets(stored);
  expect(JSON.stringify(open)).not.toContain('canary');
  expect(open).toMatchObject({ kind: stored.kind, ...named });
  expect(openableOf(open)).toBeNull();
});

test('an account of the longest names there are is opened', async () => {
  const { desk, openings } = openHouse();
  const user = 'u'.repeat(250);
  await desk.signIn({ ...sipForm, user, domain: `${'d'.repeat(60)}.example` }, false);
  expect(openings().map(parseHostRequest)).toMatchObject([{ credentials: { user } }]);
});

const BAD: readonly object[] = [
  { ...sip, servers: ['ws://sip.example'] },
  { ...sip, servers: ['wss://sip.example', 'http://sip.example'] },
  { ...sip, domain: 'sip.example>\r\nX-Evil: 1' },
  { ...sip, user: 'ada@evil.example>' },
  { ...sip, inviteHeaders: ['X-One: 1\r\nRoute: <sip:evil.example>'] },
  { ...sip, inviteHeaders: ['Route: <sip:evil.example;lr>'] },
  { ...sip, callerIds: ['+44"<sip:evil'] },
  { ...plivo, server: 'http://calls.example' },
  { ...plivo, oidc: { ...plivo.oidc, issuer: 'http://id.example' } },
  { ...siperb, api: 'http://api.siperb.com' },
  { ...siperb, api: 'https://user:pass@api.siperb.com' },
];

describe('from the disk', () => {
  test.each(BAD)('%j is not opened', async (stored) => {
    expect(openableOf(stored as StoredAccount)).toBeNull();
    expect(await openedFromDisk(stored)).toEqual([]);
  });

  test('an account of the first versions is opened no less carefully', async () => {
    const { servers: _, kind: __, ...fields } = sipForm;
    for (const server of ['ws://sip.example', 'javascript:1', '', 7, null, {}]) {
      await fakeBrowser.storage.local.clear();
      await fakeBrowser.storage.local.set({ account: { ...fields, server } });
      const { desk, openings } = openHouse();
      await desk.greetHost();
      expect(openings(), String(server)).toEqual([]);
      expect(await desk.view()).toMatchObject({ ok: true });
    }
  });

  test('anything at all opens nothing that a host would not take', async () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record(
        { kind: fc.constantFrom('sip', 'plivo', 'siperb'), server: fc.jsonValue() },
        { requiredKeys: [] },
      ),
      fc.record({
        accounts: fc.array(
          fc.constantFrom(...ALL).chain((one) =>
            fc
              .dictionary(fc.constantFrom(...Object.keys(one)), fc.oneof(fc.string(), fc.jsonValue()), {
                maxKeys: 2,
              })
              .map((wrong) => ({ ...one, ...wrong })),
          ),
          { maxLength: 3 },
        ),
        defaultId: fc.constantFrom(null, 'one', 7),
      }),
    );
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom(undefined, 1, 2, 3), async (account, v) => {
        await fakeBrowser.storage.local.clear();
        await fakeBrowser.storage.local.set({ account, ...(v && { account$: { v } }) });
        const { desk, openings } = openHouse();
        await desk.greetHost();
        for (const opening of openings()) {
          expect(parseHostRequest(opening)).not.toBeNull();
          expect(JSON.stringify(opening)).not.toMatch(/"(?:ws|http):\/\/(?!127\.|localhost)/);
        }
        expect((await accountStore.get()).accounts).toBeInstanceOf(Array);
      }),
      { numRuns: 300 },
    );
  });
});

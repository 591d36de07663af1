// What is kept of Siperb in memory, and that a sign-out ends it.
import { expect, it } from 'vitest';
import { createFakeSiperb } from '../../demo/fakeSiperb/fakeSiperb.ts';
import type { SiperbAccount } from './credentials.ts';
import { createSiperbClient } from './siperb.ts';
import { createSiperbCache } from './siperbCache.ts';

const account: SiperbAccount = { kind: 'siperb', api: 'https://api.siperb.com', token: 'pat_canary-4711' };
const settings = {
  SipUsername: 'anna',
  SipPassword: 'canary-password',
  SipDomain: 'acme.siperb.com',
  SipWssServer: 'wss.siperb.com',
  SipWebsocketPort: 443,
};

function service() {
  const { fetch } = createFakeSiperb({
    users: { [account.token]: 'u-7' },
    devices: [{ token: 'dev-1', platform: 'script', settings }],
  });
  const cache = createSiperbCache();
  return { cache, client: createSiperbClient({ fetch, signal: new AbortController().signal }, cache) };
}

it('belongs to one token at one service', async () => {
  const { cache, client } = service();
  await client.credentials(account);
  expect(cache.read(account)).not.toBeNull();
  expect(cache.read({ ...account, token: 'pat_other' })).toBeNull();
  expect(cache.read({ ...account, api: 'https://elsewhere.example' })).toBeNull();
});

it('is nothing after a sign-out, also where answers were still on their way', async () => {
  const { cache, client } = service();
  const asked = [client.credentials(account), client.devices(account), client.renewed(account)];
  client.forget();
  expect((await Promise.all(asked)).map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(cache.read(account)).toBeNull();
  await client.credentials(account);
  expect(cache.read(account)).not.toBeNull();
});

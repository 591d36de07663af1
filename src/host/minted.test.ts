// A line whose password lasts for a while: who is asked for the next one, and when there is nothing to open before it.
import { describe, expect, test } from 'vitest';
import type { GatewayAccount, SipCredentials } from '../accounts/credentials.ts';
import { DESK, rehearse, settled } from './rehearsal.ts';

const account: GatewayAccount = { kind: 'gateway', server: 'https://calls.example', bearer: 'key-of-ada' };
/** The rehearsal's clock begins at 1,000. */
const minted: SipCredentials = {
  kind: 'sip',
  servers: ['wss://sip.example'],
  user: 'ada0',
  domain: 'sip.example',
  authorizationUser: '1800003600:ada0',
  password: 'of this hour',
  expiresAt: 3_600_000,
  iceServers: [],
  from: account,
};

async function started(credentials = minted) {
  const host = rehearse();
  host.answers.renewCredentials = { ok: true, value: { credentials } };
  await host.started;
  return host;
}
const asked = (host: Awaited<ReturnType<typeof started>>) =>
  host.requests.filter(({ type }) => type === 'renewCredentials');

describe('a gateway account', () => {
  test('is asked for its password, and the same account is asked for the next', async () => {
    const host = await started();
    await host.open(account);
    await settled();
    expect(asked(host)).toEqual([{ type: 'renewCredentials', accountId: DESK, account }]);
    expect(await host.phone.context.renew?.()).toEqual(minted);
    expect(asked(host)).toHaveLength(2);
  });

  test('opens a line with a password that is good, and asks nobody', async () => {
    const host = await started();
    await host.open(minted);
    await settled();
    expect([host.phones.length, asked(host).length]).toEqual([1, 0]);
  });

  test('opens none with a password that is over, but with the next one', async () => {
    const host = await started();
    await host.open({ ...minted, expiresAt: 999 });
    await settled();
    expect([host.phones.length, asked(host).length]).toEqual([1, 1]);
  });

  test('keeps its line, and this document, when there will be no next password', async () => {
    const host = await started();
    await host.ready(minted);
    host.answers.renewCredentials = {
      ok: true,
      value: { account, failure: { code: 'sign-in-expired' } },
    };
    await expect(host.phone.context.renew?.()).rejects.toThrow('sign-in-expired');
    host.clock.advance(3_600_000);
    await settled();
    expect(host.asked).not.toContain('recycleHost');
    expect((await host.state()).line.status).toBe('ready');
  });
});

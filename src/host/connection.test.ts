// Accounts whose credentials run out: what the host asks for, what the line says meanwhile, and that no call is touched.
import { describe, expect, test } from 'vitest';
import type { SipCredentials, SiperbAccount } from '../accounts/credentials.ts';
import type { FailureCode } from '../call/failure.ts';
import type { Renewal, Reply } from '../messages/protocol.ts';
import {
  PLIVO_ACCOUNT as account,
  callId,
  PLIVO_CREDENTIALS as credentials,
  DESK,
  rehearse,
  settled,
} from './rehearsal.ts';

const good: Reply<Renewal> = { ok: true, value: { credentials } };
const bad = (code: FailureCode): Reply<Renewal> => ({ ok: true, value: { account, failure: { code } } });

type Host = ReturnType<typeof rehearse>;
const told = async (host: Host, type: string) => {
  await settled();
  return host.asked.filter((asked) => asked === type).length;
};
const lineOf = async (host: Host) => {
  await settled();
  return (await host.state()).line;
};

async function started(answer?: Reply<Renewal>, changes: Parameters<typeof rehearse>[0] = {}) {
  const host = rehearse(changes);
  if (answer) host.answers.renewCredentials = answer;
  await host.started;
  return host;
}

describe('an account without a token', () => {
  test('has its phone opened as soon as there is one', async () => {
    const host = await started(good);
    expect(await host.open(account)).toEqual({ ok: true, value: null });
    await settled();
    expect(host.phones).toHaveLength(1);
    expect(host.phone.told).toEqual(['connect']);
    expect(host.requests.at(-1)).toEqual({ type: 'renewCredentials', accountId: DESK, account });
  });

  test('is what credentials with an expired token are', async () => {
    const host = await started(good);
    await host.open({ ...credentials, expiresAt: 999 });
    expect(await told(host, 'renewCredentials')).toBe(1);
    expect(host.phones).toHaveLength(1);
  });

  test('is asked for again, later and later, while our server is away', async () => {
    const host = await started(bad('server-unreachable'));
    await host.open(account);
    expect(await lineOf(host)).toEqual({ status: 'connecting', attempt: 2, retryAt: 2_000 });
    host.clock.advance(1_000);
    expect(await lineOf(host)).toEqual({ status: 'connecting', attempt: 3, retryAt: 4_000 });
    host.answers.renewCredentials = good;
    host.clock.advance(2_000);
    await settled();
    expect(host.phones).toHaveLength(1);
  });

  test('is asked for at once when the agent says so', async () => {
    const host = await started({ ok: false, failure: { code: 'unknown' } });
    await host.open(account);
    await settled();
    host.answers.renewCredentials = good;
    expect(await host.command({ type: 'reconnect' })).toEqual({ ok: true, value: null });
    await settled();
    expect(host.phones).toHaveLength(1);
    host.clock.advance(60_000);
    expect(await told(host, 'renewCredentials')).toBe(2);
  });

  test.each<FailureCode>(['sign-in-expired', 'forbidden', 'server-unusable'])(
    'that is refused as %s is not asked for again before the agent says so',
    async (code) => {
      const host = await started(bad(code));
      await host.open(account);
      expect(await lineOf(host)).toEqual({ status: 'failed', failure: { code } });
      host.clock.advance(3_600_000);
      expect(await told(host, 'renewCredentials')).toBe(1);
      host.answers.renewCredentials = good;
      await host.command({ type: 'reconnect' });
      await settled();
      expect(host.phones).toHaveLength(1);
    },
  );

  test('is asked for with what the provider put in its place', async () => {
    const host = await started({
      ok: true,
      value: { account: { ...account, bearer: 'newer' }, failure: { code: 'server-failed' } },
    });
    await host.open(account);
    await settled();
    host.clock.advance(1_000);
    await settled();
    expect(host.requests.at(-1)).toMatchObject({ account: { bearer: 'newer' } });
  });

  test('is asked for no more after signing out', async () => {
    const host = await started(bad('server-unreachable'));
    await host.open(account);
    await settled();
    await host.close();
    host.clock.advance(60_000);
    expect(await told(host, 'renewCredentials')).toBe(1);
    expect((await lineOf(host)).status).toBe('offline');
  });
});

describe('an answer that comes after signing out', () => {
  test.each([bad('sign-in-expired'), good])('changes nothing: %j', async (late) => {
    const answer = Promise.withResolvers<Reply<Renewal>>();
    const askSwitchboard = (({ type }: { type: string }) =>
      type === 'renewCredentials' ? answer.promise : Promise.resolve({ ok: true, value: null })) as never;
    const host = await started(undefined, { askSwitchboard });
    await host.open(account);
    await host.close();
    answer.resolve(late);
    expect((await lineOf(host)).status).toBe('offline');
    expect(host.phones).toEqual([]);
  });
});

describe('a phone whose credentials run out', () => {
  test('is given new ones of the same account, asked for with the newest', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    const newer = { ...credentials, bearer: 'newer', token: 'dd.ee.ff' };
    host.answers.renewCredentials = { ok: true, value: { credentials: newer } };
    expect(await phone.context.renew?.()).toEqual(newer);
    await phone.context.renew?.();
    expect(host.requests.at(-1)).toEqual({
      type: 'renewCredentials',
      accountId: DESK,
      account: { ...account, bearer: 'newer' },
    });
  });

  test('that cannot be had keeps line and call, and hears why without a secret', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    await host.dial('a');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('a') });
    host.answers.renewCredentials = bad('sign-in-expired');
    await expect(phone.context.renew?.()).rejects.toThrow(/^not renewed: sign-in-expired$/);
    const state = await host.state();
    expect([state.line.status, state.calls[0]?.status]).toEqual(['ready', 'live']);
  });

  test('that are refused for good ends with its token, when no call is up', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    phone.says({ type: 'callOffered', callId: callId('a'), remote: { e164: null, display: 'x' } });
    host.answers.renewCredentials = bad('sign-in-expired');
    await expect(phone.context.renew?.()).rejects.toThrow();
    await expect(phone.context.renew?.()).rejects.toThrow();
    host.clock.advance(899_999);
    await settled();
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    expect(await told(host, 'recycleHost')).toBe(0);
    host.clock.advance(1);
    expect(await told(host, 'recycleHost')).toBe(1);
  });

  test('that are had after all goes on beyond the first token', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    host.answers.renewCredentials = bad('forbidden');
    await expect(phone.context.renew?.()).rejects.toThrow();
    const newer = { ...credentials, expiresAt: 2_000_000 };
    host.answers.renewCredentials = { ok: true, value: { credentials: newer } };
    await phone.context.renew?.();
    host.clock.advance(1_000_000);
    expect(await told(host, 'recycleHost')).toBe(0);
  });

  test('that were refused after the provider replaced its tokens asks with the new ones', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    const newer = { ...account, bearer: 'newer' };
    const failure = { code: 'server-failed' } as const;
    host.answers.renewCredentials = { ok: true, value: { account: newer, failure } };
    for (let turn = 0; turn < 2; turn += 1) await expect(phone.context.renew?.()).rejects.toThrow();
    expect(host.requests.at(-1)).toEqual({ type: 'renewCredentials', accountId: DESK, account: newer });
  });

  test('of an account that is no longer there is given none', async () => {
    const host = await started(good);
    const phone = await host.ready(credentials);
    await host.close();
    await expect(phone.context.renew?.()).rejects.toThrow('nothing to renew');
    expect(host.asked).not.toContain('renewCredentials');
  });

  test('is not opened again for the same account with another token', async () => {
    const host = await started();
    await host.ready(credentials);
    await host.open({ ...credentials, token: 'dd.ee.ff' });
    expect(host.phones).toHaveLength(1);
  });
});

describe('a Siperb account', () => {
  const siperb: SiperbAccount = { kind: 'siperb', api: 'https://api.siperb.com', token: 'pat-of-ada' };
  const yielded: SipCredentials = {
    kind: 'sip',
    servers: ['wss://sip.example/ws'],
    user: 'ada',
    domain: 'sip.example',
    password: 'of today',
    iceServers: [],
    from: siperb,
  };
  const provisioned: Reply<Renewal> = { ok: true, value: { credentials: yielded } };

  test('is asked for its SIP line, and is what a new document or a new login is asked with', async () => {
    const host = await started(provisioned);
    await host.open(siperb);
    await settled();
    expect(host.requests.at(-1)).toEqual({ type: 'renewCredentials', accountId: DESK, account: siperb });
    expect(await host.phone.context.renew?.()).toEqual(yielded);
    expect(await host.ask({ type: 'getOpenAccounts' })).toMatchObject({ value: [{ account: siperb }] });
  });

  test('that is signed in already stays as it is, whatever its session was', async () => {
    const host = await started(provisioned);
    await host.ready(yielded);
    await host.open(siperb);
    expect(host.phones).toHaveLength(1);
    expect(host.asked).not.toContain('renewCredentials');
  });

  test.each<FailureCode>(['wrong-credentials', 'device-missing', 'device-not-chosen'])(
    'that a person has to mend (%s) is not asked for again by itself',
    async (code) => {
      const host = await started({ ok: true, value: { account: siperb, failure: { code } } });
      await host.open(siperb);
      expect(await lineOf(host)).toEqual({ status: 'failed', failure: { code } });
      host.clock.advance(3_600_000);
      expect(await told(host, 'renewCredentials')).toBe(1);
    },
  );
});

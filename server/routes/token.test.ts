/** Signing in and getting a token, through the whole app. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { signInOffer, tokenReply } from '../../src/accounts/tokenContract.ts';
import type { PlivoFailure } from '../plivo/api.ts';
import { makeAccessKey } from '../signIn/accessKeys.ts';
import { AUTH_ID, createRig, NOON, NUMBER } from './rig.ts';

const OIDC = { OIDC_ISSUER: 'https://id.example.com', OIDC_AUDIENCE: 'offhook', OIDC_CLIENT_ID: 'extension' };

describe('GET /sign-in', () => {
  it('offers access keys, and an identity provider where there is one', async () => {
    const plain = await (await createRig()).ask('/sign-in');
    expect(v.parse(signInOffer, await plain.json())).toEqual({ accessKey: true });
    const both = await (await createRig(OIDC)).ask('/sign-in');
    expect(v.parse(signInOffer, await both.json())).toEqual({
      accessKey: true,
      oidc: { issuer: 'https://id.example.com', clientId: 'extension', scope: 'openid profile' },
    });
  });
});

describe('GET /sign-in of a server with a gateway', () => {
  it('says that agents call through it, and by Plivo as well', async () => {
    const rig = await createRig({
      OFFHOOK_SIP_SERVER: 'wss://sip.example.com:8443',
      OFFHOOK_SIP_DOMAIN: 'sip.example.com',
      OFFHOOK_SIP_SECRET: 'a'.repeat(32),
    });
    const offer = v.parse(signInOffer, await (await rig.ask('/sign-in')).json());
    expect(offer).toEqual({ accessKey: true, carries: ['gateway', 'plivo'] });
  });
});

describe('GET /token', () => {
  it('gives an agent a token of their own that ends in time', async () => {
    const asked: object[] = [];
    const createToken = async (claims: object) => {
      asked.push(claims);
      return { ok: true, value: 'aa.bb.cc' } as const;
    };
    const rig = await createRig({}, { plivo: { createToken } });
    const reply = await rig.as('bob', '/token');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(v.parse(tokenReply, await reply.json())).toEqual({
      token: 'aa.bb.cc',
      username: `bob0_${AUTH_ID}`,
      plivoNumber: NUMBER,
      expiresAt: NOON + 900_000,
    });
    await rig.as('ada', '/token');
    const times = { notBefore: NOON / 1000 - 60, expires: NOON / 1000 + 900 };
    expect(asked).toEqual([
      { sub: 'bob0', ...times },
      { sub: 'ada0', ...times },
    ]);
  });

  it('names other signalling where Plivo runs without an account', async () => {
    const rig = await createRig({ PLIVO_SIP_SERVERS: 'ws://127.0.0.1:5066' });
    expect(await (await rig.as('bob', '/token')).json()).toMatchObject({ servers: ['ws://127.0.0.1:5066'] });
  });

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['a scheme that is not ours', `Basic ${btoa('bob:secret')}`],
    ['no key', 'Bearer'],
    ['a key that nobody has', `Bearer ${makeAccessKey()}`],
    ['half a key', 'Bearer offhook_abc'],
    ['a token of nobody we know', 'Bearer aa.bb.cc'],
    ['something endless', `Bearer ${'a'.repeat(10_000)}`],
    ['two keys', `Bearer ${makeAccessKey()}, Bearer ${makeAccessKey()}`],
  ])('refuses %s', async (_, authorization) => {
    const rig = await createRig();
    const reply = await rig.ask('/token', authorization === undefined ? {} : { headers: { authorization } });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    expect(await reply.json()).toMatchObject({ code: 'not-signed-in', status: 401 });
  });

  it('refuses an agent who was removed', async () => {
    const rig = await createRig();
    await rig.store.agents.remove('bob');
    expect((await rig.as('bob', '/token')).status).toBe(401);
  });

  it('is unavailable, not refused, while the identity provider does not answer', async () => {
    const down = (() => Promise.reject(new TypeError('fetch failed'))) as typeof fetch;
    const rig = await createRig(OIDC, { fetch: down });
    const reply = await rig.ask('/token', { headers: { authorization: 'Bearer aa.bb.cc' } });
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ code: 'unavailable' });
    expect((await rig.as('bob', '/token')).status).toBe(200);
  });

  it.each<PlivoFailure>(['unreachable', 'timed-out', 'refused', 'broken', 'malformed', 'token-too-long'])(
    'says what to mend when Plivo fails: %s',
    async (failure) => {
      const rig = await createRig({}, { plivo: { createToken: async () => ({ ok: false, failure }) } });
      const reply = await rig.as('bob', '/token');
      expect(reply.status).toBe(502);
      expect(await reply.json()).toMatchObject({
        code: 'upstream-failed',
        detail: expect.stringMatching(/Plivo/),
      });
    },
  );
});

describe('limits', () => {
  it('hold an agent back, and let them in again', async () => {
    const rig = await createRig({ TOKENS_PER_MINUTE: '2' });
    expect((await rig.as('bob', '/token')).status).toBe(200);
    expect((await rig.as('bob', '/token')).status).toBe(200);
    const reply = await rig.as('bob', '/token');
    expect(reply.status).toBe(429);
    expect(await reply.json()).toMatchObject({ code: 'rate-limited' });
    const waitSeconds = Number(reply.headers.get('retry-after'));
    expect(waitSeconds).toBeGreaterThan(0);
    expect((await rig.as('ada', '/token')).status).toBe(200);
    rig.clock.time += waitSeconds * 1000;
    expect((await rig.as('bob', '/token')).status).toBe(200);
  });

  it('hold an address back before its keys are looked at', async () => {
    const rig = await createRig({ REQUESTS_PER_MINUTE: '3' });
    const guess = () => rig.ask('/token', { headers: { authorization: `Bearer ${makeAccessKey()}` } });
    const statuses = [];
    for (let time = 0; time < 5; time += 1) statuses.push((await guess()).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect((await rig.as('bob', '/token')).status).toBe(429);
  });

  it('believe X-Forwarded-For only from proxies of ours', async () => {
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    const open = await createRig({ REQUESTS_PER_MINUTE: '1' });
    expect((await open.as('bob', '/token', from('192.0.2.1'))).status).toBe(200);
    expect((await open.as('bob', '/token', from('192.0.2.2'))).status).toBe(429);
    const behind = await createRig({ REQUESTS_PER_MINUTE: '1', TRUSTED_PROXIES: '1' });
    expect((await behind.as('bob', '/token', from('192.0.2.1'))).status).toBe(200);
    expect((await behind.as('bob', '/token', from('192.0.2.2'))).status).toBe(200);
    expect((await behind.as('bob', '/token', from('x'.repeat(4_000)))).status).toBe(200);
    expect((await behind.as('bob', '/token', from('y'))).status).toBe(429);
    // What the client itself wrote stands to the left of what the proxy saw.
    expect((await behind.as('bob', '/token', from('192.0.2.9, 192.0.2.2'))).status).toBe(429);
  });
});

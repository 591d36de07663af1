/** What an agent is given for the gateway, through the whole app, and checked as the gateway and coturn check it. */
import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { mintCredentials } from '../../gateway/agents/credentials.ts';
import { sipCredentialsReply } from '../../src/accounts/gatewayContract.ts';
import { parseConfig } from '../config.ts';
import { makeAccessKey } from '../signIn/accessKeys.ts';
import { createRig, ENVIRONMENT, NOON } from './rig.ts';

const SECRET = 'a'.repeat(32);
const TURN_SECRET = 'b'.repeat(32);
const GATEWAY = {
  OFFHOOK_SIP_SERVER: 'wss://sip.example.com:8443',
  OFFHOOK_SIP_DOMAIN: 'sip.example.com',
  OFFHOOK_SIP_SECRET: SECRET,
};
const TURN = {
  OFFHOOK_SIP_TURN_URLS: 'turn:sip.example.com:3478, turns:sip.example.com:5349?transport=tcp',
  OFFHOOK_SIP_TURN_SECRET: TURN_SECRET,
};

describe('GET /sip-credentials', () => {
  it('gives an agent a password that the gateway takes, for an hour', async () => {
    const rig = await createRig(GATEWAY);
    const reply = await rig.as('bob', '/sip-credentials');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const expires = NOON / 1000 + 3_600;
    const { authorizationUser, password } = mintCredentials('bob0', expires, SECRET);
    expect(v.parse(sipCredentialsReply, await reply.json())).toEqual({
      agent: 'bob0',
      user: authorizationUser,
      password,
      domain: 'sip.example.com',
      server: 'wss://sip.example.com:8443',
      expiresAt: expires * 1000,
    });
    expect(authorizationUser).toBe(`${expires}:bob0`);
  });

  it('gives what coturn takes, where there is a TURN server', async () => {
    const rig = await createRig({ ...GATEWAY, ...TURN, OFFHOOK_SIP_TTL_SECONDS: '600' });
    const { turn } = v.parse(sipCredentialsReply, await (await rig.as('bob', '/sip-credentials')).json());
    const username = `${NOON / 1000 + 600}:bob0`;
    expect(turn).toEqual({
      urls: ['turn:sip.example.com:3478', 'turns:sip.example.com:5349?transport=tcp'],
      username,
      credential: createHmac('sha1', TURN_SECRET).update(username).digest('base64'),
    });
  });

  it('is for signed-in agents only, and for each their own', async () => {
    const rig = await createRig(GATEWAY);
    expect((await rig.ask('/sip-credentials')).status).toBe(401);
    const stranger = { headers: { authorization: `Bearer ${makeAccessKey()}` } };
    expect((await rig.ask('/sip-credentials', stranger)).status).toBe(401);
    const [ada, bob] = await Promise.all(
      (['ada', 'bob'] as const).map(async (name) => (await rig.as(name, '/sip-credentials')).json()),
    );
    expect([ada.agent, bob.agent]).toEqual(['ada0', 'bob0']);
    expect(ada.password).not.toBe(bob.password);
    await rig.store.agents.remove('bob');
    expect((await rig.as('bob', '/sip-credentials')).status).toBe(401);
  });

  it('may be read by the extension and by no other origin', async () => {
    const rig = await createRig(GATEWAY);
    const origin = (name: string) => rig.as('bob', '/sip-credentials', { headers: { origin: name } });
    const allowed = ENVIRONMENT.ALLOWED_ORIGINS ?? '';
    expect((await origin(allowed)).headers.get('access-control-allow-origin')).toBe(allowed);
    expect((await origin('https://crm.example.com')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('says what to set where the server knows no gateway', async () => {
    const reply = await (await createRig()).as('bob', '/sip-credentials');
    expect(reply.status).toBe(404);
    expect(await reply.json()).toMatchObject({
      code: 'not-found',
      detail: expect.stringContaining('OFFHOOK_SIP_SECRET'),
    });
  });

  it('is held back like tokens are', async () => {
    const rig = await createRig({ ...GATEWAY, TOKENS_PER_MINUTE: '1' });
    expect((await rig.as('bob', '/sip-credentials')).status).toBe(200);
    expect((await rig.as('bob', '/sip-credentials')).status).toBe(429);
    expect((await rig.as('bob', '/token')).status).toBe(200);
  });
});

describe('the settings of a gateway', () => {
  const problemsOf = (changes: Record<string, string>) => {
    const result = parseConfig({ ...ENVIRONMENT, ...changes });
    return result.ok ? [] : result.problems;
  };

  it.each(Object.keys(GATEWAY))('are given together: not without %s', (name) => {
    expect(problemsOf({ ...GATEWAY, [name]: '' })[0]).toContain('belong together');
  });

  it.each(Object.keys(TURN))('for TURN are given together: not without %s', (name) => {
    expect(problemsOf({ ...GATEWAY, ...TURN, [name]: '' })[0]).toContain('belong together');
    expect(problemsOf(TURN)[0]).toContain('OFFHOOK_SIP_SERVER');
  });

  it('never take one secret for both, nor repeat one', () => {
    const [same] = problemsOf({ ...GATEWAY, ...TURN, OFFHOOK_SIP_TURN_SECRET: SECRET });
    expect(same).toContain('OFFHOOK_SIP_TURN_SECRET');
    expect(same).not.toContain(SECRET);
    const [short] = problemsOf({ ...GATEWAY, OFFHOOK_SIP_SECRET: 'short-canary' });
    expect(short).toContain('openssl rand -hex 32');
    expect(short).not.toContain('canary');
  });
});

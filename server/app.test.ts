/** What holds for every route: headers, origins, problems, ids, and that nothing anybody sends is a 500. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { intentReply, PROBLEM_CODES, problem } from '../src/accounts/tokenContract.ts';
import { AUTH_ID, createRig, NUMBER, type Rig } from './routes/rig.ts';

const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const LONDON = '+442079460018';
const CALL_ID = '0198c2f1-0000-7000-8000-000000000001';

const preflight = (rig: Rig, path: string, origin: string) =>
  rig.ask(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
const allowed = (reply: Response) => reply.headers.get('access-control-allow-origin');

describe('origins', () => {
  it('that are listed may read, exactly', async () => {
    const rig = await createRig();
    for (const path of ['/sign-in', '/token', '/calls']) {
      expect(allowed(await preflight(rig, path, EXTENSION))).toBe(EXTENSION);
    }
    expect(allowed(await rig.as('bob', '/token', { headers: { origin: EXTENSION } }))).toBe(EXTENSION);
  });

  it.each([
    'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
    `${EXTENSION}.evil.example`,
    'https://calls.example.com',
    'null',
    '*',
  ])('that are not may not: %s', async (origin) => {
    const rig = await createRig();
    expect(allowed(await preflight(rig, '/token', origin))).toBeNull();
    expect(allowed(await rig.as('bob', '/token', { headers: { origin } }))).toBeNull();
  });

  it('have no business with what is Plivo’s or an administrator’s', async () => {
    const rig = await createRig();
    for (const path of ['/answer', '/hangup', '/debug/calls', '/metrics']) {
      expect(allowed(await preflight(rig, path, EXTENSION))).toBeNull();
    }
  });
});

describe('POST /calls', () => {
  it('gives an intent, the same one for the same call', async () => {
    const rig = await createRig();
    const first = v.parse(intentReply, await (await rig.reserve(LONDON, CALL_ID)).json());
    expect(v.parse(intentReply, await (await rig.reserve(LONDON, CALL_ID)).json())).toEqual(first);
    const second = v.parse(intentReply, await (await rig.reserve(LONDON)).json());
    expect(second.intent).not.toBe(first.intent);
  });

  it.each([
    ['number-invalid', 422, { to: '020 7946 0018', callId: CALL_ID }],
    ['number-invalid', 422, { to: '+9990000000', callId: CALL_ID }],
    ['number-forbidden', 403, { to: `+${NUMBER}`, callId: CALL_ID }],
    ['number-forbidden', 403, { to: '+441632960001', callId: CALL_ID }],
    ['bad-request', 400, { to: LONDON, callId: 'x' }],
    ['bad-request', 400, { to: LONDON, callId: CALL_ID, tenant: 'another' }],
    ['bad-request', 400, []],
    ['bad-request', 400, null],
  ])('refuses with %s', async (code, status, body) => {
    const rig = await createRig({ DENY_PREFIXES: '+44 1632' });
    const headers = { 'content-type': 'application/json' };
    const reply = await rig.as('bob', '/calls', { method: 'POST', headers, body: JSON.stringify(body) });
    expect(v.parse(problem, await reply.json())).toMatchObject({ code, status });
    expect(reply.status).toBe(status);
  });

  it('calls only what is allowed, where that is a list', async () => {
    const rig = await createRig({ ALLOW_PREFIXES: '+44 20, 0046' });
    expect((await rig.reserve(LONDON)).status).toBe(200);
    expect((await rig.reserve('+46846500418')).status).toBe(200);
    expect((await rig.reserve('+441632960001')).status).toBe(403);
  });

  it('calls no premium number unless its tier was opened', async () => {
    const shut = await createRig();
    const reply = await shut.reserve('+19002345678');
    expect(reply.status).toBe(403);
    expect(await reply.json()).toMatchObject({ detail: expect.stringContaining('premium') });
    const open = await createRig({ ALLOW_TIERS: 'premium' });
    expect((await open.reserve('+19002345678')).status).toBe(200);
  });

  it('calls nobody outside calling hours', async () => {
    // It is Saturday, 12:00 UTC: 13:00 in Berlin.
    const hours = { CALLING_HOURS: 'Mon-Fri 08:00-20:00, Sat 09:00-13:00' };
    expect((await (await createRig(hours)).reserve(LONDON)).status).toBe(200);
    const reply = await (await createRig({ ...hours, CALLING_TIME_ZONE: 'Europe/Berlin' })).reserve(LONDON);
    expect(reply.status).toBe(403);
    expect(await reply.json()).toMatchObject({ code: 'outside-hours' });
  });

  it('lets fifty at once take no more places than there are', async () => {
    const caps = { MAX_CONCURRENT_PER_AGENT: '3', MAX_CALLS_PER_MINUTE_PER_AGENT: '100' };
    const rig = await createRig({ ...caps, MAX_RATE_PER_MINUTE: '0.01' });
    const replies = await Promise.all(Array.from({ length: 50 }, () => rig.reserve(LONDON)));
    const count = (status: number) => replies.filter((reply) => reply.status === status).length;
    expect({ placed: count(200), refused: count(429) }).toEqual({ placed: 3, refused: 47 });
  });

  it('refuses at a cap, and says when to come back', async () => {
    const rig = await createRig({ MAX_CALLS_PER_MINUTE_PER_AGENT: '1' });
    expect((await rig.reserve(LONDON)).status).toBe(200);
    const reply = await rig.reserve(LONDON);
    expect(reply.status).toBe(429);
    expect(await reply.json()).toMatchObject({
      code: 'cap-reached',
      detail: expect.stringContaining('calls-per-minute'),
    });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('what only an administrator may see', () => {
  it.each(['/debug/calls', '/debug/calls?source=plivo', '/metrics'])(
    '%s is for nobody else',
    async (path) => {
      const rig = await createRig();
      expect((await rig.ask(path)).status).toBe(401);
      expect((await rig.as('bob', path)).status).toBe(403);
      expect((await rig.as('ada', path)).status).toBe(200);
    },
  );

  it('shows calls with masked numbers, ours and Plivo’s', async () => {
    const listed = { call_uuid: 'one', to_number: '442079460018', from_number: 'sip:bob0_x@phone.plivo.com' };
    const rig = await createRig({}, { plivo: { listCalls: async () => ({ ok: true, value: [listed] }) } });
    const from = `sip:bob0_${AUTH_ID}@phone.plivo.com`;
    await rig.deliver('/answer', { CallUUID: CALL_ID, From: from, 'X-PH-Dest': LONDON.slice(1) });
    const ours = await (await rig.as('ada', '/debug/calls')).text();
    expect(JSON.parse(ours)).toMatchObject({ calls: [{ callUuid: CALL_ID, sub: 'bob0', to: '…018' }] });
    const theirs = await (await rig.as('ada', '/debug/calls?source=plivo')).text();
    expect(`${ours}${theirs}`).not.toContain('7946');
  });
});

describe('the server', () => {
  it('is healthy while it runs and ready while its database answers', async () => {
    const rig = await createRig();
    expect((await rig.ask('/healthz')).status).toBe(200);
    expect((await rig.ask('/readyz')).status).toBe(200);
    await rig.store.close();
    expect((await rig.ask('/healthz')).status).toBe(200);
    expect(v.parse(problem, await (await rig.ask('/readyz')).json()).code).toBe('unavailable');
  });

  it('without its database is unavailable to everybody, and puts no call through', async () => {
    const rig = await createRig();
    await rig.store.close();
    expect((await rig.as('bob', '/token')).status).toBe(503);
    expect((await rig.reserve(LONDON)).status).toBe(503);
    const reply = await rig.deliver('/answer', { CallUUID: CALL_ID, 'X-PH-Dest': LONDON.slice(1) });
    expect(v.parse(problem, await reply.json()).code).toBe('unavailable');
  });

  it('describes every route and every problem it has in OpenAPI', async () => {
    const rig = await createRig();
    const document = (await (await rig.ask('/openapi.json')).json()) as { paths: Record<string, object> };
    const written = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(written.sort()).toEqual([
      'get /answer',
      'get /check',
      'get /debug/calls',
      'get /hangup',
      'get /healthz',
      'get /metrics',
      'get /readyz',
      'get /sign-in',
      'get /sip-credentials',
      'get /token',
      'post /answer',
      'post /calls',
      'post /hangup',
    ]);
    const text = JSON.stringify(document);
    const everywhere = ['not-found', 'internal'];
    expect(PROBLEM_CODES.filter((code) => !text.includes(code) && !everywhere.includes(code))).toEqual([]);
  });

  it('locks every answer down, also a refusal', async () => {
    const rig = await createRig();
    for (const reply of [
      await rig.as('bob', '/token'),
      await rig.ask('/nowhere'),
      await rig.ask('/answer'),
    ]) {
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'x-request-id': expect.stringMatching(/^[\w-]{8,64}$/),
      });
    }
  });

  it('keeps the id of a request that has one, and takes nothing odd for one', async () => {
    const rig = await createRig();
    const idOf = async (id: string) =>
      (await rig.ask('/healthz', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('0123456789abcdef')).toBe('0123456789abcdef');
    expect(await idOf('{"msg":"forged"}')).not.toContain('forged');
  });

  it('counts what was asked and refused, and lets nobody invent a label', async () => {
    const rig = await createRig();
    await rig.ask('/answer', { method: 'POST' });
    await rig.reserve(`+${NUMBER}`);
    await rig.ask('/canary', { method: 'DELETE' });
    const text = await (await rig.as('ada', '/metrics')).text();
    expect(text).toContain('offhook_webhooks_total{kind="answer",outcome="refused"} 1');
    expect(text).toContain('offhook_call_refusals_total{code="number-forbidden"} 1');
    expect(text).toContain('offhook_http_request_seconds_count{method="DELETE",route="none",status="404"} 1');
    expect(text).not.toContain('canary');
  });

  it('says "internal" and nothing more when something breaks', async () => {
    const rig = await createRig();
    rig.store.agents.byKeyHash = () => Promise.reject(new Error('canary at row +442079460018'));
    const reply = await rig.as('bob', '/token');
    expect(reply.status).toBe(500);
    expect(await reply.text()).not.toContain('canary');
  });
});

// What our server may answer, and what everything else that may come back is taken for.
import { describe, expect, it } from 'vitest';
import { fetchSignInOffer, fetchToken, requestIntent } from './plivoServer.ts';
import { PROBLEM_CODES } from './tokenContract.ts';

const BEARER = 'ofh_canary-key';
const access = { server: 'https://calls.example.com', bearer: BEARER };
const call = { to: '+442079460018', callId: '0198c2f1-0000-7000-8000-000000000001' };
const token = {
  token: 'aa.bb.cc',
  username: 'agent1_MAEXAMPLE',
  plivoNumber: '14155550100',
  expiresAt: 1_800_000_000_000,
};
const intent = { intent: 'abcdefghijklmnop1234', expiresAt: 1_800_000_000_000 };
const never = new AbortController().signal;

/** A server with one answer, and what it was asked. */
function serving(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return answer();
  }) as typeof globalThis.fetch;
  return { asked, fetch };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const problem = (code: string, status: number) =>
  json({ type: 'about:blank', title: 'No', status, code }, status);
const failureOf = async (answer: () => Response | Promise<Response>) => {
  const reply = await fetchToken(access, serving(answer).fetch, never);
  return reply.ok ? null : reply.failure;
};

describe('asking our server', () => {
  it('for a token sends the bearer and nothing that a browser would add', async () => {
    const { asked, fetch } = serving(() => json(token));
    expect(await fetchToken(access, fetch, never)).toEqual({ ok: true, reply: token });
    expect(asked[0]?.url).toBe('https://calls.example.com/token');
    expect(asked[0]?.init).toMatchObject({
      method: 'GET',
      headers: { authorization: `Bearer ${BEARER}` },
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    });
  });

  it('how to sign in needs no bearer', async () => {
    const { asked, fetch } = serving(() => json({ accessKey: true }));
    expect(await fetchSignInOffer(access.server, fetch, never)).toEqual({
      ok: true,
      offer: { accessKey: true },
    });
    expect(asked[0]?.init.headers).not.toHaveProperty('authorization');
  });

  it('for a call sends number and id, and brings the intent', async () => {
    const { asked, fetch } = serving(() => json(intent));
    expect(await requestIntent(access, call, fetch, never)).toEqual({ ok: true, ...intent });
    expect(asked[0]).toMatchObject({ url: 'https://calls.example.com/calls', init: { method: 'POST' } });
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual(call);
  });

  it('finds a server that lives below a path', async () => {
    const { asked, fetch } = serving(() => json(token));
    await fetchToken({ ...access, server: 'https://tools.example.com/offhook/' }, fetch, never);
    expect(asked[0]?.url).toBe('https://tools.example.com/offhook/token');
  });
});

describe('a refusal', () => {
  it.each([
    ['not-signed-in', 401, 'sign-in-expired'],
    ['forbidden', 403, 'forbidden'],
    ['bad-request', 400, 'server-unusable'],
    ['not-found', 404, 'server-unusable'],
    ['number-invalid', 422, 'number-invalid'],
    ['number-forbidden', 403, 'number-forbidden'],
    ['outside-hours', 403, 'outside-hours'],
    ['cap-reached', 429, 'cap-reached'],
    ['rate-limited', 429, 'rate-limited'],
    ['upstream-failed', 502, 'server-failed'],
    ['unavailable', 503, 'server-failed'],
    ['internal', 500, 'server-failed'],
  ])('%s is the failure of its own', async (code, status, failure) => {
    expect(PROBLEM_CODES).toContain(code);
    expect((await failureOf(() => problem(code, status)))?.code).toBe(failure);
  });

  it.each([
    [401, 'sign-in-expired'],
    [403, 'forbidden'],
    [404, 'server-unusable'],
    [429, 'rate-limited'],
    [502, 'server-failed'],
  ])('%d from a proxy that knows no problem+json is understood by its status', async (status, failure) => {
    expect((await failureOf(() => new Response('<h1>No</h1>', { status })))?.code).toBe(failure);
  });

  it('says how long to wait, in milliseconds', async () => {
    const limited = () => json({ code: 'rate-limited' }, 429, { 'retry-after': '7' });
    expect(await fetchToken(access, serving(limited).fetch, never)).toMatchObject({ retryAfterMs: 7_000 });
    const soon = () => json({}, 429, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' });
    expect(await fetchToken(access, serving(soon).fetch, never)).not.toHaveProperty('retryAfterMs');
  });
});

describe('what is no answer of our server', () => {
  it.each<[string, () => Response]>([
    ['a page', () => new Response('<!doctype html>')],
    ['nothing', () => new Response('')],
    ['half a token', () => json({ token: token.token })],
    ['a token that the SDK would drop', () => json({ ...token, token: `aa.bb.${'c'.repeat(500)}` })],
    ['a number with a plus', () => json({ ...token, plivoNumber: '+14155550100' })],
    ['an endless body', () => new Response(`{"token":"${'a'.repeat(70_000)}"}`)],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }),
    ],
  ])('%s is named as such', async (_, answer) => {
    expect((await failureOf(answer))?.code).toBe('server-unusable');
  });

  it.each([
    [new TypeError('Failed to fetch'), 'no connection'],
    [new DOMException('timed out', 'TimeoutError'), 'no answer within 10 s'],
    [new DOMException('aborted', 'AbortError'), 'given up'],
  ])('%s is a server that cannot be reached', async (error, detail) => {
    expect(await failureOf(() => Promise.reject(error))).toEqual({ code: 'server-unreachable', detail });
  });

  it('stops asking when it is no longer wanted', async () => {
    const life = new AbortController();
    const { asked, fetch } = serving(() => json(token));
    await fetchToken(access, fetch, life.signal);
    life.abort();
    expect(asked[0]?.init.signal?.aborted).toBe(true);
  });

  it('never quotes the bearer or the number', async () => {
    const answers = [() => problem('forbidden', 403), () => new Response('x'), () => Promise.reject(BEARER)];
    for (const answer of answers) {
      const told = JSON.stringify(await requestIntent(access, call, serving(answer).fetch, never));
      expect(told).not.toContain(BEARER);
      expect(told).not.toContain(call.to);
    }
  });
});

describe('an answer without end', () => {
  it('is not read to its end', async () => {
    let sent = 0;
    let canceled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
      cancel() {
        canceled = true;
      },
    });
    expect(await failureOf(() => new Response(body))).toMatchObject({ code: 'server-unusable' });
    expect(canceled).toBe(true);
    expect(sent).toBeLessThan(10);
  });
});

describe('where a phone may signal', () => {
  it.each([
    'wss://phone.example.com',
    'wss://phone.example.com:5063/ws',
    'ws://127.0.0.1:5066',
    'ws://[::1]:5066/',
  ])('%s is taken', async (url) =>
    expect(await failureOf(() => json({ ...token, servers: [url] }))).toBeNull(),
  );

  it.each([
    'ws://evil.example/',
    'https://stats.plivo.com/',
    'wss://*/',
    'wss://a;b/',
    'wss://a,b/',
    'wss://user@a.example/',
    'wss://a.example/?x',
    'wss://a.example/#x',
    "wss://a.example/ 'unsafe-inline'",
    '//x',
    'data:x',
  ])('%s is not', async (url) => {
    expect(await failureOf(() => json({ ...token, servers: [url] }))).toMatchObject({
      code: 'server-unusable',
    });
  });
});

/** What Plivo's REST interface may answer, and what becomes of it. */
import { describe, expect, it } from 'vitest';
import { createPlivoApi, type PlivoFailure } from './api.ts';

const ACCOUNT = {
  authId: 'MAEXAMPLE0000000000A',
  authToken: 'not-a-real-auth-token',
  appId: '12345678901234567',
  apiUrl: 'https://api.example.com',
};
const CLAIMS = { sub: 'agent1', notBefore: 1_800_000_000, expires: 1_800_000_900 };

type Answer = () => Response | Promise<Response>;

/** A Plivo with these answers in turn, the last one for ever, and what it was asked. */
function plivoWith(...answers: readonly Answer[]) {
  const asked: Request[] = [];
  const pauses: number[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    asked.push(new Request(url, init));
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    return answer?.() ?? new Response(null, { status: 500 });
  }) as typeof globalThis.fetch;
  const api = createPlivoApi(ACCOUNT, { fetch, timeoutMs: 1, pause: async (ms) => pauses.push(ms) });
  return { api, asked, pauses };
}

const made: Answer = () => Response.json({ api_id: '1', token: 'aa.bb.cc' });
const status = (code: number) => () => new Response('{"error":"no"}', { status: code });
const nothing: Answer = () => Promise.reject(new TypeError('fetch failed'));

describe('the token API', () => {
  it('is asked with the account and the claims its SDK wants, and answers with the token', async () => {
    const { api, asked } = plivoWith(made);
    expect(await api.createToken(CLAIMS)).toEqual({ ok: true, value: 'aa.bb.cc' });
    const [request] = asked;
    expect(request?.url).toBe('https://api.example.com/v1/Account/MAEXAMPLE0000000000A/JWT/Token/');
    expect(request?.method).toBe('POST');
    expect(atob(request?.headers.get('authorization')?.slice('Basic '.length) ?? '')).toBe(
      `${ACCOUNT.authId}:${ACCOUNT.authToken}`,
    );
    expect(await request?.json()).toEqual({
      iss: ACCOUNT.authId,
      sub: 'agent1',
      nbf: 1_800_000_000,
      exp: 1_800_000_900,
      per: { voice: { incoming_allow: true, outgoing_allow: true } },
      app: ACCOUNT.appId,
    });
  });

  it.each<[string, Answer]>([
    ['a fault of Plivo’s own', status(503)],
    ['no answer at all', nothing],
  ])('%s is tried once more, after a pause', async (_, fault) => {
    const { api, asked, pauses } = plivoWith(fault, made);
    expect(await api.createToken(CLAIMS)).toEqual({ ok: true, value: 'aa.bb.cc' });
    expect(asked).toHaveLength(2);
    expect(pauses[0]).toBeGreaterThan(0);
  });

  it.each<[PlivoFailure, Answer, number]>([
    ['broken', status(500), 2],
    ['unreachable', nothing, 2],
    ['timed-out', () => Promise.reject(new DOMException('too late', 'TimeoutError')), 2],
    ['refused', status(401), 1],
    ['refused', status(400), 1],
    ['malformed', () => new Response('<html>'), 1],
    ['malformed', () => Response.json({ token: 'not a jwt' }), 1],
    ['malformed', () => Response.json(null), 1],
    ['token-too-long', () => Response.json({ token: `a.b.${'c'.repeat(500)}` }), 1],
  ])('says "%s" and gives up in good time', async (failure, answer, tries) => {
    const { api, asked } = plivoWith(answer);
    expect(await api.createToken(CLAIMS)).toMatchObject({ ok: false, failure });
    expect(asked).toHaveLength(tries);
  });

  it('stops waiting for an answer that does not come', async () => {
    const silent = ((_url: string, init: RequestInit) =>
      new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      })) as typeof globalThis.fetch;
    const api = createPlivoApi(ACCOUNT, { fetch: silent, timeoutMs: 1, pause: async () => {} });
    expect(await api.createToken(CLAIMS)).toEqual({ ok: false, failure: 'timed-out' });
  });
});

describe('the list of calls', () => {
  it('is read, whatever a call leaves out', async () => {
    const { api, asked } = plivoWith(() =>
      Response.json({ objects: [{ call_uuid: 'one', call_state: null }] }),
    );
    expect(await api.listCalls()).toEqual({ ok: true, value: [{ call_uuid: 'one', call_state: null }] });
    expect(asked[0]?.url).toBe('https://api.example.com/v1/Account/MAEXAMPLE0000000000A/Call/?limit=20');
  });
});

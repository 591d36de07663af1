// The REST side of the fake: what our server asks of Plivo, and every way Plivo can fail it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakePlivo, startFakePlivo } from './fakePlivo.ts';
import { judgeToken } from './token.ts';

const NOW_MS = 1_769_500_000_000;
let fake: FakePlivo;

beforeEach(async () => {
  fake = await startFakePlivo({ now: () => NOW_MS });
});
afterEach(() => fake.close());

function ask(path: string, init: RequestInit = {}, authToken = fake.authToken) {
  const authorization = `Basic ${Buffer.from(`${fake.authId}:${authToken}`).toString('base64')}`;
  return fetch(`${fake.apiUrl}/v1/Account/${fake.authId}${path}`, { ...init, headers: { authorization } });
}

const wanted = () => ({
  iss: fake.authId,
  sub: 'agent7',
  nbf: NOW_MS / 1000,
  exp: NOW_MS / 1000 + 900,
  app: fake.appId,
  per: { voice: { outgoing_allow: true } },
});
const askToken = (spoilt: object = {}) =>
  ask('/JWT/Token/', { method: 'POST', body: JSON.stringify({ ...wanted(), ...spoilt }) });
const tokenOf = async (response: Response) => ((await response.json()) as { token: string }).token;
const judge = (token: string) =>
  judgeToken(token, {
    secret: fake.tokenSecret,
    issuer: fake.authId,
    user: `agent7_${fake.authId}`,
    nowMs: NOW_MS,
  });

describe('the token API', () => {
  it('gives a short token with the claims that were asked for, which the switch accepts', async () => {
    const token = await tokenOf(await askToken());
    expect(token.length).toBeLessThanOrEqual(500);
    expect(judge(token)).toEqual(wanted());
  });

  it.each([
    ['iss', undefined, 'iss is required'],
    ['iss', 'MAOTHER', 'iss must be the auth id of the account'],
    ['sub', '', 'sub is required'],
    ['nbf', 'now', 'nbf must be an integer: seconds since the epoch'],
    ['exp', 1, 'exp must be later than nbf and than now'],
    ['exp', NOW_MS, 'exp must be at most 24 hours after nbf'],
    ['per', {}, 'per.voice is required'],
    ['app', 7, 'app must be a string'],
  ])('refuses %s %s', async (name, value, error) => {
    const response = await askToken({ [name]: value });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error });
  });

  it.each([
    ['expired', 10006],
    ['not-yet', 10005],
    ['legacy-grants', 10008],
  ] as const)('makes one that is %s when a test wants it', async (fault, code) => {
    fake.faults.token = fault;
    expect(judge(await tokenOf(await askToken()))).toBe(code);
  });

  it('makes one that is too long for an INVITE when a test wants it', async () => {
    fake.faults.token = 'too-long';
    expect((await tokenOf(await askToken())).length).toBeGreaterThan(500);
  });
});

describe('the REST API', () => {
  it('refuses wrong credentials', async () => {
    expect((await ask('/Call/', {}, 'wrong')).status).toBe(401);
  });

  it('knows no other account, path or call', async () => {
    expect((await fetch(`${fake.apiUrl}/v1/Account/MAOTHER/Call/`)).status).toBe(404);
    for (const path of ['/Endpoint/', '/Call/none/', '/Number/1/', '/Application/1/'])
      expect((await ask(path)).status).toBe(404);
    expect((await ask('/Call/none/', { method: 'DELETE' })).status).toBe(404);
  });

  it('says which application the number belongs to, and where that sends its webhooks', async () => {
    fake.setApplication({ answerUrl: 'https://calls.example.com/answer' });
    const number = (await (await ask(`/Number/${fake.number}/`)).json()) as { application: string };
    expect(number.application).toBe(`/v1/Account/${fake.authId}/Application/${fake.appId}/`);
    const application = await (await ask(`/Application/${fake.appId}/`)).json();
    expect(application).toMatchObject({
      answer_url: 'https://calls.example.com/answer',
      answer_method: 'POST',
    });
  });

  it.each([401, 404, 429, 500, 503])('answers %s on request, as often as was wished', async (status) => {
    fake.faults.rest = { status, times: 1 };
    expect((await ask('/Call/')).status).toBe(status);
    expect((await ask('/Call/')).status).toBe(200);
  });

  it('may be slow: who waits less than it takes goes without', async () => {
    fake.faults.rest = { status: 200, delayMs: 60_000 };
    const impatient = ask('/Call/', { signal: AbortSignal.timeout(20) });
    await expect(impatient).rejects.toThrow('timeout');
  });

  it('has a clock of its own', async () => {
    fake.faults.clockAheadMs = 3_600_000;
    const { headers } = await ask('/Call/');
    expect(Date.parse(headers.get('date') ?? '')).toBe(NOW_MS + 3_600_000);
  });
});

/** The checks of a running server, asked for by an agent: a sound set-up, and one thing broken at a time. */
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckFinding, type CheckName, checkReply } from '../../src/accounts/tokenContract.ts';
import { createApp } from '../app.ts';
import { type Environment, parseConfig } from '../config.ts';
import { type FakePlivo, startFakePlivo } from '../fakePlivo/fakePlivo.ts';
import { startTestApplication, type TestApplication } from '../fakePlivo/testApplication.ts';
import { createLog } from '../log.ts';
import { createPlivoApi } from '../plivo/api.ts';
import { isFromPlivo } from '../plivo/signature.ts';
import { addAgent } from '../signIn/addAgent.ts';
import { openStore } from '../store/openStore.ts';
import { createRig } from './rig.ts';

const NOWHERE = 'http://127.0.0.1:1';
const XML = '<Response><Speak>Not signed in.</Speak><Hangup/></Response>';

let fake: FakePlivo;
let application: TestApplication;

beforeEach(async () => {
  fake = await startFakePlivo();
  // What stands at PUBLIC_URL: it tells its webhooks from forged ones.
  application = await startTestApplication(({ query, body, signature, nonce }) => {
    const delivery = { method: 'POST', url: `${application.url}/answer`, query, body } as const;
    return isFromPlivo(delivery, { signature, nonce }, fake.authToken) ? { xml: XML } : { status: 403 };
  });
});
afterEach(async () => {
  application.close();
  await fake.close();
});

async function open(changed: Environment = {}, now = Date.now) {
  const result = parseConfig({
    PUBLIC_URL: application.url,
    PLIVO_AUTH_ID: fake.authId,
    PLIVO_AUTH_TOKEN: fake.authToken,
    PLIVO_APP_ID: fake.appId,
    PLIVO_NUMBER: fake.number,
    PLIVO_API_URL: fake.apiUrl,
    ...changed,
  });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  const { config } = result;
  const store = await openStore({ file: ':memory:' });
  const accessKey = await addAgent(store.agents, 'Anna', false);
  const deps = {
    config,
    store,
    plivo: createPlivoApi(config.plivo),
    clock: { now },
    log: createLog('silent'),
  };
  const app = createApp(deps);
  const ask = () =>
    app.request('http://ignored.example/check', { headers: { authorization: `Bearer ${accessKey}` } });
  return { ask, store };
}

async function check(changed: Environment = {}, now = Date.now) {
  const reply = await (await open(changed, now)).ask();
  expect(reply.status).toBe(200);
  const text = await reply.text();
  const findings = v.parse(checkReply, JSON.parse(text));
  const of = (name: CheckName): CheckFinding | undefined => findings.find((finding) => finding.name === name);
  return { text, findings, of };
}

describe('GET /check', () => {
  it('says that a sound set-up is, check by check, and names no secret', async () => {
    const { findings, text } = await check();
    expect(findings.map(({ name, verdict, fix }) => [name, verdict, fix])).toEqual([
      ['database', 'ok', undefined],
      ['token api', 'ok', undefined],
      ['token shape', 'ok', undefined],
      ['clock', 'ok', undefined],
      ['webhook reachability', 'ok', undefined],
      ['webhook signature', 'ok', undefined],
    ]);
    expect(text).not.toContain(fake.authToken);
    expect(text).not.toMatch(/eyJ/);
  });

  it.each([
    [401, 'PLIVO_AUTH_TOKEN again'],
    [404, 'PLIVO_AUTH_ID names no account'],
    [503, 'Plivo has a fault of its own'],
  ])('says what to mend when the token API answers %s', async (status, fix) => {
    fake.faults.rest = { status };
    const { of } = await check();
    expect(of('token api')).toMatchObject({ verdict: 'fail', fix: expect.stringContaining(fix) });
    expect(of('token shape')).toMatchObject({ verdict: 'skipped' });
    expect(of('webhook signature')).toMatchObject({ verdict: 'ok' });
  });

  it.each([
    ['too-long', 'token api', '500 characters'],
    ['legacy-grants', 'token shape', 'Browser SDK v2'],
    ['expired', 'token shape', 'clock'],
    ['not-yet', 'token shape', 'clock'],
  ] as const)('says what to mend when the token is %s', async (fault, name, fix) => {
    fake.faults.token = fault;
    expect((await check()).of(name)).toMatchObject({ verdict: 'fail', fix: expect.stringContaining(fix) });
  });

  it('warns of a clock that is a little ahead', async () => {
    const { of } = await check({}, () => Date.now() + 20_000);
    expect(of('clock')).toMatchObject({ verdict: 'warn', found: expect.stringContaining('ahead of Plivo') });
  });

  it('says that its webhooks cannot be reached', async () => {
    const { of } = await check({ PUBLIC_URL: NOWHERE });
    expect(of('webhook reachability')).toMatchObject({
      verdict: 'fail',
      found: expect.stringContaining('does not answer'),
      fix: expect.stringContaining('tunnel'),
    });
    expect(of('webhook signature')).toMatchObject({ verdict: 'skipped' });
  });

  it('says that what answers at PUBLIC_URL runs with another address', async () => {
    const { of } = await check({ PUBLIC_URL: application.url.replace('127.0.0.1', 'localhost') });
    expect(of('webhook signature')).toMatchObject({
      verdict: 'fail',
      fix: expect.stringContaining('restart it'),
    });
  });

  it('says that the database does not answer, where the agent is known all the same', async () => {
    const { ask, store } = await open();
    Object.assign(store.agents, { list: () => Promise.reject(new Error('disk I/O error')) });
    const [first] = v.parse(checkReply, await (await ask()).json());
    expect(first).toMatchObject({ name: 'database', verdict: 'fail', fix: expect.stringContaining('log') });
  });

  it('counts against the limit of tokens, because each makes one', async () => {
    const { ask } = await open({ TOKENS_PER_MINUTE: '1', PUBLIC_URL: NOWHERE });
    expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is for agents who are signed in', async () => {
    const { ask } = await createRig();
    expect((await ask('/check')).status).toBe(401);
  });

  it('stands in the OpenAPI document', async () => {
    const document = await (await (await createRig()).ask('/openapi.json')).json();
    expect(document.paths['/check'].get.responses).toHaveProperty('429');
  });
});

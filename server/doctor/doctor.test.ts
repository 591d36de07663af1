// The doctor against the fake Plivo: one sound set-up, and each test breaks one thing and reads its verdict and its fix.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { type Config, parseConfig } from '../config.ts';
import { type FakePlivo, startFakePlivo } from '../fakePlivo/fakePlivo.ts';
import { type Delivered, startTestApplication, type TestApplication } from '../fakePlivo/testApplication.ts';
import { isFromPlivo } from '../plivo/signature.ts';
import { addAgent } from '../signIn/addAgent.ts';
import { openStore } from '../store/openStore.ts';
import { checkConfiguration } from './configuration.ts';
import { runDoctor } from './doctor.ts';
import type { Finding } from './finding.ts';

const XML = '<Response><Speak>Not signed in.</Speak><Hangup/></Response>';
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:1';

let folder: string;
let fake: FakePlivo;
let application: TestApplication;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-doctor-'));
  fake = await startFakePlivo();
  application = await startTestApplication((delivered) =>
    isSigned(delivered) ? { xml: XML } : { status: 403 },
  );
  fake.setApplication(application.application);
  gateway = await startGateway(fake);
  const store = await openStore(config().database);
  await addAgent(store.agents, 'Anna', false);
  await store.close();
});
afterEach(async () => {
  gateway.close();
  application.close();
  await fake.close();
  rmSync(folder, { recursive: true });
});

function isSigned({ query, body, signature, nonce }: Delivered): boolean {
  const url = `${application.url}/answer`;
  return isFromPlivo({ method: 'POST', url, query, body }, { signature, nonce }, fake.authToken);
}

/** As much SIP as a REGISTER needs; whether it is let in is the fake's word. */
async function startGateway({ sipSwitchUrl }: FakePlivo) {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' });
  await new Promise((resolve) => sockets.once('listening', resolve));
  const registrations: string[] = [];
  sockets.on('connection', (socket) => {
    socket.on('message', async (data) => {
      const request = String(data);
      registrations.push(/Expires: (\d+)/.exec(request)?.[1] ?? '');
      const answer = await (
        await fetch(`${sipSwitchUrl}/register`, { method: 'POST', body: request })
      ).text();
      const code = /code=(\d+)/.exec(answer)?.[1];
      const [status, extra] = code
        ? ['403 Forbidden', `X-Plivo-Jwt-Error-Code: ${code}\r\n`]
        : ['200 OK', ''];
      socket.send(`SIP/2.0 100 Trying\r\nCSeq: 1 REGISTER\r\n\r\n`);
      socket.send(`SIP/2.0 ${status}\r\nCSeq: 1 REGISTER\r\n${extra}Content-Length: 0\r\n\r\n`);
    });
  });
  const url = `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`;
  return {
    url,
    registrations,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function config(changed: Record<string, string> = {}): Config {
  const result = parseConfig({
    PUBLIC_URL: application.url,
    PLIVO_AUTH_ID: fake.authId,
    PLIVO_AUTH_TOKEN: fake.authToken,
    PLIVO_APP_ID: fake.appId,
    PLIVO_NUMBER: fake.number,
    PLIVO_API_URL: fake.apiUrl,
    PLIVO_SIP_SERVERS: gateway.url,
    DATABASE_FILE: join(folder, 'server.sqlite'),
    ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    ...changed,
  });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

async function examine(changed: Record<string, string> = {}, now = Date.now) {
  const lines: string[] = [];
  const options = { clock: { now }, timeoutMs: 2_000 };
  const code = await runDoctor(config(changed), (line) => lines.push(line), ['--json'], options);
  const { ok, findings } = JSON.parse(lines.join('\n')) as { ok: boolean; findings: Finding[] };
  expect(code).toBe(ok ? 0 : 1);
  const of = (check: string) => findings.find((finding) => finding.check === check);
  return { code, findings, of };
}

describe('a set-up that is sound', () => {
  it('has every check ok, and nothing to mend', async () => {
    const { code, findings } = await examine();
    expect(findings.filter(({ verdict, fix }) => verdict !== 'ok' || fix)).toEqual([]);
    expect(findings).toHaveLength(10);
    expect(code).toBe(0);
  });

  it('is told in a line a check and one for all, without a secret', async () => {
    const lines: string[] = [];
    expect(await runDoctor(config(), (line) => lines.push(line))).toBe(0);
    expect(lines).toHaveLength(11);
    expect(lines[2]).toMatch(/^ok {4}token api: made a token of \d+ characters \(\d+ ms\)$/);
    expect(lines.at(-1)).toBe('Nothing is wrong on this side.');
    expect(lines.join('\n')).not.toContain(fake.authToken);
  });

  it('is left as it was: the registration is taken back', async () => {
    await examine();
    await expect.poll(() => gateway.registrations).toEqual(['60', '0']);
  });
});

describe('each fault has its verdict and its fix', () => {
  it.each([
    [401, 'PLIVO_AUTH_TOKEN again'],
    [404, 'PLIVO_AUTH_ID names no account'],
    [429, 'wait a minute'],
    [503, 'Plivo has a fault of its own'],
  ])('the token API answers %s', async (status, fix) => {
    fake.faults.rest = { status };
    const { of, code } = await examine();
    expect(code).toBe(1);
    expect(of('token api')).toMatchObject({
      verdict: 'fail',
      found: expect.stringContaining(String(status)),
    });
    expect(of('token api')?.fix).toContain(fix);
    expect([of('token shape')?.verdict, of('registration')?.verdict]).toEqual(['skipped', 'skipped']);
    expect(of('number')?.verdict).toBe(status === 404 ? 'fail' : 'warn');
  });

  it.each([
    ['ALLOWED_ORIGINS', '', 'configuration', 'warn', 'no extension may ask', 'chrome-extension://'],
    ['DATABASE_FILE', ':memory:', 'database', 'warn', 'nobody may sign in', 'agents add NAME'],
    ['DATABASE_FILE', '/dev/null/none', 'database', 'fail', '/dev/null/none', 'DATABASE_FILE'],
    ['PLIVO_API_URL', NOWHERE, 'token api', 'fail', 'unreachable', 'PLIVO_API_URL'],
    ['PLIVO_API_URL', NOWHERE, 'clock', 'skipped', 'did not say what time', ''],
    ['PLIVO_SIP_SERVERS', 'ws://127.0.0.1:1', 'registration', 'fail', 'no WebSocket to', 'port 443'],
    ['PUBLIC_URL', NOWHERE, 'webhook reachability', 'fail', 'does not answer', 'tunnel'],
    ['PUBLIC_URL', NOWHERE, 'webhook signature', 'skipped', 'nothing answers', ''],
    ['PLIVO_NUMBER', '14155550199', 'number', 'fail', 'not a number of this account', 'rented number'],
    ['PLIVO_APP_ID', '12345', 'number', 'fail', 'does not belong to application 12345', 'Phone Numbers'],
    ['PLIVO_APP_ID', '12345', 'application', 'fail', 'no application 12345', 'Applications'],
  ])('%s is "%s": %s', async (name, value, check, verdict, found, fix) => {
    const { of, code, findings } = await examine({ [name]: value });
    expect(of(check)).toMatchObject({ verdict, found: expect.stringContaining(found) });
    expect(of(check)?.fix ?? '').toContain(fix);
    expect(code).toBe(findings.some((finding) => finding.verdict === 'fail') ? 1 : 0);
  });

  it.each([
    ['too-long', 'token api', 'token-too-long', '500 characters'],
    ['legacy-grants', 'token shape', 'legacy grants', 'Browser SDK v2'],
    ['no-outgoing', 'token shape', 'outgoing_allow is not true', 'support'],
    ['expired', 'token shape', 'it expired', 'clock'],
    ['not-yet', 'token shape', 'it is not valid for another', 'clock'],
  ] as const)('the token is %s', async (fault, check, found, fix) => {
    fake.faults.token = fault;
    const { of } = await examine();
    expect(of(check)?.verdict).toBe('fail');
    expect(of(check)?.found).toContain(found);
    expect(of(check)?.fix).toContain(fix);
  });

  it.each([
    [10006, 'ACCESS_TOKEN_EXPIRED', 'NTP'],
    [10009, 'EXPIRATION_EXCEEDS_MAX_ALLOWED_TIME', 'TOKEN_TTL_SECONDS'],
    [10010, 'MAX_ALLOWED_LOGIN_REACHED', 'sign agents out'],
  ] as const)('the switch refuses with %s', async (code, word, fix) => {
    fake.faults.register = code;
    const { of } = await examine();
    expect(of('registration')?.found).toContain(word);
    expect(of('registration')?.fix).toContain(fix);
  });

  it('the clock is wrong: a little is a warning, a lot a failure', async () => {
    const { of } = await examine({}, () => Date.now() + 20_000);
    expect(of('clock')).toMatchObject({ verdict: 'warn', found: expect.stringContaining('ahead of Plivo') });
    fake.faults.clockAheadMs = 3_600_000;
    const worse = await examine();
    expect(worse.of('clock')).toMatchObject({
      verdict: 'fail',
      found: expect.stringContaining('behind Plivo'),
    });
    expect(worse.of('registration')?.found).toContain('ACCESS_TOKEN_EXPIRED');
  });

  it('something else answers at PUBLIC_URL', async () => {
    const stranger = await startTestApplication(() => ({ status: 404, xml: 'no such page' }));
    const { of } = await examine({ PUBLIC_URL: stranger.url });
    expect(of('webhook reachability')?.found).toContain('answers 404: "no such page"');
    const open = await startTestApplication(() => ({ xml: 'hello' }));
    const welcomed = await examine({ PUBLIC_URL: open.url });
    expect(welcomed.of('webhook reachability')?.found).toContain('accepts what is not signed');
    expect(welcomed.of('webhook signature')?.found).toContain('answered with 200: "hello"');
    for (const one of [stranger, open]) one.close();
  });

  it('the running server has another PUBLIC_URL', async () => {
    const sameServer = application.url.replace('127.0.0.1', 'localhost');
    const { of } = await examine({ PUBLIC_URL: sameServer });
    expect(of('webhook signature')).toMatchObject({
      verdict: 'fail',
      fix: expect.stringContaining('restart it'),
    });
    expect(of('application')?.fix).toContain(`set it to ${sameServer}/answer`);
  });

  it('the hang-up URL was forgotten', async () => {
    fake.setApplication({ hangupUrl: '' });
    expect((await examine()).of('application')).toMatchObject({
      verdict: 'fail',
      found: 'its hangup_url is empty',
    });
  });

  it('Plivo cannot reach a PUBLIC_URL on this machine', async () => {
    const given = config({ PLIVO_API_URL: 'https://api.plivo.com' });
    expect(checkConfiguration({ config: given }).found).toContain('which Plivo cannot reach');
  });
});

/** Plivo as an agent lives it: the real SDK in the extension's own document, our server, and a telephone far away. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, launchBrowser } from '../../demo/browser.ts';
import { type Desk, openDesk, PANEL, raise, signInToPlivo } from '../../demo/desk.ts';
import { buildExtension } from '../../demo/extension.ts';
import { agentHears } from '../../demo/hearing.ts';
import { writeTone } from '../../demo/tone.ts';
import { isWebhook } from '../../server/fakePlivo/wire.ts';
import { openStore } from '../../server/store/openStore.ts';
import type { Call, PhoneState } from '../../src/call/state.ts';
import { FAR_TONE_HZ } from './baresip.ts';
import { attachToHost, type HostDocument } from './hostDocument.ts';
import { type PlivoLab, startPlivoLab } from './plivoLab.ts';
import { until } from './process.ts';
import { type ShortTokens, shortenTokens } from './shortTokens.ts';
import { cut, readWav, toneLevel } from './tone.ts';

const AGENT_TONE_HZ = 440;
const CLEAR_DB = -3; // half of everything heard is the tone; G.711 and a jitter buffer take far less
const ANSWERS = '14155550142';
const ON_THE_PAGE = '(415) 555-0142';
const HOST = '/offscreen.html';

let folder: string;
let host: HostDocument;
let browser: Browser;
let desk: Desk;
let popup: Page;
let crm: Page;
let website: Server;
let rig: PlivoLab;
/** Our server under a name for which the extension has no host permission: only its CORS lets us in. */
let server: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-plivo-call-'));
  const microphoneWav = join(folder, 'agent.wav');
  writeTone(microphoneWav, AGENT_TONE_HZ);
  browser = await launchBrowser({ extensionDir: await buildExtension(), microphoneWav });
  host = await attachToHost(browser.profileDir);
  desk = await openDesk(browser);
  rig = await startPlivoLab({ allowedOrigins: [`chrome-extension://${desk.extensionId}`] });
  server = rig.server.replace('127.0.0.1', 'localhost');
  popup = await desk.open('popup.html');
  await openCrm();
});
afterAll(async () => {
  host?.stop();
  await browser?.close();
  await rig?.close();
  website?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => rig.lab.baresip.hangUp());

/** A customer's record, as short as one can be, on a site that the agent has turned on. */
async function openCrm(): Promise<void> {
  website = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Record</title><p>Karin Lindqvist, ${ON_THE_PAGE}</p>`);
  });
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(website.address() as AddressInfo).port}`;
  await desk.ask(popup, { type: 'setSite', origin, enabled: true, country: 'US' });
  crm = await browser.context.newPage();
  await crm.goto(origin);
}

const ready = (timeoutMs?: number) =>
  desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready', timeoutMs);
const idle = () => until('the far side is idle', () => rig.lab.baresip.calls().length === 0);
const established = () =>
  until('the far side talks', () => rig.lab.baresip.calls()[0]?.state === 'established');

async function callThat(what: string, fits: (call: Call) => boolean): Promise<Call> {
  const newest = ({ calls }: PhoneState) => calls.findLast(fits);
  return newest(await desk.until(popup, what, (now) => newest(now) !== undefined)) as Call;
}
const callIs = (status: Call['status']) =>
  callThat(`a call that is ${status}`, (call) => call.status === status);

/** From the number on the page to two people who talk. Resolves with Plivo's name of the call. */
async function callFromPage(): Promise<{ call: Call; callUuid: string }> {
  const known = rig.fake.calls.all().length;
  await raise(desk, crm, ON_THE_PAGE);
  await browser.devTools.pressEnter(PANEL);
  const call = await callIs('live');
  await established();
  return { call, callUuid: rig.fake.calls.all()[known]?.callUuid ?? '' };
}

const hangUp = (call: Call) =>
  desk.ask(popup, { type: 'command', command: { type: 'hangUp', callId: call.id } });

/** The end of the call as our server has it, after everything under way was delivered. */
async function recorded(callUuid: string) {
  const hangup = isWebhook('hangup', callUuid);
  const { params, status } = await rig.fake.wire.waitFor(hangup, AbortSignal.timeout(10_000));
  await rig.fake.calls.settled();
  const store = await openStore(rig.config.database);
  const rows = (await store.calls.recent(100)).filter((row) => row.callUuid === callUuid);
  await store.close();
  return { params, status, deliveries: rig.fake.wire.entries.filter(hangup).length, rows };
}

/** What the far side heard since the second `from` of its recording, in dB of the total. */
const recording = () => readWav(rig.lab.recordings().at(-1) ?? '');
const toFar = (from: number) => toneLevel(cut(recording(), from), AGENT_TONE_HZ);
const recordedSeconds = () => recording().samples.length / recording().sampleRate;

/** Resolves once both sides are clear about what they hear from now on. */
async function audioBothWays(): Promise<void> {
  const from = Math.max(0.5, recordedSeconds());
  let agent = -120;
  await until('the far side hears the agent', () => recordedSeconds() > from + 0.5 && toFar(from) > CLEAR_DB);
  await until('the agent hears the far side', async () => {
    agent = (await agentHears(browser.devTools, [FAR_TONE_HZ]))?.[FAR_TONE_HZ] ?? -120;
    return agent > CLEAR_DB;
  });
  const [out, back] = [toFar(from), agent].map((level) => level.toFixed(1));
  process.stdout.write(
    `audio agent→far ${AGENT_TONE_HZ} Hz: ${out} dB of total; far→agent ${FAR_TONE_HZ} Hz: ${back} dB\n`,
  );
}

const kept = () =>
  browser.devTools.evaluate<string>(HOST, 'JSON.stringify({ ...localStorage, ...sessionStorage })');

describe('an agent at Plivo', () => {
  it('signs in with an access key through the popup, and the line shows the Plivo number', async () => {
    await signInToPlivo(popup, server, rig.accessKey);
    expect((await ready()).line).toEqual({ status: 'ready', identity: `+${rig.fake.number}` });
  });

  it('clicks a number, is put through to it, and both hear each other until the agent hangs up', async () => {
    const { call, callUuid } = await callFromPage();
    expect(call.remote.e164).toBe(`+${ANSWERS}`);
    const answer = await rig.fake.wire.waitFor(isWebhook('answer', callUuid), AbortSignal.timeout(5_000));
    expect(answer).toMatchObject({ status: 200, params: { 'X-PH-Dest': ANSWERS, To: rig.fake.number } });
    expect(answer.params['X-PH-Intent']).toMatch(/^[A-Za-z0-9]{16,64}$/);
    expect(rig.fake.calls.find(callUuid)?.dial?.numbers).toEqual([ANSWERS]);
    await audioBothWays();
    await hangUp(call);
    expect((await callIs('ended')).endedBy).toBe('local');
    await idle();
    const end = await recorded(callUuid);
    expect(end).toMatchObject({ status: 200, deliveries: 1, params: { HangupSource: 'Caller' } });
    expect(end.rows).toMatchObject([{ direction: 'outbound', to: `+${ANSWERS}` }]);
    expect(end.rows[0]?.endedAt).not.toBeNull();
  });

  it('is told when the far side hangs up, and that is recorded once', async () => {
    const { callUuid } = await callFromPage();
    await rig.lab.baresip.hangUp();
    const ended = await callIs('ended');
    expect([ended.endedBy, ended.failure]).toEqual(['remote', undefined]);
    const { deliveries, rows, params } = await recorded(callUuid);
    expect([deliveries, rows.length, params.HangupSource]).toEqual([1, 1, 'Callee']);
  });

  it('answers a call from outside', async () => {
    const known = rig.fake.calls.all().length;
    await rig.lab.baresip.dial(rig.lab.agentUri.replace(/^sip:\w+/, `sip:${rig.fake.number}`));
    const offered = await callIs('offered');
    await desk.ask(popup, { type: 'command', command: { type: 'answer', callId: offered.id } });
    const call = await callThat('that call live', ({ id, status }) => id === offered.id && status === 'live');
    await audioBothWays();
    await hangUp(call);
    await idle();
    const { deliveries, rows } = await recorded(rig.fake.calls.all()[known]?.callUuid ?? '');
    expect(deliveries).toBe(1);
    expect(rows).toMatchObject([{ direction: 'inbound' }]);
  });

  it('has told nobody but our server and the signalling, and left nothing behind', async () => {
    expect(host.hosts()).toEqual([new URL(server).host, new URL(rig.lab.wsUrl).host].sort());
    expect(await kept()).not.toMatch(/eyJ|4155550142/);
  });
});

describe('a token that is over', () => {
  const LIFE_SECONDS = 20;

  let proxy: ShortTokens;

  beforeAll(async () => {
    proxy = await shortenTokens(rig, LIFE_SECONDS);
    // Another account: the extension moves to a new document by itself.
    await desk.ask(popup, { type: 'signOut' });
    await popup.reload();
    await signInToPlivo(popup, proxy.server, rig.accessKey);
    await until('the first short token', () => proxy.given.length === 1);
    await ready();
  });
  afterAll(() => proxy?.close());

  const isOver = (expiresAt = 0) =>
    until('the token is over', () => Date.now() > expiresAt, 1.5 * LIFE_SECONDS * 1_000);

  it('in the middle of a call is renewed in time, and neither the call nor the next one notices', async () => {
    const { call } = await callFromPage();
    const first = proxy.given.at(-1);
    await until('a new token', () => proxy.given.at(-1) !== first, LIFE_SECONDS * 1_000);
    await isOver(first?.expiresAt);
    await audioBothWays();
    expect((await callThat('the same call', ({ id }) => id === call.id)).status).toBe('live');
    await hangUp(call);
    await idle();
    const next = await callFromPage();
    await hangUp(next.call);
    await idle();
  });

  it('and cannot be renewed leaves the call alone; afterwards the line asks to sign in again', async () => {
    const { call } = await callFromPage();
    proxy.forget();
    await isOver(proxy.given.at(-1)?.expiresAt);
    await audioBothWays();
    await hangUp(call);
    await idle();
    await desk.until(
      popup,
      'a line that asks to sign in again',
      ({ line }) => line.status === 'failed' && line.failure.code === 'sign-in-expired',
    );
    await popup.getByRole('status').getByText('Sign-in expired').waitFor();
  });
});

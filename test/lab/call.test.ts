/** The product itself on a real gateway: the extension in Chromium, Kamailio, rtpengine, and baresip as the far side. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, launchBrowser } from '../../demo/browser.ts';
import { type Desk, openDesk } from '../../demo/desk.ts';
import { buildExtension } from '../../demo/extension.ts';
import { agentHears } from '../../demo/hearing.ts';
import { writeTone } from '../../demo/tone.ts';
import { newCallId } from '../../src/call/callId.ts';
import type { Call, CallId, PhoneState } from '../../src/call/state.ts';
import { FAR_TONE_HZ } from './baresip.ts';
import { type Lab, startLab } from './lab.ts';
import { until } from './process.ts';
import { cut, readWav, toneLevel } from './tone.ts';

const AGENT_TONE_HZ = 440;
const CLEAR_DB = -3; // half of everything heard is the tone; G.711 and a jitter buffer take far less
const READY_AGAIN_MS = 6_000;
const ANSWERS = '+14155550142';

let lab: Lab;
let browser: Browser;
let desk: Desk;
let popup: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-call-'));
  const microphoneWav = join(folder, 'agent.wav');
  writeTone(microphoneWav, AGENT_TONE_HZ);
  lab = await startLab();
  const extensionDir = await buildExtension();
  browser = await launchBrowser({ extensionDir, microphoneWav, extraArgs: [lab.trustArgument] });
  desk = await openDesk(browser);
  popup = await desk.open('popup.html');
  const { wssUrl: server, user, password, domain } = lab;
  await desk.ask(popup, {
    type: 'signIn',
    account: { kind: 'sip', servers: [server], user, password, domain },
    remember: false,
  });
  await ready();
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => lab.baresip.hangUp());

const ready = (timeoutMs?: number) =>
  desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready', timeoutMs);
const idle = () => until('the far side is idle', () => lab.baresip.calls().length === 0);

async function dial(e164: string): Promise<CallId> {
  const callId = newCallId();
  const command = { type: 'dial', callId, remote: { e164, display: e164 } };
  await desk.ask(popup, { type: 'command', command });
  return callId;
}

const hangUp = (callId: CallId) => desk.ask(popup, { type: 'command', command: { type: 'hangUp', callId } });

async function callThat(id: CallId, status: Call['status']): Promise<Call> {
  const found = ({ calls }: PhoneState) => calls.find((call) => call.id === id && call.status === status);
  return found(
    await desk.until(popup, `a call that is ${status}`, (now) => found(now) !== undefined),
  ) as Call;
}

const live = async () => {
  const id = await dial(ANSWERS);
  await callThat(id, 'live');
  return id;
};

/** What the far side heard since the second `from` of its recording, in dB of the total. */
const toFar = (from: number) => toneLevel(cut(readWav(lab.recordings().at(-1) ?? ''), from), AGENT_TONE_HZ);
const toAgent = async () => (await agentHears(browser.devTools, [FAR_TONE_HZ]))?.[FAR_TONE_HZ] ?? -120;
const recordedSeconds = () => {
  const { samples, sampleRate } = readWav(lab.recordings().at(-1) ?? '');
  return samples.length / sampleRate;
};

/** Resolves with both levels once both sides are clear about what they hear from now on. */
async function audioBothWays() {
  const from = Math.max(0.5, recordedSeconds());
  let agent = -120;
  await until('the far side hears the agent', () => recordedSeconds() > from + 0.5 && toFar(from) > CLEAR_DB);
  await until('the agent hears the far side', async () => {
    agent = await toAgent();
    return agent > CLEAR_DB;
  });
  return { far: toFar(from), agent };
}

const decibels = (level: number) => level.toFixed(1).replace('-', '−');
const print = ({ far, agent }: { far: number; agent: number }) =>
  process.stdout.write(
    `audio agent→far ${AGENT_TONE_HZ} Hz: ${decibels(far)} dB of total; far→agent ${FAR_TONE_HZ} Hz: ${decibels(agent)} dB of total\n`,
  );

describe('a call of the extension over TLS', () => {
  it('carries sound both ways and ends when the far side hangs up', async () => {
    const id = await live();
    const heard = await audioBothWays();
    print(heard);
    expect(heard.far).toBeGreaterThan(CLEAR_DB);
    expect(heard.agent).toBeGreaterThan(CLEAR_DB);
    await lab.baresip.hangUp();
    const call = await callThat(id, 'ended');
    expect(call.endedBy).toBe('remote');
    expect(call.failure).toBeUndefined();
  });

  it('ends at the far side when the agent hangs up', async () => {
    const id = await live();
    await until('the far side talks', () => lab.baresip.calls()[0]?.state === 'established');
    await hangUp(id);
    expect((await callThat(id, 'ended')).endedBy).toBe('local');
    await idle();
  });

  it.each([
    ['busy', '+14155550186', 'busy'],
    ['refused', '+14155550103', 'declined'],
    ['not found', '+14155550104', 'not-found'],
    ['not available', '+14155550150', 'unavailable'],
  ])('ends as named when the far side is %s', async (_what, number, code) => {
    const call = await callThat(await dial(number), 'ended');
    expect(call.failure?.code).toBe(code);
  });

  it('rings until the agent gives up, and then the far side stops ringing', async () => {
    const id = await dial('+14155550180');
    await callThat(id, 'ringing');
    await until('the far side rings', () => lab.baresip.calls()[0]?.state === 'ringing');
    await hangUp(id);
    expect((await callThat(id, 'ended')).endedBy).toBe('local');
    await idle();
    expect(lab.baresip.events.at(-1)?.type).toBe('CALL_CLOSED');
  });
});

describe('a gateway that dies during a call', () => {
  it('costs the call nothing: its sound goes on, the line returns, and a hang-up arrives', async () => {
    const id = await live();
    await lab.kamailio.kill();
    await desk.until(popup, 'a line that reconnects', ({ line }) => line.status === 'connecting');
    print(await audioBothWays());
    expect((await callThat(id, 'live')).status).toBe('live');

    await lab.kamailio.restart();
    const backAt = Date.now();
    await ready(READY_AGAIN_MS);
    process.stdout.write(`ready ${Date.now() - backAt} ms after the gateway's return\n`);
    expect((await callThat(id, 'live')).status).toBe('live');
    await hangUp(id);
    expect((await callThat(id, 'ended')).endedBy).toBe('local');
    await idle();
  });
});

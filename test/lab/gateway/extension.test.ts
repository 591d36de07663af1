// The product itself on the gateway: the extension in Chromium, its own Origin, a provider that challenges, and the causes an agent reads.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, launchBrowser } from '../../../demo/browser.ts';
import { type Desk, openDesk } from '../../../demo/desk.ts';
import { buildExtension } from '../../../demo/extension.ts';
import { agentHears } from '../../../demo/hearing.ts';
import { writeTone } from '../../../demo/tone.ts';
import { newCallId } from '../../../src/call/callId.ts';
import type { Call, CallId, PhoneState } from '../../../src/call/state.ts';
import { FAR_TONE_HZ } from '../baresip.ts';
import { until } from '../process.ts';
import { AGENT_TONE_HZ } from '../softphonePage.ts';
import { cut, readWav, toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround } from './rig.ts';

const CLEAR_DB = -3;
/** Three seconds without a packet, measured once a second, and what a busy machine adds. */
const WARNED_WITHIN_MS = 6_000;
const ANSWERS = '+442079460018';

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let browser: Browser;
let desk: Desk;
let popup: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-gateway-call-'));
  const microphoneWav = join(folder, 'agent.wav');
  writeTone(microphoneWav, AGENT_TONE_HZ);
  ground = await openGround();
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1', challenges: true });
  const extensionDir = await buildExtension();
  browser = await launchBrowser({ extensionDir, microphoneWav, extraArgs: [ground.trustArgument] });
  desk = await openDesk(browser);
  const { address, port, username, domain } = carrier;
  const five = `host: ${address}, port: ${port}, username: ${username}, domain: ${domain}`;
  gateway = await ground.gateway({
    origins: [`chrome-extension://${desk.extensionId}`],
    providers: `providers:
  acme: { ${five}, password: "\${CARRIER_PASSWORD}", inbound: { "*": { all: yes } } }
  locked: { ${five}, password: wrong, prefixes: ["+4930"] }
`,
  });
  popup = await desk.open('popup.html');
  const { url, user, password, domain: realm } = gateway.account();
  const account = { kind: 'sip', servers: [url], user, password, domain: realm };
  await desk.ask(popup, { type: 'signIn', account, remember: false });
  await ready();
});
afterAll(async () => {
  await browser?.close();
  await ground?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => ground.baresip.hangUp());

const ready = () => desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready');
const command = (command: object) => desk.ask(popup, { type: 'command', command });

async function dial(e164: string): Promise<CallId> {
  const callId = newCallId();
  await command({ type: 'dial', callId, remote: { e164, display: e164 } });
  return callId;
}

async function callThat(id: CallId, status: Call['status']): Promise<Call> {
  const found = ({ calls }: PhoneState) => calls.find((call) => call.id === id && call.status === status);
  return found(
    await desk.until(popup, `a call that is ${status}`, (now) => found(now) !== undefined),
  ) as Call;
}

const gatewayLog = () => readFileSync(join(gateway.folder, 'kamailio.log'), 'utf8');
const toAgent = async () => (await agentHears(browser.devTools, [FAR_TONE_HZ]))?.[FAR_TONE_HZ] ?? -120;
const toFar = () => toneLevel(cut(readWav(ground.baresip.recordings().at(-1) ?? ''), 0.5), AGENT_TONE_HZ);

describe('the extension on the gateway', () => {
  it('carries sound both ways and digits, holds, and ends when the far side hangs up', async () => {
    const from = ground.baresip.events.length;
    const callId = await dial(ANSWERS);
    await callThat(callId, 'live');
    await until('the agent hears the far side', async () => (await toAgent()) > CLEAR_DB);
    await until('the far side hears the agent', () => toFar() > CLEAR_DB);
    await command({ type: 'sendDigits', callId, digits: '7' });
    expect((await ground.baresip.waitForEvent('CALL_DTMF_START', from)).param).toBe('7');
    await command({ type: 'hold', callId });
    await callThat(callId, 'held');
    await command({ type: 'resume', callId });
    await callThat(callId, 'live');
    await ground.baresip.hangUp();
    const call = await callThat(callId, 'ended');
    expect([call.endedBy, call.failure]).toEqual(['remote', undefined]);
  });

  it('ends at the far side when the agent hangs up', async () => {
    const callId = await dial(ANSWERS);
    await callThat(callId, 'live');
    await until('the far side talks', () => ground.baresip.calls()[0]?.state === 'established');
    await command({ type: 'hangUp', callId });
    await until('the far side is idle', () => ground.baresip.calls().length === 0);
  });

  it.each([
    ['at once', async () => {}],
    // Its offer finds none, and waits in the gateway.
    [
      'when the agent’s browser has missed it',
      () => until('an offer waits', () => gatewayLog().includes('an offer waits'), 20_000),
    ],
  ])('is heard again when rtpengine was killed and came back %s', async (_, missed) => {
    const callId = await dial(ANSWERS);
    await callThat(callId, 'live');
    await until('the agent hears the far side', async () => (await toAgent()) > CLEAR_DB);
    await gateway.rtpengine.kill();
    const since = Date.now();
    await missed();
    await gateway.rtpengine.restart();
    // It knows of no call until the extension, whose connection went dead, offers again.
    const flows = async () => (await gateway.packets().catch(() => [0])).every((count) => count > 25);
    await until('the relay carries sound both ways again', flows, 20_000);
    await until('the agent hears the far side again', async () => (await toAgent()) > CLEAR_DB);
    process.stdout.write(`rtpengine killed: sound again after ${Date.now() - since} ms\n`);
    await command({ type: 'hangUp', callId });
    await until('the far side is idle', () => ground.baresip.calls().length === 0);
  });

  it('warns within 6 seconds, is over within 20 and says why, when rtpengine does not come back', async () => {
    const callId = await dial(ANSWERS);
    await callThat(callId, 'live');
    await until('the agent hears the far side', async () => (await toAgent()) > CLEAR_DB);
    await gateway.rtpengine.kill();
    const since = Date.now();
    const isWarned = ({ calls }: PhoneState) =>
      calls.some(({ warnings }) => warnings?.includes('not-hearing'));
    await desk.until(popup, 'a warning', isWarned, WARNED_WITHIN_MS);
    process.stdout.write(`rtpengine gone: warned after ${Date.now() - since} ms\n`);
    await until('the far side is idle', () => ground.baresip.calls().length === 0, 20_000);
    process.stdout.write(`rtpengine gone: over after ${Date.now() - since} ms\n`);
    expect((await callThat(callId, 'ended')).failure?.code).toBe('media-failed');
    await gateway.rtpengine.restart();
  });

  it.each([
    ['busy', '+442079460186', 'busy'],
    ['refused', '+442079460103', 'declined'],
    ['not found', '+442079460104', 'not-found'],
    ['not available', '+442079460150', 'unavailable'],
  ])('ends as named when the far side is %s', async (_, number, code) => {
    expect((await callThat(await dial(number), 'ended')).failure?.code).toBe(code);
  });

  it('says that a number cannot be reached, not that the agent’s password is wrong, when no provider takes ours', async () => {
    const tries = carrier.seen('INVITE').length;
    await callThat(await dial('+493023125150'), 'ended');
    const { failure } = (await desk.state(popup))?.calls[0] ?? {};
    expect(failure?.code).toBe('unavailable');
    expect(
      carrier
        .seen('INVITE')
        .slice(tries)
        .some(({ user }) => user === 'alice'),
    ).toBe(false);
    await ready();
  });
});

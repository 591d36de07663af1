// An agent signs in at our own server, which mints what the gateway takes: the extension in Chromium, the real server, and
// what happens when a password runs out: in a call, before a call, and while nobody was connected.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Browser, launchBrowser } from '../../../demo/browser.ts';
import { type Desk, openDesk, signInToPlivo } from '../../../demo/desk.ts';
import { buildExtension } from '../../../demo/extension.ts';
import { agentHears } from '../../../demo/hearing.ts';
import { writeTone } from '../../../demo/tone.ts';
import { newCallId } from '../../../src/call/callId.ts';
import type { Call, CallId, PhoneState } from '../../../src/call/state.ts';
import type { AccountView } from '../../../src/messages/protocol.ts';
import { FAR_TONE_HZ } from '../baresip.ts';
import { until } from '../process.ts';
import { AGENT_TONE_HZ } from '../softphonePage.ts';
import { cut, readWav, toneLevel } from '../tone.ts';
import { type MintingServer, startMintingServer } from './mintingServer.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const SECRET = 'fictional-secret-of-the-tests-only-0123456789';
const CLEAR_DB = -3;
const ANSWERS = '+442079460018';
/** The extension asks for the next password no sooner than a minute after the last one. */
const OVER_AFTER_THE_NEXT_S = 70;

let ground: LabGround;
let gateway: GatewayRig;
let server: MintingServer;
let browser: Browser;
let desk: Desk;
let popup: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-gateway-minted-'));
  const microphoneWav = join(folder, 'agent.wav');
  writeTone(microphoneWav, AGENT_TONE_HZ);
  ground = await openGround();
  const carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1' });
  const extensionDir = await buildExtension();
  browser = await launchBrowser({ extensionDir, microphoneWav, extraArgs: [ground.trustArgument] });
  desk = await openDesk(browser);
  const origin = `chrome-extension://${desk.extensionId}`;
  gateway = await ground.gateway({
    origins: [origin],
    providers: `providers:\n  acme: { host: ${carrier.address}, port: ${carrier.port}, mode: ip }\n`,
    environment: { SIP_CREDENTIAL_SECRET: SECRET },
  });
  server = await startMintingServer({ server: gateway.account().url, domain: REALM, secret: SECRET, origin });
  popup = await desk.open('popup.html');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await ground?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => ground.baresip.hangUp());

const ready = () => desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready', 30_000);
const command = (command: object) => desk.ask(popup, { type: 'command', command });

/** Signs in anew, with passwords that are good for so long. */
async function signIn(ttlSeconds: number): Promise<void> {
  await desk.ask(popup, { type: 'signOut' });
  await popup.reload();
  server.mintFor(ttlSeconds);
  await signInToPlivo(popup, server.url, server.accessKey);
  await ready();
}

async function dial(e164: string): Promise<CallId> {
  const callId = newCallId();
  await command({ type: 'dial', callId, remote: { e164, display: e164 } });
  return callId;
}

async function callThat(id: CallId, status: Call['status']): Promise<Call> {
  const found = ({ calls }: PhoneState) => calls.find((call) => call.id === id && call.status === status);
  const now = await desk.until(popup, `a call that is ${status}`, (state) => found(state) !== undefined);
  return found(now) as Call;
}

const agentIsHeard = () =>
  toneLevel(cut(readWav(ground.baresip.recordings().at(-1) ?? ''), 0.5), AGENT_TONE_HZ) > CLEAR_DB;
const farIsHeard = async () =>
  ((await agentHears(browser.devTools, [FAR_TONE_HZ]))?.[FAR_TONE_HZ] ?? -120) > CLEAR_DB;

async function hangUp(callId: CallId): Promise<void> {
  await command({ type: 'hangUp', callId });
  await until('the far side is idle', () => ground.baresip.calls().length === 0);
}

it('signs in by the form of an Offhook server, which says that it carries calls by a gateway, and calls', async () => {
  await signIn(3_600);
  const [account] = await desk.ask<readonly AccountView[]>(popup, { type: 'getAccounts' });
  expect(account).toMatchObject({ kind: 'gateway', server: server.url, by: 'accessKey' });
  const callId = await dial(ANSWERS);
  await callThat(callId, 'live');
  await until('the agent hears the far side', farIsHeard);
  await until('the far side hears the agent', agentIsHeard);
  await hangUp(callId);
});

it('has the next password before the last one is over: a call that stands hears nothing of it, nor does the next', async () => {
  await signIn(OVER_AFTER_THE_NEXT_S);
  const [firstEndsAt, before] = [Date.now() + OVER_AFTER_THE_NEXT_S * 1_000, server.minted()];
  const standing = await dial(ANSWERS);
  await callThat(standing, 'live');
  await until('the next one is minted', () => server.minted() > before, 90_000);
  await until('the first one is over', () => Date.now() > firstEndsAt, 90_000);
  await until('the agent hears the far side', farIsHeard);
  expect((await desk.state(popup))?.line.status).toBe('ready');
  await hangUp(standing);
  const next = await dial(ANSWERS);
  await callThat(next, 'live');
  await hangUp(next);
  expect(server.minted()).toBe(before + 1);
}, 180_000);

it('is refused a call with a password that is over, asks for the next one, and calls with that', async () => {
  const ttlSeconds = 5;
  await signIn(ttlSeconds);
  const [endsAt, before] = [Date.now() + ttlSeconds * 1_000, server.minted()];
  await until('the password is over', () => Date.now() > endsAt + 1_000);
  server.mintFor(3_600);
  const refused = await callThat(await dial(ANSWERS), 'ended');
  expect(refused.failure?.code).toBe('wrong-credentials');
  await until('the next one is minted', () => server.minted() > before);
  await ready();
  const callId = await dial(ANSWERS);
  await callThat(callId, 'live');
  await hangUp(callId);
});

it('comes back by itself after an outage that outlived its password', async () => {
  const ttlSeconds = 5;
  await signIn(ttlSeconds);
  const [endsAt, before] = [Date.now() + ttlSeconds * 1_000, server.minted()];
  await gateway.kamailio.kill();
  await desk.until(popup, 'a line that is down', ({ line }) => line.status !== 'ready');
  await until('the password is over', () => Date.now() > endsAt + 1_000);
  server.mintFor(3_600);
  await gateway.kamailio.restart();
  await ready();
  expect(server.minted()).toBe(before + 1);
  const callId = await dial(ANSWERS);
  await callThat(callId, 'live');
  await hangUp(callId);
});

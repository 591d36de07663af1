/** The doctor as an agent with Plivo sees it: the real extension, our server, and a Plivo whose faults are chosen. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Browser, launchBrowser } from '../../demo/browser.ts';
import { type Desk, openDesk, signInToPlivo } from '../../demo/desk.ts';
import { buildExtension } from '../../demo/extension.ts';
import { writeTone } from '../../demo/tone.ts';
import { createLog } from '../../server/log.ts';
import { type Serving, serve } from '../../server/serve.ts';
import { attachToHost, type HostDocument } from './hostDocument.ts';
import { type PlivoLab, startPlivoLab } from './plivoLab.ts';

const NOWHERE = 'http://127.0.0.1:1';

let folder: string;
let browser: Browser;
let host: HostDocument;
let desk: Desk;
let popup: Page;
let options: Page;
let rig: PlivoLab;
/** The same server on another port, which believes that Plivo reaches it where nobody listens. */
let unreachable: Serving;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-plivo-check-'));
  const microphoneWav = join(folder, 'agent.wav');
  writeTone(microphoneWav, 440);
  browser = await launchBrowser({ extensionDir: await buildExtension(), microphoneWav });
  host = await attachToHost(browser.profileDir);
  desk = await openDesk(browser);
  rig = await startPlivoLab({ allowedOrigins: [`chrome-extension://${desk.extensionId}`] });
  unreachable = await serve({ ...rig.config, port: 0, publicUrl: NOWHERE }, createLog('silent'));
  popup = await desk.open('popup.html');
});
afterAll(async () => {
  host?.stop();
  await browser?.close();
  await unreachable?.close();
  await rig?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  rig.fake.faults.token = null;
});

const ready = () => desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready');

/** Presses the button and reads every line once the check is over: "Token" → "Problem The server gets …". */
async function check(): Promise<Readonly<Record<string, string>>> {
  options ??= await desk.open('options.html');
  await options.bringToFront();
  await options.getByRole('button', { name: /^(Start the check|Check again)$/ }).click();
  await options.getByRole('button', { name: 'Check again' }).waitFor();
  const lines = await options.locator('.check').all();
  const told = lines.map(async (line) => [
    await line.locator('b').textContent(),
    (await line.locator('.checkVerdict, .checkFound, .checkFix, .checkAdvice').allTextContents()).join('\n'),
  ]);
  return Object.fromEntries(await Promise.all(told));
}

const verdictsOf = (lines: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(lines).map(([step, text]) => [step, text.split('\n')[0]]));

it('says to sign in first while nobody is', async () => {
  const lines = await check();
  expect(lines.Account).toContain('Sign in first');
  expect(verdictsOf(lines)).toMatchObject({ Account: 'Problem', Microphone: 'OK', Devices: 'OK' });
  expect(lines).not.toHaveProperty('Token');
});

it('finds every step well when it is, of an account that is on no disk', async () => {
  await popup.bringToFront();
  await signInToPlivo(popup, rig.server, rig.accessKey);
  await ready();
  const lines = await check();
  expect(verdictsOf(lines)).toMatchObject({
    Versions: 'OK',
    Microphone: 'OK',
    Server: 'OK',
    Token: 'OK',
    Webhooks: 'OK',
    Signature: 'OK',
    Registration: 'OK',
    Echo: 'OK',
  });
  expect(Object.values(verdictsOf(lines))).not.toContain('Problem');
  expect(lines.Echo).toMatch(/after \d+ ms/);
  expect(lines.Registration).toContain(rig.fake.number);
});

it('is a press away from the account, in a tab of its own', async () => {
  await popup.bringToFront();
  await popup.getByRole('button', { name: 'Account' }).click();
  const opening = popup.context().waitForEvent('page');
  await popup.getByRole('link', { name: 'All settings' }).click();
  const opened = await opening;
  await opened.getByRole('button', { name: 'Start the check' }).waitFor();
  expect(new URL(opened.url()).pathname).toBe('/options.html');
  await opened.close();
});

it('names a token that Plivo’s SDK could not use, and what to do about it', async () => {
  rig.fake.faults.token = 'legacy-grants';
  const lines = await check();
  expect(verdictsOf(lines)).toMatchObject({
    Server: 'OK',
    Token: 'Problem',
    Webhooks: 'OK',
    Signature: 'OK',
  });
  expect(lines.Token).toContain('legacy grants');
  expect(lines.Token).toContain('Fix: the Browser SDK v2 needs a token of Plivo’s token API');
});

it('names webhooks that reach nobody, and copies a report without key, token or number', async () => {
  await desk.ask(popup, { type: 'signOut' });
  await popup.bringToFront();
  await popup.reload();
  await signInToPlivo(popup, unreachable.url, rig.accessKey);
  await ready();
  const lines = await check();
  expect(verdictsOf(lines)).toMatchObject({ Token: 'OK', Webhooks: 'Problem', Signature: 'Not checked' });
  expect(lines.Webhooks).toContain(`${NOWHERE}/answer does not answer`);
  expect(lines.Webhooks).toContain('Fix: start the server, then the tunnel');

  await options.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await options.getByRole('button', { name: 'Copy report' }).click();
  await options.getByRole('button', { name: 'Copied, without keys or numbers' }).waitFor();
  const report = await options.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('Webhooks: Problem');
  for (const secret of [rig.accessKey, rig.fake.number, rig.fake.authToken, 'eyJ'])
    expect(report).not.toContain(secret);
});

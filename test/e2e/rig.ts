/** The whole product around one test file: Chromium with the extension, the demo, an agent who is signed in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Browser, type BrowserOptions, launchBrowser } from '../../demo/browser.ts';
import { type Demo, startDemo } from '../../demo/demo.ts';
import { type Desk, openDesk, signIn } from '../../demo/desk.ts';
import { buildExtension } from '../../demo/extension.ts';
import { writeTone } from '../../demo/tone.ts';
import { newCallId } from '../../src/call/callId.ts';
import type { Call, CallId, PhoneState } from '../../src/call/state.ts';

export type Rig = {
  readonly demo: Demo;
  readonly browser: Browser;
  readonly desk: Desk;
  /** The popup's page in a tab: also the screen through which a test asks for the state. */
  readonly popup: Page;
  /** The customer's phone, answering by itself. */
  readonly customer: Page;
  close(): Promise<void>;
};

export async function openRig(options: BrowserOptions & { signedIn?: boolean } = {}): Promise<Rig> {
  const dir = await mkdtemp(join(tmpdir(), 'offhook-rig-'));
  const microphoneWav = join(dir, 'agent.wav');
  writeTone(microphoneWav, 440);
  const demo = await startDemo({});
  const extensionDir = await buildExtension();
  const browser = await launchBrowser({ extensionDir, microphoneWav, ...options });
  const desk = await openDesk(browser);
  const popup = await desk.open('popup.html');
  if (options.signedIn !== false) {
    await signIn(popup, demo.credentials);
    await desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready');
  }
  const customer = await browser.context.newPage();
  await customer.goto(demo.customerUrl.replace('#', '?auto#'));
  await customer.waitForFunction(() => document.querySelector('main')?.dataset.state === 'ready');
  return {
    demo,
    browser,
    desk,
    popup,
    customer,
    async close() {
      await browser.close();
      await demo.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Dials through the switchboard as a screen does, and answers with the call's id. */
export async function dial({ desk, popup }: Rig, e164: string): Promise<CallId> {
  const callId = newCallId();
  const command = { type: 'dial', callId, remote: { e164, display: e164 } };
  await desk.ask(popup, { type: 'command', command });
  return callId;
}

/** The call once it `fits`. */
export async function callThat(
  { desk, popup }: Rig,
  id: CallId,
  what: string,
  fits: (call: Call) => boolean,
  timeoutMs?: number,
): Promise<Call> {
  const found = ({ calls }: PhoneState) => calls.find((call) => call.id === id && fits(call));
  const state = await desk.until(popup, what, (now) => found(now) !== undefined, timeoutMs);
  return found(state) as Call;
}

export async function hangUp({ desk, popup }: Rig, callId: CallId): Promise<void> {
  await desk.ask(popup, { type: 'command', command: { type: 'hangUp', callId } });
}

/** The demo without a person: the whole path once, one line a step with its time and figure, pictures under out/. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { CallRecord } from '../src/call/record.ts';
import { type Browser, launchBrowser } from './browser.ts';
import { type Demo, startDemo } from './demo.ts';
import { type Desk, marks, openDesk, PANEL, raise, signIn, signInToSiperb } from './desk.ts';
import { buildExtension } from './extension.ts';
import { agentHears } from './hearing.ts';
import { writeTone } from './tone.ts';

const AGENT_HZ = 440;
const CUSTOMER_HZ = 880;
/** The first contact's number as the CRM shows it. Without a prefix: the site's country makes it a number. */
const FIRST_NUMBER = '020 7946 0018';
/** A tone that carries at least this share of everything heard is the tone that was sent (−1 dB is four fifths). */
const HEARD_DB = -1;

type Steps = <Value>(name: string, work: () => Promise<{ value: Value; figure: string }>) => Promise<Value>;

/** Runs each step once, prints it with its time; a step that throws is named in the error. */
function stepper(print: (line: string) => void): Steps {
  let count = 0;
  return async (name, work) => {
    const begin = performance.now();
    count += 1;
    try {
      const { value, figure } = await work();
      print(
        `${String(count).padStart(2)} ✓ ${name.padEnd(34)} ${String(Math.round(performance.now() - begin)).padStart(6)} ms  ${figure}`,
      );
      return value;
    } catch (cause) {
      throw new Error(`Step ${count}, ${name}, failed: ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    }
  };
}

/** Resolves when the whole path worked, rejects with the step that failed. Leaves nothing running. */
export async function runUnattended(print: (line: string) => void): Promise<void> {
  const step = stepper(print);
  const dir = await mkdtemp(join(tmpdir(), 'offhook-run-'));
  await mkdir('out', { recursive: true });
  const microphoneWav = join(dir, 'agent.wav');
  writeTone(microphoneWav, AGENT_HZ);
  const extensionDir = await step('build the extension', async () => {
    const value = await buildExtension();
    return { value, figure: 'managed flavour for the demo host' };
  });
  const demo = await step('start the demo', async () => {
    const value = await startDemo({});
    return { value, figure: `CRM, exchange and customer on loopback` };
  });
  const browser = await step('open Chromium', async () => {
    const value = await launchBrowser({ extensionDir, microphoneWav });
    return { value, figure: browserName(value) };
  });
  try {
    await wholePath(step, demo, browser);
  } finally {
    await browser.close();
    await demo.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function browserName({ context }: Browser): string {
  return `Chromium ${context.browser()?.version() ?? ''}`.trim();
}

async function wholePath(step: Steps, demo: Demo, browser: Browser): Promise<void> {
  const desk = await openDesk(browser);
  await step('sign in with a Siperb token', () => siperbSignIn(desk, demo));
  const popup = await step('sign in to the SIP server', async () => {
    const page = await desk.open('popup.html');
    await signIn(page, demo.credentials);
    const { line } = await desk.until(page, 'a ready line', ({ line }) => line.status === 'ready');
    return { value: page, figure: line.status === 'ready' ? `ready as ${line.identity}` : '' };
  });
  const customer = await step("switch the customer's phone on", async () => {
    const page = await browser.context.newPage();
    await page.goto(demo.customerUrl.replace('#', '?auto#'));
    await page.waitForFunction(() => document.querySelector('main')?.dataset.state === 'ready');
    return { value: page, figure: `registered, answers by itself with ${CUSTOMER_HZ} Hz` };
  });
  const crm = await step('mark the numbers of the list', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${demo.crmUrl}#/contacts`);
    await page.getByText(FIRST_NUMBER).waitFor();
    const before = await page.content();
    await turnOn(desk, popup, page);
    const found = await marks(page);
    if ((await page.content()) !== before) throw new Error('the page is not the same as before');
    await page.screenshot({ path: 'out/1-marked.png' });
    return { value: page, figure: `${found.length} marked, the page's DOM byte for byte as before` };
  });
  await step('click a number: it is raised', () => raiseFirst(desk, crm, popup, demo));
  await step('call: Enter in the panel', () => call(desk, popup, demo));
  await step('audio, agent → customer', () => customerListens(customer));
  await step('audio, customer → agent', () => agentListens(browser));
  const { devTools } = browser;
  await devTools.screenshot(PANEL, 'out/3-call.png');
  await step('hang up', async () => {
    await devTools.click(PANEL, 'Hang up');
    await desk.until(popup, 'an ended call', ({ calls }) => calls.every(({ status }) => status === 'ended'));
    await demo.exchange.waitFor(({ method }) => method === 'BYE', AbortSignal.timeout(5_000));
    await customer.waitForFunction(() => window.customer?.state().kind === 'ready');
    return { value: null, figure: 'BYE on the wire, the customer is free again' };
  });
  await step('the journal has it', () => journalled(desk, popup));
  await devTools.screenshot(PANEL, 'out/4-ended.png');
}

/** In and out again: what the stand-in was asked, and what of its answer went over the wire. */
async function siperbSignIn(desk: Desk, { siperb, exchange }: Demo) {
  const page = await desk.open('popup.html');
  await signInToSiperb(page, siperb.api, siperb.token);
  await desk.until(page, 'a ready line', ({ line }) => line.status === 'ready');
  const session = siperb.fake.requests.at(-1)?.headers['x-api-key'];
  const register = exchange.received().findLast(({ method }) => method === 'REGISTER');
  if (!session || register?.headers['x-siperb-sid'] !== session)
    throw new Error('the REGISTER does not carry the session');
  await desk.ask(page, { type: 'signOut' });
  await desk.until(page, 'no line', ({ lines }) => lines.length === 0);
  await page.close();
  const asked = siperb.fake.requests.map(({ path }) => path.split('?')[0]).join(' ');
  return { value: null, figure: `ready after ${asked}; its session on REGISTER; signed out again` };
}

/** Turns Offhook on for the CRM, with its numbers read as British, and opens the list of contacts. */
export async function openContacts(desk: Desk, popup: Page, demo: Demo): Promise<Page> {
  const crm = await desk.browser.context.newPage();
  await crm.goto(`${demo.crmUrl}#/contacts`);
  await turnOn(desk, popup, crm);
  return crm;
}

/** Turns Offhook on for the page's site; resolves when its numbers are marked. */
async function turnOn(desk: Desk, popup: Page, page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  await desk.ask(popup, { type: 'setSite', origin, enabled: true, country: 'GB' });
  await page.waitForFunction(() => (CSS.highlights.get('offhook-number')?.size ?? 0) > 0);
}

async function raiseFirst(desk: Desk, crm: Page, popup: Page, demo: Demo) {
  await raise(desk, crm, FIRST_NUMBER);
  const { raised } = await desk.until(popup, 'a raised number', ({ raised }) => raised !== null);
  if (demo.exchange.received().some(({ method }) => method === 'INVITE'))
    throw new Error('a click in the page dialled');
  await crm.screenshot({ path: 'out/2-raised-page.png' });
  await desk.browser.devTools.screenshot(PANEL, 'out/2-raised-panel.png');
  return { value: null, figure: `${raised?.remote.e164}, because of ${raised?.why}; no INVITE yet` };
}

async function call(desk: Desk, popup: Page, demo: Demo) {
  const clickedAt = performance.timeOrigin + performance.now();
  const invite = demo.exchange.waitFor(({ method }) => method === 'INVITE', AbortSignal.timeout(10_000));
  await desk.browser.devTools.pressEnter(PANEL);
  const { at } = await invite;
  await desk.until(popup, 'a live call', ({ calls }) => calls.some(({ status }) => status === 'live'));
  return { value: null, figure: `INVITE after ${Math.round(at - clickedAt)} ms (driver included), answered` };
}

async function customerListens(customer: Page) {
  const heard = await until(async () => {
    const levels = await customer.evaluate((hz) => window.customer?.hears(hz), [AGENT_HZ, CUSTOMER_HZ]);
    return levels && (levels[AGENT_HZ] ?? -99) >= HEARD_DB ? levels : null;
  });
  return { value: heard, figure: `${AGENT_HZ} Hz at ${heard[AGENT_HZ]?.toFixed(1)} dB of all that is heard` };
}

async function agentListens(browser: Browser) {
  const heard = await until(async () => {
    const levels = await agentHears(browser.devTools, [AGENT_HZ, CUSTOMER_HZ]);
    return levels && (levels[CUSTOMER_HZ] ?? -99) >= HEARD_DB ? levels : null;
  });
  return {
    value: heard,
    figure: `${CUSTOMER_HZ} Hz at ${heard[CUSTOMER_HZ]?.toFixed(1)} dB of all that is heard`,
  };
}

async function journalled(desk: Desk, popup: Page) {
  const [record] = await desk.ask<CallRecord[]>(popup, { type: 'getRecentCalls', limit: 1 });
  if (record?.outcome !== 'connected') throw new Error(`the newest record is ${JSON.stringify(record)}`);
  const seconds = ((record.endedAt ?? 0) - (record.answeredAt ?? 0)) / 1000;
  return { value: record, figure: `${record.number}, ${record.outcome}, ${seconds.toFixed(1)} s` };
}

/** Asks again until there is an answer, for 10 s: audio takes a moment to settle after an answer. */
async function until<Value>(ask: () => Promise<Value | null>): Promise<Value> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await ask();
    if (value !== null) return value;
    if (Date.now() > end) throw new Error('no audio of the expected tone within 10 s');
  }
}

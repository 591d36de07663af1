/**
 * An agent's desk, driven: a browser with the extension, signed in, with the panel and the CRM before it. For the
 * demo's opening, its unattended run, the end-to-end tests and the benches.
 */
import type { Locator, Page } from 'playwright-core';
import type { PhoneState } from '../src/call/state.ts';
import type { Browser } from './browser.ts';

export type SignIn = {
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  readonly iceServers?: readonly { urls: readonly string[] }[];
};

export type Desk = {
  readonly browser: Browser;
  readonly extensionId: string;
  /** Opens an extension page ("popup.html") in a tab. */
  open(path: string): Promise<Page>;
  /** Asks the switchboard as a screen of the extension does. */
  ask<Value>(page: Page, request: object): Promise<Value>;
  state(page: Page): Promise<PhoneState | null>;
  /** Resolves with the first state that fits; rejects with the last one seen after `timeoutMs`. */
  until(
    page: Page,
    what: string,
    fits: (state: PhoneState) => boolean,
    timeoutMs?: number,
  ): Promise<PhoneState>;
};

type Reply<Value> = { ok: true; value: Value } | { ok: false; failure: { code: string; detail?: string } };

declare const chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };

export async function openDesk(browser: Browser): Promise<Desk> {
  const { context } = browser;
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL(worker.url()).host;
  const ask = async <Value>(page: Page, request: object) => {
    const reply = (await page.evaluate((message) => chrome.runtime.sendMessage(message), {
      to: 'switchboard',
      request,
    })) as Reply<Value>;
    if (!reply?.ok) throw new Error(`${JSON.stringify(request)} was refused: ${JSON.stringify(reply)}`);
    return reply.value;
  };
  const state = (page: Page) => ask<PhoneState | null>(page, { type: 'getState' });
  return {
    browser,
    extensionId,
    ask,
    state,
    async open(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${path}`);
      return page;
    },
    async until(page, what, fits, timeoutMs = 15_000) {
      const end = Date.now() + timeoutMs;
      for (;;) {
        const now = await state(page);
        if (now && fits(now)) return now;
        if (Date.now() > end)
          throw new Error(`Waited ${timeoutMs} ms for ${what}; the state is ${JSON.stringify(now)}`);
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
      }
    },
  };
}

/** Signs in to a SIP server through the popup's form, as a person does. */
export async function signIn(popup: Page, account: SignIn): Promise<void> {
  await openForm(popup, 'SIP server');
  await popup.getByLabel('Server', { exact: true }).fill(account.server);
  await popup.getByLabel('User').fill(account.user);
  await popup.getByLabel('Password').fill(account.password);
  await popup.getByLabel('Domain').fill(account.domain);
  await popup.getByRole('button', { name: 'Sign in' }).click();
}

/** The form of one more account, of that kind. */
async function openForm(popup: Page, kind: string): Promise<void> {
  await popup.getByLabel(kind, { exact: true }).check();
}

/** Signs in to Siperb with a personal access token: pasted into the field that knows what it was given. */
export async function signInToSiperb(popup: Page, api: string, token: string): Promise<void> {
  await popup.getByLabel('Paste what you were given').fill(token);
  await popup.keyboard.press('Enter');
  await popup.getByText('More', { exact: true }).click();
  await popup.getByLabel('Another address').fill(api);
  await popup.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in to Plivo with an access key, through the same form. */
export async function signInToPlivo(popup: Page, server: string, accessKey: string): Promise<void> {
  await openForm(popup, 'Offhook server');
  await popup.getByLabel('Server address').fill(server);
  await popup.getByRole('button', { name: 'Continue' }).click();
  await popup.getByLabel('Access key').fill(accessKey);
  await popup.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Where on the page the mark on `text` is (CSS pixels), once the extension has painted it. */
export async function markOf(crm: Page, text: string, timeoutMs = 10_000): Promise<{ x: number; y: number }> {
  const handle = await crm.waitForFunction(
    (wanted) => {
      for (const range of CSS.highlights.get('offhook-number') ?? []) {
        const live = range as Range;
        if (live.toString() !== wanted) continue;
        const box = live.getClientRects()[0];
        if (box) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      return null;
    },
    text,
    { timeout: timeoutMs },
  );
  return (await handle.jsonValue()) as { x: number; y: number };
}

/** The Call button of the raised number, once it takes a click. */
export function raisedCall(panel: Page): Locator {
  return panel.getByLabel('Number from the page').locator('button[data-armed=true]');
}

/** Everything that is marked on the page now, in document order of painting. */
export function marks(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('offhook-number') ?? [])].map((range) => (range as Range).toString()),
  );
}

/** Where the side panel is among the browser's contexts. */
export const PANEL = '/sidepanel.html';

/** A real click on a marked number; resolves once the side panel stands open with its Call button focused. */
export async function raise({ browser }: Desk, crm: Page, text: string): Promise<void> {
  const { x, y } = await markOf(crm, text);
  await crm.bringToFront();
  await crm.mouse.move(x, y);
  await crm.mouse.click(x, y);
  const end = Date.now() + 10_000;
  for (;;) {
    const open = await browser.devTools.has(PANEL);
    if (open && (await browser.devTools.evaluate(PANEL, 'document.activeElement?.dataset.armed')) === 'true')
      return;
    if (Date.now() > end) throw new Error(`Waited 10 s for the side panel to show ${text} with Call focused`);
  }
}

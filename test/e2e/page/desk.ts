/** A browser with our page room injected into pages of the test's own making. No network: pages are answered here. */
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumPath } from '../../../demo/browser.ts';
import type { CountryHint } from '../../../src/numbers/e164.ts';

const PAGE_URL = 'http://crm.offhook.test/';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
];

/** As in the content script's own style sheet. */
const PAINT =
  '::highlight(offhook-number) { text-decoration: underline 2px #0b7a53; text-underline-offset: 3px }';

export type Desk = {
  /** A page with this body, Offhook started in it, everything read. */
  open(html: string, options?: OpenOptions): Promise<Page>;
  /** The page as it is, without Offhook; `start` brings it in. */
  openBare(html: string, options?: BrowserContextOptions): Promise<Page>;
  start(page: Page, country?: CountryHint | null): Promise<void>;
  close(): Promise<void>;
};

type OpenOptions = BrowserContextOptions & {
  readonly country?: CountryHint | null;
  readonly painted?: number;
};

export async function openDesk(): Promise<Desk> {
  const [source, browser] = await Promise.all([
    bundle(),
    chromium.launch({ executablePath: chromiumPath(), headless: true, args: FLAGS }),
  ]);
  const start: Desk['start'] = async (page, country = null) => {
    for (const frame of page.frames()) {
      await frame.evaluate(source);
      await frame.evaluate((hint) => window.startOffhook(hint), country);
    }
  };
  const openBare: Desk['openBare'] = (html, options) => openPage(browser, html, options);
  return {
    openBare,
    start,
    async open(html, { country = null, painted, ...options } = {}) {
      const page = await openBare(html, options);
      await start(page, country);
      if (painted !== undefined) await waitForPainted(page, painted);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Waits until this many numbers are painted in the page's own document. */
export async function waitForPainted(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => window.offhookTest.painted() === wanted, count, { timeout: 5_000 });
}

async function openPage(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 800, height: 500 }, ...options });
  const page = await context.newPage();
  const isWhole = html.includes('<html');
  const body = isWhole
    ? html
    : `<!doctype html><html lang="en"><head><title>CRM</title></head><body>${html}</body></html>`;
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await page.goto(PAGE_URL);
  await page.evaluate((paint) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(paint);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, PAINT);
  return page;
}

async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('./injected.ts', import.meta.url)),
        formats: ['iife'],
        name: 'offhook',
      },
    },
  });
  const [first] = Array.isArray(output) ? output : [output];
  if (!first || !('output' in first)) throw new Error('vite built nothing');
  return first.output[0].code;
}

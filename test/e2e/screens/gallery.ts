/** Builds the gallery and opens its screens in Chromium, under the extension's own content security policy. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { NOW } from './gallery/situations.ts';

const ORIGIN = 'http://screens.test'; // answered from the build's folder: nothing goes to the network
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'none'";
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export type Gallery = {
  /** Opens `?query` in a fresh context whose clock stands still in the middle of a good day. */
  open(query: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
};

export async function openGallery(): Promise<Gallery> {
  const root = join(import.meta.dirname, 'gallery');
  const folder = await mkdtemp(join(tmpdir(), 'offhook-screens-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { alias: { '#i18n': join(root, 'i18n.ts') } },
    build: { outDir: folder, emptyOutDir: true },
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  return {
    open: (query, options) => openScreen(browser, folder, query, options),
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openScreen(
  browser: Browser,
  folder: string,
  query: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 600 },
    timezoneId: 'UTC',
    ...options,
  });
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const body = await readFile(join(folder, pathname)).catch(() => null);
    if (body === null) return route.fulfill({ status: 404 });
    const contentType = TYPES[extname(pathname)] ?? 'application/octet-stream';
    return route.fulfill({ body, contentType, headers: { 'content-security-policy': CSP } });
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(`${ORIGIN}/index.html?${query}`);
  await page.waitForSelector('.lineBar, .welcomeCard h1');
  await page.waitForFunction(() => 'numbersReady' in globalThis || document.body.className === 'welcomePage');
  return page;
}

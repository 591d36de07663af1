/** Builds the gallery and shows its screens in Chromium, under the extension's own content security policy. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumPath } from '../../../demo/browser.ts';
import { NOW, type Situation } from './gallery/situations.ts';

const ORIGIN = 'http://screens.test'; // answered from the build's folder: nothing goes to the network
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'none'";
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export type Gallery = {
  /** A page whose clock stands still in the middle of a good day, and where nothing moves. */
  open(options?: BrowserContextOptions): Promise<Page>;
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
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  return {
    open: async (options = {}) => {
      const context = await browser.newContext({ timezoneId: 'UTC', reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      await page.route(`${ORIGIN}/**`, async (route) => {
        const { pathname } = new URL(route.request().url());
        const body = await readFile(join(folder, pathname)).catch(() => null);
        if (body === null) return route.fulfill({ status: 404 });
        const contentType = TYPES[extname(pathname)] ?? 'application/octet-stream';
        return route.fulfill({ body, contentType, headers: { 'content-security-policy': CSP } });
      });
      await page.clock.setFixedTime(NOW);
      return page;
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Shows the screen at `?query`; returns when it is complete, down to how numbers are written. */
export async function show(page: Page, query: string): Promise<void> {
  await page.goto(`${ORIGIN}/index.html?${query}`);
  await page.waitForSelector('.signIn, .phone, .welcomeCard h1, .optionsSection h2');
  await page.waitForFunction(() => 'numbersReady' in globalThis || document.body.className.endsWith('Page'));
}

/** Goes as far in the Plivo form as the situation says; returns when the form shows what followed. */
export async function fillPlivoForm(page: Page, far: 'chosen' | 'asked' | 'sent' | 'account'): Promise<void> {
  if (far === 'account') {
    await goOn(page, 'opensAccounts');
    await page.locator('.accountDeeds button').first().click();
    return page.locator('.remember').waitFor();
  }
  await page.check('[name=carrier][value=plivo]');
  if (far === 'chosen') return;
  await page.fill('[name=server]', 'calls.example.com');
  await page.click('[type=submit]');
  if (far === 'asked') return page.locator('.remember, .banner').first().waitFor();
  await page.fill('[name=accessKey]', 'not-the-key-of-anna');
  await page.click('[type=submit]');
  await page.locator('.banner').waitFor();
}

const TYPED = '+46 8 465 004 27';

/** Does what somebody does in the situation; returns when the screen shows what followed. */
export async function goOn(page: Page, does: NonNullable<Situation['does']>): Promise<void> {
  switch (does) {
    case 'opensAccounts':
      await page.locator('.lineBar [aria-expanded]').click();
      return page.locator('.accounts').waitFor();
    case 'opensSip':
      return page.check('[name=carrier][value=sip]');
    case 'pastesToken':
      await page.fill('[name=entry]', 'a-token-of-more-than-twenty-characters');
      await page.click('[type=submit]');
      await page.click('[name=token] >> xpath=ancestor::form >> [type=submit]');
      return page.locator('.banner, select, [aria-disabled=true]').first().waitFor();
    case 'types':
      await page.fill('.entryField', TYPED);
      await page.click('[type=submit]');
      return page.locator('.refusedDial').waitFor();
    case 'callsRaised':
      await page.click('[data-armed=true]');
      return page.locator('.refusedDial').waitFor();
  }
}

/** Presses one after the other, each when it is there; returns when the screen shows what followed. */
export async function pressAll(page: Page, { presses = [], until }: Situation): Promise<void> {
  for (const selector of presses) await page.locator(selector).first().click();
  if (until) await page.locator(until).first().waitFor();
}

/** Does what the phone refuses in this situation: signs in, or calls. Returns when the refusal is read. */
export async function beRefused(page: Page, sentence: string): Promise<void> {
  if (await page.locator('.signIn').isVisible()) {
    await goOn(page, 'opensSip');
    await page.fill('[name=server]', 'wss://voice.example.com/ws');
    await page.fill('[name=user]', 'anna');
    await page.fill('[name=password]', 'not the password');
    await page.fill('[name=domain]', 'voice.example.com');
  } else await page.fill('.entryField', TYPED);
  await page.click('[type=submit]');
  await page.getByRole('alert').getByText(sentence).waitFor();
}

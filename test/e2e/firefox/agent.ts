/** An agent's Firefox: the real one, headless, with the extension installed, driven as far as a person drives it. */
import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { DEMO_HOSTS } from '../../../demo/extension.ts';
import type { PhoneState } from '../../../src/call/state.ts';
import { writePrivateStart } from '../policy/privateMount.ts';

/** As wxt.config.ts says it. */
export const EXTENSION_ID = 'extension@offhook';
/** Firefox draws a new one for each profile; a test wants to know its pages' address beforehand. */
const UUID = '5f1c2d34-8a76-4b10-9e5d-0d1f3b7a9c21';
const CANDIDATES = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** What stands in for the machine's sound hardware, and lets WebRTC find the other phone on loopback. */
const HARDWARE = {
  'media.navigator.streams.fake': true,
  'media.cubeb.force_mock_context': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};
/** SitePermissions' default for every page: 1 is what "Allow" with "Remember this decision" is for one. */
const ALLOWED = 1;

export type Agent = {
  readonly browser: Browser;
  /** Opens an extension page ("popup.html") in a tab. */
  open(path: string): Promise<Page>;
  /** The page of ours that the extension itself has opened. */
  opened(path: string): Promise<Page>;
  ask<Value>(page: Page, request: object): Promise<Value>;
  until(page: Page, what: string, fits: (state: PhoneState) => boolean): Promise<PhoneState>;
  close(): Promise<void>;
};

declare const chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };
declare const browser: typeof chrome;

/** Resolves with the unpacked extension's folder, built for Firefox. $OFFHOOK_FIREFOX names one that is built already. */
async function buildForFirefox(): Promise<string> {
  if (process.env.OFFHOOK_FIREFOX) return process.env.OFFHOOK_FIREFOX;
  const out = resolve('out/firefox');
  const env = { ...process.env, OFFHOOK_HOSTS: DEMO_HOSTS, OFFHOOK_OUT: out };
  await promisify(execFile)(resolve('node_modules/.bin/wxt'), ['build', '-b', 'firefox'], { env });
  return resolve(out, 'firefox-mv2');
}

function firefoxPath(): string {
  const found = CANDIDATES.find((path) => path && existsSync(path));
  if (!found)
    throw new Error('No Firefox found. Install it (Debian: apt-get install firefox-esr) or set FIREFOX.');
  return found;
}

export type AgentOptions = {
  /** What the agent says: a steady tone. */
  readonly microphoneHz: number;
  /** The organisation's policies.json, which then has to bring the extension; without it, it is installed by hand. */
  readonly policies?: object;
};

export async function openAgent({ microphoneHz, policies }: AgentOptions): Promise<Agent> {
  const dir = await mkdtemp(join(tmpdir(), 'offhook-firefox-'));
  const firefox = await puppeteer.launch({
    browser: 'firefox',
    executablePath: policies ? await startWithPolicies(dir, policies) : firefoxPath(),
    headless: true,
    // The driver may open the extension's own pages only with it; pages and extension notice nothing of it.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      ...HARDWARE,
      'media.navigator.audio.fake_frequency': microphoneHz,
      'permissions.default.microphone': ALLOWED,
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: UUID }),
      // Mozilla's signature is the one thing of a forced installation that a test cannot have.
      ...(policies && { 'xpinstall.signatures.required': false }),
    },
  });
  if (!policies) await firefox.installExtension(await buildForFirefox());
  return driver(firefox, () => rm(dir, { recursive: true, force: true }));
}

async function startWithPolicies(dir: string, policies: object): Promise<string> {
  const program = realpathSync(firefoxPath());
  const folder = join(dir, 'distribution');
  await mkdir(folder);
  await writeFile(join(folder, 'policies.json'), JSON.stringify({ policies }));
  const start = join(dir, 'firefox');
  await writePrivateStart(start, { program, folder, place: join(dirname(program), 'distribution') });
  return start;
}

/** By what each page says: the driver's own record of addresses misses that a page has moved to another process. */
async function findPage(firefox: Browser, pathname: string): Promise<Page> {
  const end = Date.now() + 10_000;
  for (;;) {
    for (const page of await firefox.pages()) {
      const here = await page.evaluate(() => location.pathname).catch(() => null);
      if (here === pathname) return page;
    }
    if (Date.now() > end) throw new Error(`Waited 10 s for a page at ${pathname}`);
  }
}

function driver(firefox: Browser, cleanUp: () => Promise<void>): Agent {
  const ask = async <Value>(page: Page, request: object) => {
    // As text: the driver leaves out an object that stands in a message for the second time.
    const text = await page.evaluate(
      async (message) => JSON.stringify(await browser.runtime.sendMessage(message)),
      { to: 'switchboard', request },
    );
    const reply = JSON.parse(text) as { ok: true; value: Value } | { ok: false };
    if (!reply?.ok) throw new Error(`${JSON.stringify(request)} was refused: ${JSON.stringify(reply)}`);
    return reply.value;
  };
  return {
    browser: firefox,
    ask,
    async open(path) {
      const page = await firefox.newPage();
      const loaded = page.goto(`moz-extension://${UUID}/${path}`, { timeout: 3_000 });
      // The page moves to the extensions' process, and the driver does not always hear that it has arrived.
      await loaded.catch(() => null);
      await page.waitForSelector('#screen > *');
      return page;
    },
    opened: (path) => findPage(firefox, `/${path}`),
    async until(page, what, fits) {
      const end = Date.now() + 15_000;
      for (;;) {
        const state = await ask<PhoneState | null>(page, { type: 'getState' });
        if (state && fits(state)) return state;
        if (Date.now() > end)
          throw new Error(`Waited 15 s for ${what}; the state is ${JSON.stringify(state)}`);
        await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
      }
    },
    close: async () => {
      await firefox.close();
      await cleanUp();
    },
  };
}

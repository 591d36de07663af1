/** Bundles a page of the contract, serves it on loopback (a secure context) and opens it in Chromium with a made-up microphone. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../../../demo/browser.ts';
import { cleanPlivoSdkPlugin } from '../../../scripts/cleanPlivoSdk.ts';

export type ContractBrowser = {
  /** Of its pages. */
  readonly origin: string;
  newPage(): Promise<Page>;
  close(): Promise<void>;
};

/** The page's folder: its script is page.js, and beside it what that loads later. */
async function bundle(entry: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'offhook-contract-'));
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [cleanPlivoSdkPlugin()],
    build: {
      outDir,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL(entry, import.meta.url)),
        formats: ['es'],
        fileName: () => 'page.js',
      },
    },
  });
  return outDir;
}

const PAGE = '<!doctype html><script type="module" src="/page.js"></script>';

async function serve(folder: string) {
  const server = createServer(async (request, response) => {
    const isScript = request.url?.endsWith('.js') === true;
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? await readFile(join(folder, basename(request.url ?? ''))) : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** `entry`: the page's script beside this file, which leaves `contractPage` in the page. */
export async function openContractBrowser(entry = 'page.ts'): Promise<ContractBrowser> {
  const folder = await bundle(entry);
  const pageServer = await serve(folder);
  const browser = await launchBrowser({ extraArgs: ['--use-fake-device-for-media-stream'] });
  // With nothing but loopback Chromium takes itself for offline, and Plivo's SDK then does not even try.
  await browser.context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true }),
  );
  return {
    origin: new URL(pageServer.url).origin,
    async newPage() {
      const page = await browser.context.newPage();
      await page.goto(pageServer.url);
      await page.waitForFunction(() => 'contractPage' in globalThis);
      return page;
    },
    async close() {
      await browser.close();
      pageServer.close();
      await rm(folder, { recursive: true });
    },
  };
}

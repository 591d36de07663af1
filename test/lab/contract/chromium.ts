/** Bundles page.ts, serves it on loopback (a secure context) and opens it in Chromium with a made-up microphone. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../../../demo/browser.ts';

export type ContractBrowser = { newPage(): Promise<Page>; close(): Promise<void> };

async function bundle(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'offhook-contract-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('page.ts', import.meta.url)),
        formats: ['es'],
        fileName: () => 'page.js',
      },
    },
  });
  const script = await readFile(join(outDir, 'page.js'), 'utf8');
  await rm(outDir, { recursive: true });
  return script;
}

async function serve(script: string) {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

export async function openContractBrowser(): Promise<ContractBrowser> {
  const pageServer = await serve(await bundle());
  const browser = await launchBrowser({ extraArgs: ['--use-fake-device-for-media-stream'] });
  return {
    async newPage() {
      const page = await browser.context.newPage();
      await page.goto(pageServer.url);
      await page.waitForFunction(() => 'contractPage' in globalThis);
      return page;
    },
    async close() {
      await browser.close();
      pageServer.close();
    },
  };
}

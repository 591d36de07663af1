/** The page of the bare phone: bundled, served on 127.0.0.1 and opened in a Chromium whose microphone plays a tone. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../../demo/browser.ts';
import { writeTone } from '../../demo/tone.ts';
import type { Softphone } from './softphone.ts';
import type { Sound } from './tone.ts';

/** What the agent says, in hertz. */
export const AGENT_TONE_HZ = 440;

type Method = Exclude<keyof Softphone, 'facts'>;

export type SoftphonePage = {
  /** Calls a method of the phone in the page. */
  tell<Name extends Method>(name: Name, ...args: Parameters<Softphone[Name]>): Promise<void>;
  /** Resolves with the first fact that matches, at or after position `from`; rejects after 15 s. */
  waitFor(pattern: RegExp, from?: number): Promise<string>;
  /** How many facts there are: a `from` for what comes next. */
  now(): Promise<number>;
  hear(): Promise<Sound>;
  close(): Promise<void>;
};

export async function openSoftphones(...extraArgs: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-softphone-'));
  const microphoneWav = join(folder, 'agent.wav');
  writeTone(microphoneWav, AGENT_TONE_HZ, { seconds: 5 });
  const served = await serve(await bundle());
  const browser = await launchBrowser({ microphoneWav, extraArgs });
  return {
    /** Of its pages: what a WebSocket's handshake says. */
    origin: new URL(served.url).origin,
    async open(): Promise<SoftphonePage> {
      const page = await browser.context.newPage();
      await page.goto(served.url);
      return drive(page);
    },
    /** Ends the whole browser as a power cut would, from one moment to the next. */
    kill() {
      const pids = processesWith(`--user-data-dir=${browser.profileDir}`);
      execFileSync('sh', ['-c', `kill -KILL ${pids.join(' ')} || true`]); // one may take another along
    },
    async close() {
      await browser.close();
      served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The processes that have this argument. Linux only. */
function processesWith(argument: string): number[] {
  const argumentsOf = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return ''; // it has ended meanwhile
    }
  };
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && argumentsOf(entry).includes(argument))
    .map(Number);
}

function drive(page: Page): SoftphonePage {
  return {
    async tell(name, ...args) {
      // @ts-expect-error softphone is a global of the page
      await page.evaluate(([method, values]) => void globalThis.softphone[method](...values), [name, args]);
    },
    async waitFor(pattern, from = 0) {
      const found = await page.waitForFunction(
        // @ts-expect-error softphone is a global of the page
        ([source, first]) => globalThis.softphone.facts.slice(first).find((fact) => fact.match(source)),
        [pattern.source, from] as const,
        { timeout: 15_000, polling: 20 },
      );
      return (await found.jsonValue()) as string;
    },
    // @ts-expect-error softphone is a global of the page
    now: () => page.evaluate(() => globalThis.softphone.facts.length),
    // @ts-expect-error softphone is a global of the page
    hear: () => page.evaluate(() => globalThis.softphone.hear()),
    close: () => page.close(),
  };
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('./softphone.ts', import.meta.url)),
        formats: ['iife'],
        name: 'lab',
      },
    },
  });
  const [result] = [built].flat();
  if (!result || !('output' in result)) throw new Error('Vite gave no output.');
  return result.output[0].code;
}

async function serve(code: string) {
  const server = createServer((request, response) => {
    const isCode = request.url === '/softphone.js';
    response.setHeader('content-type', isCode ? 'text/javascript' : 'text/html');
    response.end(
      isCode ? code : '<!doctype html><title>Softphone</title><script src="/softphone.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

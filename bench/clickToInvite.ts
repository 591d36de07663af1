/**
 * Click → INVITE on the wire, warm: from the click event on the panel's Call button to the exchange reading the
 * INVITE, journal write included; beside it the same call with JsSIP's defaults. With no STUN server, and with one
 * that never answers.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { raisedCall } from '../demo/desk.ts';
import { newCallId } from '../src/call/callId.ts';
import { openRig, type Rig } from '../test/e2e/rig.ts';
import { type Figure, figure, figuresTable, saveFigures } from './figures.ts';
import { quote } from './quote.ts';

const CALLS = 40;
/** JsSIP waits about 40 s for a dead STUN server; five at once keep the bench under two minutes. */
const SLOW_CALLS = 5;
const NUMBER = '+14155550142';

/** A UDP socket that reads everything and answers nothing. */
async function deadStun(): Promise<{ url: string; close(): void }> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { url: `stun:127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

async function openBench(stun?: string): Promise<Rig & { panel: Page }> {
  const rig = await openRig({ signedIn: false });
  const { server, ...rest } = rig.demo.credentials;
  const iceServers = stun && { iceServers: [{ urls: [stun] }] };
  const account = { kind: 'sip', servers: [server], ...rest, ...iceServers };
  await rig.desk.ask(rig.popup, { type: 'signIn', account, remember: false });
  await rig.desk.until(rig.popup, 'a ready line', ({ line }) => line.status === 'ready');
  return { ...rig, panel: await rig.desk.open('sidepanel.html') };
}

async function oneCall({ desk, demo, panel, popup }: Rig & { panel: Page }): Promise<number> {
  const callId = newCallId();
  const remote = { e164: NUMBER, display: NUMBER };
  const raised = { callId, remote, text: NUMBER, country: 'US', why: 'prefix' };
  await desk.ask(popup, { type: 'command', command: { type: 'raise', raised } });
  const button = raisedCall(panel);
  await button.waitFor();
  await button.evaluate((element) =>
    element.addEventListener('click', () => {
      document.documentElement.dataset.clickedAt = String(Date.now());
    }),
  );
  const seen = demo.exchange.received().length;
  await button.click();
  const invite = await demo.exchange.waitFor(
    (request) => request.method === 'INVITE' && demo.exchange.received().indexOf(request) >= seen,
    AbortSignal.timeout(10_000),
  );
  const clickedAt = Number(await panel.evaluate(() => document.documentElement.dataset.clickedAt));
  await desk.until(popup, 'an answer', ({ calls }) =>
    calls.some(({ id, status }) => id === callId && status === 'live'),
  );
  await desk.ask(popup, { type: 'command', command: { type: 'hangUp', callId } });
  await desk.until(popup, 'the end', ({ calls }) => calls.every(({ status }) => status === 'ended'));
  return invite.at - clickedAt;
}

async function measureOffhook(stun?: string): Promise<Figure> {
  const bench = await openBench(stun);
  try {
    await oneCall(bench); // warms the path: codecs, journal, the panel's code
    const samples: number[] = [];
    while (samples.length < CALLS) samples.push(await oneCall(bench));
    return figure(samples);
  } finally {
    await bench.close();
  }
}

/** Serves the page with JsSIP's defaults, built for the occasion. */
async function serveDefaults(): Promise<{ url: string; close(): void }> {
  const outDir = join(process.cwd(), 'node_modules/.cache/offhook-bench');
  await build({ root: 'bench/jssipDefaults', logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = createServer(async ({ url = '/' }, response) => {
    const name = url === '/' ? '/index.html' : url;
    response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.end(await readFile(join(outDir, name)).catch(() => ''));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

async function measureDefaults(count: number, stun?: string): Promise<Figure> {
  const rig = await openRig({ signedIn: false });
  const site = await serveDefaults();
  try {
    const warm = await defaultsPage(rig, site.url, stun && undefined);
    await defaultsCall(rig, warm, 0);
    const samples: number[] = [];
    if (stun) {
      const pages = await Promise.all(
        Array.from({ length: count }, (_, index) => defaultsPage(rig, site.url, stun, index + 1)),
      );
      samples.push(...(await Promise.all(pages.map((page, index) => defaultsCall(rig, page, index + 1)))));
    } else {
      while (samples.length < count) samples.push(await defaultsCall(rig, warm, 0));
    }
    return figure(samples);
  } finally {
    site.close();
    await rig.close();
  }
}

const target = (index: number) => `+141555501${60 + index}`;

async function defaultsPage({ browser, demo }: Rig, url: string, stun?: string, index = 0): Promise<Page> {
  const page = await browser.context.newPage();
  const setting = { ...demo.credentials, target: target(index), ...(stun && { stun }) };
  await page.goto(`${url}#${encodeURIComponent(JSON.stringify(setting))}`);
  await page.waitForFunction(() => document.documentElement.dataset.line === 'ready');
  return page;
}

async function defaultsCall({ demo }: Rig, page: Page, index: number): Promise<number> {
  const seen = demo.exchange.received().length;
  await page.getByRole('button').click();
  const invite = await demo.exchange.waitFor(
    (request) =>
      request.method === 'INVITE' &&
      request.uri.includes(target(index).slice(1)) &&
      demo.exchange.received().indexOf(request) >= seen,
    AbortSignal.timeout(90_000),
  );
  const clickedAt = Number(await page.evaluate(() => document.documentElement.dataset.clickedAt));
  await page.waitForFunction(() => document.documentElement.dataset.line === 'ready');
  return invite.at - clickedAt;
}

/** Runs everything once and saves it; throws when the budget does not hold. */
export async function benchClickToInvite(print: (line: string) => void): Promise<void> {
  const stun = await deadStun();
  try {
    const figures = {
      'Offhook, no STUN server': await measureOffhook(),
      'JsSIP defaults, no STUN server': await measureDefaults(CALLS),
      'Offhook, STUN server that never answers': await measureOffhook(stun.url),
      'JsSIP defaults, STUN server that never answers': await measureDefaults(SLOW_CALLS, stun.url),
    };
    saveFigures('click-to-invite', figures);
    quote('figures', figuresTable(figures));
    for (const [name, { median, p95, samples }] of Object.entries(figures))
      print(
        `${name.padEnd(50)} median ${String(median).padStart(6)} ms   p95 ${String(p95).padStart(6)} ms   n=${samples}`,
      );
    const late = Object.entries(figures).filter(([name, { p95 }]) => name.startsWith('Offhook') && p95 > 50);
    if (late.length > 0)
      throw new Error(
        `Click → INVITE is over its budget of 50 ms (p95): ${late.map(([name]) => name).join(', ')}`,
      );
  } finally {
    stun.close();
  }
}

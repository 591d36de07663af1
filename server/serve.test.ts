/** The server on a real socket: what only a socket can show. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { NONCE_HEADER, SIGNATURE_HEADER } from './plivo/signature.ts';
import { AUTH_ID, configOf, NUMBER, signedRequest } from './routes/rig.ts';
import { type Serving, serve } from './serve.ts';

const running: Serving[] = [];
afterEach(async () => {
  for (const serving of running.splice(0)) await serving.close();
});

async function start(changes = {}) {
  const config = configOf({ PORT: '0', DATABASE_FILE: ':memory:', ...changes });
  const serving = await serve(config, createLog('silent'));
  running.push(serving);
  return serving;
}

/** Bytes as they are, and all that comes back until the server closes. */
async function raw(url: string, lines: readonly string[], body = ''): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const chunks: string[] = [];
  socket.setEncoding('latin1').on('data', (chunk: string) => chunks.push(chunk));
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  await once(socket, 'close');
  return chunks.join('');
}

const FORM = [
  ['CallUUID', '0f5c1d7e-0000-4000-8000-00000000000a'],
  ['From', `sip:bob0_${AUTH_ID}@phone.plivo.com`],
  ['To', NUMBER],
] as const;

async function webhook(url: string, more: readonly string[] = [], host = 'anything.example') {
  const request = signedRequest('/hangup', FORM, '1');
  const body = await request.text();
  const signature = `${SIGNATURE_HEADER}: ${request.headers.get(SIGNATURE_HEADER)}`;
  const nonce = `${NONCE_HEADER}: 1`;
  const lines = ['POST /hangup HTTP/1.1', `Host: ${host}`, 'Connection: close', signature, nonce, ...more];
  return raw(url, [...lines, `Content-Length: ${body.length}`], body);
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe('on a socket', () => {
  it('a webhook is believed under any host, because PUBLIC_URL is what was signed', async () => {
    const { url } = await start();
    expect(statusOf(await webhook(url))).toBe(200);
    expect(statusOf(await webhook(url, [], 'evil.example:1'))).toBe(200);
  });

  it('a header of the signature that comes twice is 403', async () => {
    const { url } = await start();
    expect(statusOf(await webhook(url, [`${SIGNATURE_HEADER}: AAAA`]))).toBe(403);
    expect(statusOf(await webhook(url, [`${NONCE_HEADER}: 1`]))).toBe(403);
  });

  it.each(['', 'a b', '<script>', '[::1', 'a:99999999', '@'])(
    'a host of %j is never a fault',
    async (host) => {
      const { url } = await start();
      const status = statusOf(
        await raw(url, ['GET /healthz HTTP/1.1', `Host: ${host}`, 'Connection: close']),
      );
      expect([200, 400]).toContain(status);
    },
  );

  it.each([
    'GET //evil.example/answer',
    'GET /%',
    'GET /answer?%',
    'GET http://[/',
    'OPTIONS *',
    'GET /\\\\x',
  ])('%s is never a fault', async (head) => {
    const { url } = await start();
    const status = statusOf(await raw(url, [`${head} HTTP/1.1`, 'Host: a.example', 'Connection: close']));
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(500);
  });

  it('limits are counted on the address of the socket', async () => {
    const { url } = await start({ REQUESTS_PER_MINUTE: '1' });
    const ask = (forwarded: string) => fetch(`${url}/token`, { headers: { 'x-forwarded-for': forwarded } });
    expect((await ask('192.0.2.1')).status).toBe(401);
    expect((await ask('192.0.2.2')).status).toBe(429);
  });
});

describe('a stop', () => {
  it('lets a request that is under way end, and takes no new one', async () => {
    const serving = await start();
    const { agents } = serving.store;
    let entered = () => {};
    let release = () => {};
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    Object.assign(serving.store.nonces, {
      fresh: async () => {
        entered();
        await released;
        return true;
      },
    });
    const answer = webhook(serving.url);
    await inside;
    const closed = serving.close();
    running.splice(0);
    await expect(fetch(`${serving.url}/healthz`)).rejects.toThrow();
    release();
    expect(statusOf(await answer)).toBe(200);
    await closed;
    await expect(agents.list()).rejects.toThrow();
  });
});

/** `status` and `metrics` as they are typed, on a machine where no gateway runs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeProvider, startFakeProvider } from '../check/fakeProvider/fakeProvider.ts';
import { printMetrics, runStatus, serveMetrics } from './status.ts';

let folder: string;
let fake: FakeProvider;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-status-'));
  fake = await startFakeProvider({ transport: 'udp' });
  const file = join(folder, 'providers.yaml');
  writeFileSync(file, `providers:\n  acme:\n    host: 127.0.0.1\n    port: ${fake.port}\n    mode: ip\n`);
  environment = {
    GATEWAY_PUBLIC_ADDRESS: '127.0.0.1',
    GATEWAY_REALM: 'gateway.offhook.test',
    GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    GATEWAY_CERTIFICATE_FILE: 'certificate.pem',
    GATEWAY_KEY_FILE: 'key.pem',
    GATEWAY_STATE_FOLDER: join(folder, 'state'),
    GATEWAY_RTPENGINE_PORT: '9',
    GATEWAY_PROVIDERS_FILE: file,
  };
});
afterAll(async () => {
  await fake.close();
  rmSync(folder, { recursive: true });
});

describe('status', () => {
  it('says what does not run and which provider answers, and ends with 1', async () => {
    const lines: string[] = [];
    expect(await runStatus(false, environment, (line) => lines.push(line))).toBe(1);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/^provider {3}acme answers 200 in \d+ ms$/);
  });

  it('is JSON for machines', async () => {
    const lines: string[] = [];
    await runStatus(true, environment, (line) => lines.push(line));
    expect(JSON.parse(lines.join(''))).toMatchObject({ kamailio: null, providers: [{ name: 'acme' }] });
  });

  it.each([
    ['settings', { GATEWAY_REALM: '' }, 'GATEWAY_REALM'],
    ['providers', { GATEWAY_PROVIDERS_FILE: 'nowhere.yaml' }, 'nowhere.yaml'],
  ])('says what is wrong with the %s', async (_, changes, says) => {
    const lines: string[] = [];
    expect(await runStatus(false, { ...environment, ...changes }, (line) => lines.push(line))).toBe(1);
    expect(lines.join('\n')).toContain(says);
  });
});

describe('metrics', () => {
  it('are printed once', async () => {
    const lines: string[] = [];
    expect(await printMetrics(environment, (line) => lines.push(line))).toBe(0);
    expect(lines.join('\n')).toContain('offhook_gateway_provider_up{provider="acme"} 1');
  });

  it('are served on loopback, fresh each time, and nothing else is', async () => {
    const server = await serveMetrics(0, environment, () => {});
    if (!server) throw new Error('it does not serve');
    const { address, port } = server.address() as AddressInfo;
    expect(address).toBe('127.0.0.1');
    const reply = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(reply.headers.get('content-type')).toContain('version=0.0.4');
    expect(await reply.text()).toContain('offhook_gateway_up{daemon="kamailio"} 0');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    server.close();
  });
});

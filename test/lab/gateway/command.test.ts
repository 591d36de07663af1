// The command line on real daemons: what is wrong touches nothing, and what runs is changed while it runs.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callKamailio } from '../../../gateway/rpc/kamailio.ts';
import { makeCertificate } from '../kamailio.ts';
import { freePort, until } from '../process.ts';

const COMMAND = resolve('gateway/command.ts');
const ACME = 'providers:\n  acme: { host: 127.0.1.1, username: u, password: p }\n';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-gateway-command-'));
  makeCertificate(folder);
  const sip = await freePort();
  const settings = {
    GATEWAY_PUBLIC_ADDRESS: '127.0.0.1',
    GATEWAY_REALM: 'gateway.offhook.test',
    GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    GATEWAY_CERTIFICATE_FILE: join(folder, 'certificate.pem'),
    GATEWAY_KEY_FILE: join(folder, 'key.pem'),
    GATEWAY_WSS_PORT: await freePort(),
    GATEWAY_SIP_UDP_PORT: sip,
    GATEWAY_SIP_TCP_PORT: sip,
    GATEWAY_SIP_TLS_PORT: await freePort(),
    GATEWAY_RTPENGINE_PORT: await freePort(),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(folder, '.env'), lines.join('\n'));
  providers(ACME);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const providers = (text: string) => writeFileSync(join(folder, 'providers.yaml'), text);
const config = () => readlinkSync(join(folder, '.gateway', 'config'));
const socket = () => join(folder, '.gateway', 'run', 'kamailio.sock');

type Running = { readonly child: ChildProcess; printed(): string };

function start(...words: string[]): Running {
  const child = spawn(process.execPath, [COMMAND, ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout?.on('data', (text) => (printed += text));
  child.stderr?.on('data', (text) => (printed += text));
  return { child, printed: () => printed };
}
async function run(...words: string[]) {
  const { child, printed } = start(...words);
  const [code] = await once(child, 'close');
  return { code, printed: printed() };
}

describe('npm run gateway', () => {
  it('-- render writes the configuration, and with a mistake names its line and leaves all as it was', async () => {
    expect((await run('render')).code).toBe(0);
    const before = config();
    providers(ACME.replace('host', 'hots'));
    const { code, printed } = await run('render');
    expect(code).toBe(1);
    expect(printed).toContain('providers.yaml:2 providers.acme.hots');
    expect(printed).toContain('did you mean `host`?');
    expect(config()).toBe(before);
    providers(ACME);
  });

  it('-- reload says when nothing runs, and changes nothing then', async () => {
    const before = config();
    const { code, printed } = await run('reload');
    expect([code, config()]).toEqual([1, before]);
    expect(printed).toContain('could not be reached');
  });

  it('-- run starts the daemons, -- reload changes them, and an interrupt ends them', async () => {
    const gateway = start('run');
    await until('the gateway runs', () => gateway.printed().includes('the gateway runs'), 20_000);
    providers(`${ACME}  beta: { host: 127.0.1.2, username: u, password: p, mode: register }\n`);
    expect(await run('reload')).toMatchObject({
      code: 0,
      printed: expect.stringContaining('registration of beta'),
    });
    const [dump] = await callKamailio(socket(), 'htable.get', ['prefix', '+']);
    expect(JSON.stringify(dump)).toContain('acme,beta');
    providers(ACME.replace('password: p', 'passwort: p'));
    expect((await run('reload')).code).toBe(1);
    expect(JSON.stringify(await callKamailio(socket(), 'htable.get', ['prefix', '+']))).toContain(
      'acme,beta',
    );
    gateway.child.kill('SIGTERM');
    expect(await once(gateway.child, 'close')).toEqual([0, null]);
    await expect(callKamailio(socket(), 'core.uptime')).rejects.toThrow();
  });

  it('-- agents add shows a password once and keeps its HA1 only', async () => {
    const { printed } = await run('agents', 'add', 'alice', 'acme');
    const [password = ''] = printed.split('\n');
    expect(password).toMatch(/^[\w-]{32}$/);
    expect(readFileSync(join(folder, 'agents.yaml'), 'utf8')).not.toContain(password);
    expect((await run('agents')).printed).toBe('alice (acme)\n');
    expect((await run('agents', 'remove', 'alice')).code).toBe(0);
    expect(existsSync(join(folder, 'agents.yaml.new'))).toBe(false);
  });
});

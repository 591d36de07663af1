// `up` on a machine that has nothing yet, and what it leaves: each service started by its unit, as its own user, one call.
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callKamailio, kamailioSocket } from '../../../gateway/rpc/kamailio.ts';
import { FAR_TONE_HZ } from '../baresip.ts';
import { freePort, isBound, type LabProcess, until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { type Machine, openMachine } from './machine.ts';
import { type LabGround, openGround, REALM } from './rig.ts';

const CLEAR_DB = -3;
const STATE = '/srv/state';
const RECORDS = '/srv/records/calls.jsonl';
const UNITS = ['rtpengine', 'kamailio', 'coturn', 'records'] as const;

let ground: LabGround;
let carrier: Carrier;
let machine: Machine;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let ports: Record<'wss' | 'sip' | 'rtpengine' | 'turn', number>;
const services: LabProcess[] = [];

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1', challenges: true });
  machine = await openMachine(ground.folder);
  ports = {
    ...{ wss: await freePort(), sip: carrier.gatewayPort },
    ...{ rtpengine: await freePort(), turn: await freePort() },
  };
  for (const file of ['certificate.pem', 'key.pem'])
    copyFileSync(join(ground.folder, 'kamailio', file), machine.seen(`/srv/site/${file}`));
  writeFileSync(machine.seen('/srv/site/.env'), environment());
  writeFileSync(machine.seen('/srv/site/providers.yaml'), providers());
});
afterAll(async () => {
  await softphones?.close();
  for (const service of services.toReversed()) await service.stop();
  await machine?.stop();
  await ground?.stop();
});

function environment(): string {
  const settings = {
    GATEWAY_PUBLIC_ADDRESS: '127.0.0.1',
    GATEWAY_REALM: REALM,
    GATEWAY_ALLOWED_ORIGINS: softphones.origin,
    GATEWAY_CERTIFICATE_FILE: '/srv/site/certificate.pem',
    GATEWAY_KEY_FILE: '/srv/site/key.pem',
    GATEWAY_STATE_FOLDER: STATE,
    GATEWAY_WSS_PORT: ports.wss,
    GATEWAY_SIP_UDP_PORT: ports.sip,
    GATEWAY_SIP_TCP_PORT: ports.sip,
    GATEWAY_SIP_TLS_PORT: 0,
    GATEWAY_RTPENGINE_PORT: ports.rtpengine,
    GATEWAY_CDR_FILE: RECORDS,
    TURN_SECRET: 'fictional-secret-of-the-tests-only-0123456789',
    TURN_PORT: ports.turn,
    TURN_TLS_PORT: 0,
    ...ground.environment,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function providers(): string {
  const { address, port, username, domain } = carrier;
  const five = `host: ${address}, port: ${port}, username: ${username}, domain: ${domain}`;
  return `providers:\n  acme: { ${five}, password: "\${CARRIER_PASSWORD}" }\n`;
}

const READY: Readonly<Record<(typeof UNITS)[number], () => boolean | Promise<boolean>>> = {
  rtpengine: () => isBound(ports.rtpengine, 'udp'),
  kamailio: () =>
    callKamailio(kamailioSocket(machine.seen(join(STATE, 'run'))), 'core.uptime').then(
      () => true,
      () => false,
    ),
  coturn: () => isBound(ports.turn, 'udp'),
  records: () => true,
};

const userOf = (pid: number) => /^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];

async function register(agent: string): Promise<SoftphonePage> {
  const added = machine.type(['agents', 'add', agent]);
  expect(added.code).toBe(0);
  const [password = ''] = added.printed.split('\n');
  const reloaded = machine.type(['reload'], 'offhook');
  expect(reloaded).toMatchObject({ code: 0, printed: expect.stringContaining('changed: agent') });
  const softphone = await softphones.open();
  const url = `wss://127.0.0.1:${ports.wss}`;
  await softphone.tell('register', { url, domain: REALM, user: agent, password });
  await softphone.waitFor(/^registered/);
  return softphone;
}

describe('a machine after `up`', () => {
  it('has a user, files that this user can read, and units that systemd takes', () => {
    expect(machine.type(['up'])).toMatchObject({ code: 0, printed: expect.stringMatching(/Up\.\n$/) });
    expect(machine.told().at(-1)).toBe('enable --now offhook-gateway.target');
    const target = '/etc/systemd/system/offhook-gateway.target';
    const wanted = UNITS.map((name) => `offhook-${name}.service`);
    expect(readFileSync(machine.seen(target), 'utf8')).toContain(`Wants=${wanted.join(' ')}\n`);
    const units = wanted.map((unit) => `/etc/systemd/system/${unit}`);
    expect(machine.run('sh', '-c', 'systemd-analyze verify "$@" 2>&1', 'verify', target, ...units)).toBe('');
  });

  it('runs each service by its unit, as that user, and carries a call', async () => {
    for (const name of UNITS) services.push(await machine.start(`offhook-${name}.service`, READY[name]));
    const uid = machine.run('id', '-u', 'offhook').trim();
    const users = () => services.map((service) => userOf(service.pid()));
    await until('each is its own user', () => users().every((user) => user === uid));

    const alice = await register('alice');
    await alice.tell('call', `sip:+442079460018@${REALM}`);
    await alice.waitFor(/^live/);
    await until(
      'the agent hears the far side',
      async () => toneLevel(await alice.hear(), FAR_TONE_HZ) > CLEAR_DB,
    );
    await alice.tell('hangUp');
    const recorded = () => readFileSync(machine.seen(RECORDS), 'utf8');
    await until('the call is recorded', () => recorded().endsWith('\n'));
    expect(JSON.parse(recorded())).toMatchObject({ agent: 'alice', provider: 'acme', status: 200 });
  });

  it('takes what root changes, and what its own user changes after that', async () => {
    appendFileSync(machine.seen('/srv/site/providers.yaml'), '  beta: { host: 127.0.1.2, mode: ip }\n');
    expect(machine.type(['reload'])).toMatchObject({
      code: 0,
      printed: expect.stringContaining('prefix, provider'),
    });
    await register('bob');
    const found = await callKamailio(kamailioSocket(machine.seen(join(STATE, 'run'))), 'htable.get', [
      'prefix',
      '+',
    ]);
    expect(JSON.stringify(found)).toContain('acme,beta');
  });

  it('is left as it runs by a second `up`', () => {
    expect(machine.type(['up'])).toMatchObject({ code: 0, printed: expect.stringContaining('It runs') });
    expect(machine.told().filter((line) => line.startsWith('enable'))).toHaveLength(1);
    expect(machine.type(['status'])).toMatchObject({ code: 0 });
  });

  it('ends when it is asked to, and leaves no port taken', async () => {
    for (const service of services.splice(0).toReversed()) await service.stop();
    expect([isBound(ports.rtpengine, 'udp'), isBound(ports.sip, 'udp'), isBound(ports.turn, 'udp')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

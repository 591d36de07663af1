// A provider over TLS is who its certificate says: one for another name is not listened to, and no password goes there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../process.ts';
import type { Carrier } from './carrier.ts';
import { BROWSER_SDP } from './mutations.ts';
import { credentials, openRawBrowser, request } from './rawBrowser.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const ORIGIN = 'http://127.0.0.1:1';
const BUSY = `sip:+442079460186@${REALM}`;

/** What each carrier's certificate is for, and whether that is who it is. */
const CARRIERS = [
  { name: 'right', address: '127.0.1.1', certifiedFor: ['IP:127.0.1.1'], isRight: true },
  {
    name: 'among',
    address: '127.0.1.2',
    certifiedFor: ['DNS:elsewhere.example', 'IP:127.0.0.9', 'IP:127.0.1.2'],
    isRight: true,
  },
  {
    name: 'wrong',
    address: '127.0.1.3',
    certifiedFor: ['IP:127.0.1.1', 'DNS:elsewhere.example'],
    isRight: false,
  },
  { name: 'nobody', address: '127.0.1.4', certifiedFor: [], isRight: false },
];

let ground: LabGround;
let gateway: GatewayRig;
const carriers = new Map<string, Carrier>();

beforeAll(async () => {
  ground = await openGround();
  for (const { name, address, certifiedFor } of CARRIERS)
    carriers.set(name, await ground.carrier({ name, address, certifiedFor, challenges: true }));
  const registrar = { name: 'registrar', address: '127.0.1.5', certifiedFor: ['IP:127.0.1.1'] };
  carriers.set('registrar', await ground.carrier(registrar));
  const all = [...CARRIERS.map(({ name }) => entry(name)), entry('registrar', 'mode: register, ')];
  gateway = await ground.gateway({
    origins: [ORIGIN],
    providers: `providers:\n${all.join('\n')}\n`,
  });
});
afterAll(() => ground?.stop());

function carrier(name: string): Carrier {
  const found = carriers.get(name);
  if (!found) throw new Error(`There is no carrier ${name}.`);
  return found;
}

function entry(name: string, more = ''): string {
  const { address, tlsPort, username, domain, certificateFile } = carrier(name);
  const five = `host: ${address}, port: ${tlsPort}, username: ${username}, domain: ${domain}, password: "\${CARRIER_PASSWORD}"`;
  return `  ${name}: { ${five}, ${more}transport: tls, tls: { caFile: ${certificateFile} } }`;
}

const gatewayLog = () => readFileSync(join(gateway.folder, 'kamailio.log'), 'utf8');

async function call(provider: string): Promise<number> {
  const browser = await openRawBrowser(`ws://127.0.0.1:${gateway.settings.ports.ws}`, ORIGIN);
  const { user, password } = gateway.account();
  const words = { method: 'INVITE', uri: BUSY, from: `sip:${user}@${REALM}`, to: BUSY };
  const challenge = await browser.ask(request(words));
  const signed = credentials(challenge, { user, password, method: 'INVITE', uri: BUSY });
  const lines = [...request({ ...words, cseq: 2 }), signed, `X-Offhook-Provider: ${provider}`];
  const { status } = await browser.ask([...lines, 'Content-Type: application/sdp'], BROWSER_SDP);
  browser.close();
  return status;
}

describe.each(CARRIERS)('a provider whose certificate is for $certifiedFor', ({ name, isRight }) => {
  it(isRight ? 'is called' : 'is not listened to, and no password goes there', async () => {
    expect(await call(name)).toBe(isRight ? 486 : 503);
    await until('its INVITE is written down', () => carrier(name).seen('INVITE').length > 0);
    const tries = carrier(name).seen('INVITE');
    expect(tries.some(({ user }) => user === carrier(name).username)).toBe(isRight);
    if (isRight) return;
    expect(gatewayLog()).toMatch(`not for ${carrier(name).address} but for`);
    // Nor is it told of another call for a while.
    expect(await call(name)).toBe(503);
    expect(carrier(name).seen('INVITE')).toHaveLength(tries.length);
  });
});

it('a provider that we register at is shown no password either when its certificate is another’s', async () => {
  const requests = () => carrier('registrar').seen('REGISTER');
  await until(
    'the gateway has refused it',
    () => gatewayLog().includes('is not for @registrar.offhook.test but for'),
    15_000,
  );
  expect(requests().length).toBeGreaterThan(0);
  expect(requests().filter(({ user }) => user === carrier('registrar').username)).toEqual([]);
});

// A gateway whose own address is not the one that it is reached at, and a browser that comes from somewhere else again: what
// a provider is told, it can reach.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseProviders } from '../../../gateway/config/parseProviders.ts';
import { BROWSER_SDP } from './mutations.ts';
import { credentials, openRawBrowser, type RawBrowser, request } from './rawBrowser.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const ORIGIN = 'http://127.0.0.1:1';
const [OWN, REACHED_AT, PROVIDER, HOME] = ['127.0.0.1', '127.0.5.1', '127.0.1.1', '127.0.3.9'];
const CALLED = `sip:+442079460018@${REALM}`;

let ground: LabGround;
let gateway: GatewayRig;
let provider: Socket;
let browser: RawBrowser;

beforeAll(async () => {
  ground = await openGround();
  provider = createSocket('udp4').bind(0, PROVIDER);
  await once(provider, 'listening');
  gateway = await ground.gateway({
    origins: [ORIGIN],
    environment: { GATEWAY_PUBLIC_ADDRESS: REACHED_AT, GATEWAY_LISTEN_ADDRESS: OWN },
    providers: `providers:\n  acme: { host: ${PROVIDER}, port: ${provider.address().port}, mode: ip }\n`,
  });
  browser = await openRawBrowser(gateway.account().url, ORIGIN, HOME);
});
afterAll(async () => {
  browser?.close();
  provider?.close();
  await ground?.stop();
});

/** Calls, and has the provider say that the number is busy. What it was told, as it came, and what the browser is answered. */
async function call(): Promise<{ readonly invite: string; readonly status: number }> {
  const { user, password } = gateway.account();
  const words = { method: 'INVITE', uri: CALLED, from: `sip:${user}@${REALM}`, to: CALLED };
  const challenge = await browser.ask(request(words));
  const signed = credentials(challenge, { user, password, method: 'INVITE', uri: CALLED });
  const lines = [...request({ ...words, cseq: 2 }), signed, 'Content-Type: application/sdp'];
  const asked = once(provider, 'message') as Promise<[Buffer, { port: number; address: string }]>;
  const answered = browser.ask(lines, BROWSER_SDP);
  const [bytes, from] = await asked;
  const invite = String(bytes);
  const echoed = invite.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/.test(line));
  const busy = ['SIP/2.0 486 Busy Here', ...echoed, 'Content-Length: 0', '', ''].join('\r\n');
  provider.send(busy, from.port, from.address);
  return { invite, status: (await answered).status };
}

it('tells a provider the address that it is reached at, for signalling and for sound, and no other', async () => {
  const { invite, status } = await call();
  expect(status).toBe(486);
  const { sipUdp } = gateway.settings.ports;
  expect(invite).toMatch(new RegExp(`^Via: SIP/2.0/UDP ${REACHED_AT}[:;]`, 'm'));
  expect(invite).toMatch(new RegExp(`^Record-Route: .*${REACHED_AT}:${sipUdp}`, 'm'));
  expect(invite).toMatch(new RegExp(`^Contact: .*@?${REACHED_AT}`, 'm'));
  expect(invite).toMatch(new RegExp(`^c=IN IP4 ${REACHED_AT}\r`, 'm'));
  for (const address of [OWN, HOME]) expect(invite).not.toContain(address);
});

it.each(['::1', '[::1]', '2001:db8::7'])(
  'names what to write for a provider at %s, which is not called',
  (host) => {
    const text = `providers:\n  acme: { host: "${host}", mode: ip }\n`;
    const parsed = parseProviders(text, { file: 'providers.yaml', environment: {} });
    expect(parsed).toMatchObject({ ok: false });
    expect(JSON.stringify(parsed)).toContain('a host name or an IPv4 address');
  },
);

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

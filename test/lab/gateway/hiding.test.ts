// A provider learns nothing of the browser that calls through it: not its address, not what it called itself.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Carrier } from './carrier.ts';
import { BROWSER_SDP } from './mutations.ts';
import { credentials, openRawBrowser, type RawBrowser, request } from './rawBrowser.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const ORIGIN = 'http://127.0.0.1:1';
const HOME = '127.0.3.9';
const WRITTEN_WITHIN_MS = 10_000;
const BUSY = `sip:+442079460186@${REALM}`;

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let browser: RawBrowser;

beforeAll(async () => {
  ground = await openGround();
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1' });
  gateway = await ground.gateway({
    origins: [ORIGIN],
    providers: `providers:\n  acme: { host: ${carrier.address}, port: ${carrier.port}, mode: ip }\n`,
  });
  browser = await openRawBrowser(gateway.account().url, ORIGIN, HOME);
});
afterAll(async () => {
  browser?.close();
  await ground?.stop();
});

it('shows in no header where the call comes from', async () => {
  const { user, password } = gateway.account();
  const call = { method: 'INVITE', uri: BUSY, from: `sip:${user}@${REALM}`, to: BUSY };
  const challenge = await browser.ask(request(call));
  const signed = credentials(challenge, { user, password, method: 'INVITE', uri: BUSY });
  const lines = [...request({ ...call, cseq: 2 }), signed];
  const answer = await browser.ask([...lines, 'Content-Type: application/sdp'], BROWSER_SDP);
  expect(answer.status).toBe(486);
  const own = /SIP\/2\.0\/WS (\w+)\.invalid/.exec(lines.join('\n'))?.[1] ?? '';
  expect(answer.headers.join('\n')).toContain(own); // it comes back to who sent it
  // The carrier has answered; what it saw is written down a moment later.
  const seen = await vi.waitFor(() => {
    const written = carrier.seen('INVITE');
    expect(written).not.toEqual([]);
    return written;
  }, WRITTEN_WITHIN_MS);
  for (const { callid, fromtag, ...shown } of seen) {
    // Those two are the call's own name. The browser here makes them of the same letters as its host.
    expect([callid, fromtag]).toEqual([own, own]);
    for (const secret of [HOME, own, user, REALM]) expect(JSON.stringify(shown)).not.toContain(secret);
  }
});

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

// A flood from one address while an agent works: the agent does not notice.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { openFlood } from './flood.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

/** A minute of it is asked for with OFFHOOK_FLOOD_SECONDS=60. */
const SECONDS = Number(process.env.OFFHOOK_FLOOD_SECONDS ?? 10);
const PER_SECOND = 1000;
const SET_UP_WITHIN_MS = 2000;

let ground: LabGround;
let gateway: GatewayRig;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  const { address, port } = await ground.carrier({ name: 'acme', address: '127.0.1.1' });
  gateway = await ground.gateway({
    origins: [softphones.origin],
    environment: { MAX_CALLS_PER_HOUR_PER_AGENT: '10000' },
    providers: `providers:\n  acme: { host: ${address}, port: ${port}, mode: ip }\n`,
  });
  softphone = await softphones.open();
  await softphone.tell('register', gateway.account());
  await softphone.waitFor(/^registered/);
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});

/** Calls, is answered and hangs up; the milliseconds from the wish to the answer. */
async function setUpMs(): Promise<number> {
  const from = await softphone.now();
  const since = performance.now();
  await softphone.tell('call', `sip:+442079460018@${REALM}`);
  expect(await softphone.waitFor(/^(live|failed)/, from)).toBe('live');
  const taken = performance.now() - since;
  await softphone.tell('hangUp');
  await softphone.waitFor(/^ended local/, from);
  await until('the far side is idle', () => ground.baresip.calls().length === 0);
  return taken;
}

it(
  `calls are set up in time under ${PER_SECOND} requests a second, and the flood is not listened to`,
  async () => {
    const quiet = await setUpMs();
    const flood = await openFlood({
      ...{ settings: gateway.settings, origin: softphones.origin, perSecond: PER_SECOND },
      address: '127.0.2.1',
    });
    const taken: number[] = [];
    const since = Date.now();
    while (Date.now() - since < SECONDS * 1000) taken.push(await setUpMs());
    flood.stop();
    const { udp, ws, refused } = flood.sent;
    taken.sort((a, b) => a - b);
    const at = (share: number) => taken[Math.ceil(share * taken.length) - 1] ?? Number.NaN;
    process.stdout.write(
      `${udp} requests by UDP and ${ws} by WebSocket in ${SECONDS} s, ${refused} WebSockets refused; ` +
        `${taken.length} calls, set up in p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms (quiet: ${quiet.toFixed(0)} ms)\n`,
    );
    expect(udp + ws).toBeGreaterThan(SECONDS * PER_SECOND * 0.9);
    expect(ws).toBeLessThan(SECONDS * 20); // some at first, then the address is known
    expect(at(0.95)).toBeLessThan(SET_UP_WITHIN_MS);
    expect(JSON.stringify(await gateway.rpc('htable.dump', 'banned'))).toContain('127.0.2.1');
  },
  SECONDS * 1000 + 60_000,
);

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

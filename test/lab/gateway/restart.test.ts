// Kamailio is killed in the middle of calls and comes back: their sound never stops, and both sides can still end them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1', challenges: true });
  const { address, port, username, domain } = carrier;
  const five = `host: ${address}, port: ${port}, username: ${username}, domain: ${domain}`;
  gateway = await ground.gateway({
    origins: [softphones.origin],
    providers: `providers:\n  acme: { ${five}, password: "\${CARRIER_PASSWORD}" }\n`,
  });
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});
beforeEach(async () => {
  softphone = await softphones.open();
  await softphone.tell('register', gateway.account());
  await softphone.waitFor(/^registered/);
  await softphone.tell('call', `sip:+442079460018@${REALM}`);
  await softphone.waitFor(/^live/);
  await until('the far side talks', () => ground.baresip.calls()[0]?.state === 'established');
  await killAndRestart();
});
afterEach(async () => {
  await ground.baresip.hangUp();
  await softphone.close();
});

async function killAndRestart() {
  const from = await softphone.now();
  await gateway.kamailio.kill();
  const before = await gateway.packets();
  const flows = async () =>
    (await gateway.packets()).every((count, side) => count > (before[side] ?? 0) + 25);
  await until('sound flows both ways without it', flows);
  await gateway.kamailio.restart();
  await softphone.waitFor(/^registered/, from);
}

const idle = () => until('the far side is idle', () => ground.baresip.calls().length === 0);
const stale = () => carrier.seen().filter((seen) => seen.stale);

describe('a call that outlived the gateway’s signalling', () => {
  it('is ended by the agent, with a CSeq that the provider takes', async () => {
    await softphone.tell('hangUp');
    await softphone.waitFor(/^ended local/);
    await idle();
    expect(stale()).toEqual([]);
  });

  it('is ended by the far side', async () => {
    await ground.baresip.hangUp();
    await softphone.waitFor(/^ended remote/);
  });
});

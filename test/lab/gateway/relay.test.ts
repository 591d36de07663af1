// rtpengine is killed in the middle of calls: none is left silent, and a browser is told why its call is over.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const OVER_WITHIN_MS = 20_000;
const DID = '+442079460200';

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;
const pages: SoftphonePage[] = [];

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1', challenges: true });
  const { address, port, username, domain } = carrier;
  gateway = await ground.gateway({
    origins: [softphones.origin],
    providers: `providers:
  acme: { host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain},
    inbound: { "${DID}": { agent: bob } } }\n`,
  });
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});
beforeEach(async () => {
  softphone = await open('alice');
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
  if (gateway.rtpengine.pid() === 0) await gateway.rtpengine.restart();
});

async function open(agent: 'alice' | 'bob'): Promise<SoftphonePage> {
  const page = await softphones.open();
  pages.push(page);
  await page.tell('register', gateway.account(agent));
  await page.waitFor(/^registered/);
  return page;
}

/** One call that the agent places and one that comes in, both answered. */
async function twoCalls(): Promise<readonly SoftphonePage[]> {
  const called = await open('bob');
  await softphone.tell('call', `sip:+442079460018@${REALM}`);
  await softphone.waitFor(/^live/);
  await ground.baresip.dial(carrier.reach(DID));
  await called.waitFor(/^incoming/);
  await called.tell('answer');
  await called.waitFor(/^live/);
  return [softphone, called];
}

async function expectBothOver(calls: readonly SoftphonePage[], since: number) {
  await until('the far side is idle', () => ground.baresip.calls().length === 0, OVER_WITHIN_MS);
  const facts = await Promise.all(calls.map((one) => one.waitFor(/^ended/)));
  process.stdout.write(`over on both sides after ${Date.now() - since} ms\n`);
  expect(facts).toEqual(Array(2).fill('ended remote SIP;cause=503;text="Media Relay Lost"'));
}

describe('calls are over on both sides, with their cause,', () => {
  it('when rtpengine does not come back', async () => {
    const calls = await twoCalls();
    await gateway.rtpengine.kill();
    await expectBothOver(calls, Date.now());
  });

  it('when it comes back and nobody offers them anew', async () => {
    const calls = await twoCalls();
    await gateway.rtpengine.kill();
    const since = Date.now();
    await gateway.rtpengine.restart();
    await expectBothOver(calls, since);
  });
});

it('a call that is placed while there is none is refused, and its provider hears nothing of it', async () => {
  await gateway.rtpengine.kill();
  const before = carrier.seen('INVITE').length;
  await softphone.tell('call', `sip:+442079460018@${REALM}`);
  expect(await softphone.waitFor(/^(live|failed)/)).toContain('failed 503');
  expect(carrier.seen('INVITE')).toHaveLength(before);
});

// A browser that dies takes its calls along; one whose connection is only interrupted keeps them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAR_TONE_HZ } from '../baresip.ts';
import { openUnsteadyServer, type UnsteadyServer } from '../contract/unsteadyServer.ts';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const CLEAR_DB = -3;
const OUTAGE_MS = 30_000;
const GONE_WITHIN_MS = 45_000;
const DID = '+442079460200';

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let network: UnsteadyServer;
let surviving: Awaited<ReturnType<typeof openSoftphones>>;
let dying: Awaited<ReturnType<typeof openSoftphones>>;

beforeAll(async () => {
  ground = await openGround();
  surviving = await openSoftphones(ground.trustArgument);
  dying = await openSoftphones(ground.trustArgument);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1', challenges: true });
  const { address, port, username, domain } = carrier;
  gateway = await ground.gateway({
    origins: [surviving.origin, dying.origin],
    environment: { MAX_CALLS_PER_AGENT: '9' },
    providers: `providers:
  acme: { host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain},
    inbound: { "${DID}": { agent: bob } } }\n`,
  });
  network = await openUnsteadyServer(gateway.account().url);
});
afterAll(async () => {
  await surviving?.close();
  await dying?.close();
  await network?.close();
  await ground?.stop();
});

async function register(softphones: typeof dying, agent: 'alice' | 'bob', url = gateway.account().url) {
  const softphone = await softphones.open();
  await softphone.tell('register', { ...gateway.account(agent), url });
  await softphone.waitFor(/^registered/);
  return softphone;
}
const call = (softphone: SoftphonePage, number: string) => softphone.tell('call', `sip:${number}@${REALM}`);
const hears = async (softphone: SoftphonePage) => toneLevel(await softphone.hear(), FAR_TONE_HZ) > CLEAR_DB;
const callsUp = () => ground.baresip.calls().length;

it('ends what a killed browser was in, and leaves the call of one that is cut off for 30 seconds', async () => {
  const cutOff = await register(surviving, 'alice', network.wsUrl.replace('ws:', 'wss:'));
  await call(cutOff, '+442079460018');
  await cutOff.waitFor(/^live/);
  const talking = await register(dying, 'alice');
  await call(talking, '+442079460019');
  await talking.waitFor(/^live/);
  const dialling = await register(dying, 'alice');
  await call(dialling, '+442079460180');
  await dialling.waitFor(/^ringing/);
  const called = await register(dying, 'bob');
  await ground.baresip.dial(carrier.reach(DID));
  await called.waitFor(/^incoming/);
  await called.tell('answer');
  await called.waitFor(/^live/);
  await until('four calls are up', () => callsUp() === 4);

  const since = Date.now();
  const seconds = () => `${((Date.now() - since) / 1000).toFixed(1)} s`;
  network.vanish();
  dying.kill();
  await until('30 seconds have passed', () => Date.now() - since >= OUTAGE_MS, OUTAGE_MS + 1000);
  expect(callsUp()).toBe(4);
  expect(await hears(cutOff)).toBe(true);
  network.return();
  await cutOff.waitFor(/^registered/, (await cutOff.now()) - 1);

  const left = GONE_WITHIN_MS - (Date.now() - since);
  await until('only the call of the browser that came back is up', () => callsUp() === 1, left);
  process.stdout.write(
    `after kill -9: ${carrier.seen('BYE').length} BYE and the ringing one cancelled within ${seconds()}\n`,
  );
  expect(carrier.seen('BYE')).toHaveLength(2);
  await until('it hears the far side', () => hears(cutOff));
  await cutOff.tell('hangUp');
  await cutOff.waitFor(/^ended local/);
  await until('no call is up', () => callsUp() === 0);
  expect(carrier.seen('BYE')).toHaveLength(3);
}, 120_000);

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

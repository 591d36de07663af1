// Kamailio is killed in the middle of calls and comes back: it knows them still, how long they may last and whose they are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallRecord } from '../../../gateway/cdr/record.ts';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const DID = '+442079460200';
/** Of the second provider's calls. */
const LONGEST_MS = 15_000;
const GONE_WITHIN_MS = 45_000;

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let hasty: Carrier;
let surviving: Awaited<ReturnType<typeof openSoftphones>>;
let dying: Awaited<ReturnType<typeof openSoftphones>>;
let file: string;

beforeAll(async () => {
  ground = await openGround();
  file = join(ground.folder, 'records.jsonl');
  surviving = await openSoftphones(ground.trustArgument);
  dying = await openSoftphones(ground.trustArgument);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1', challenges: true });
  hasty = await ground.carrier({ name: 'hasty', address: '127.0.1.2' });
  const { address, port, username, domain } = carrier;
  gateway = await ground.gateway({
    origins: [surviving.origin, dying.origin],
    environment: { GATEWAY_CDR_FILE: file, MAX_CALLS_PER_AGENT: '9' },
    providers: `providers:
  acme: { host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain},
    inbound: { "${DID}": { agent: bob } } }
  hasty: { host: ${hasty.address}, port: ${hasty.port}, mode: ip, prefixes: ["+33"], limits: { maxDurationS: ${LONGEST_MS / 1000} } }\n`,
  });
});
afterAll(async () => {
  await surviving?.close();
  await dying?.close();
  await ground?.stop();
});

async function register(softphones: typeof dying, agent: 'alice' | 'bob'): Promise<SoftphonePage> {
  const softphone = await softphones.open();
  await softphone.tell('register', gateway.account(agent));
  await softphone.waitFor(/^registered/);
  return softphone;
}
async function call(softphone: SoftphonePage, number: string): Promise<void> {
  await softphone.tell('call', `sip:${number}@${REALM}`);
  await softphone.waitFor(/^live/);
}
const callsUp = () => ground.baresip.calls().filter(({ state }) => state === 'established').length;
const recorded = (): readonly CallRecord[] =>
  readFileSync(file, { encoding: 'utf8', flag: 'a+' })
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CallRecord);

it('ends them with their browsers and at their longest duration, and records them whole', async () => {
  const talking = await register(surviving, 'alice');
  await call(talking, '+442079460018');
  const lasting = await register(surviving, 'alice');
  await call(lasting, '+33199000018');
  await call(await register(dying, 'alice'), '+442079460019');
  const called = await register(dying, 'bob');
  await ground.baresip.dial(carrier.reach(DID));
  await called.waitFor(/^incoming/);
  await called.tell('answer');
  await called.waitFor(/^live/);
  await until('four calls are up', () => callsUp() === 4);

  const from = await talking.now();
  await gateway.kamailio.kill();
  dying.kill();
  const since = Date.now();
  await gateway.kamailio.restart();
  await talking.waitFor(/^registered/, from);
  await until('the call that may not last longer is ended', () => callsUp() < 4, 2 * LONGEST_MS);
  await lasting.waitFor(/^ended remote/);
  const left = GONE_WITHIN_MS - (Date.now() - since);
  await until('only the call of the browser that came back is up', () => callsUp() === 1, left);
  process.stdout.write(
    `after kill -9 of both: reaped within ${((Date.now() - since) / 1000).toFixed(1)} s\n`,
  );

  const again = await talking.now();
  await gateway.kamailio.kill();
  await gateway.kamailio.restart();
  await talking.waitFor(/^registered/, again);
  await ground.baresip.hangUp();
  await talking.waitFor(/^ended remote/);
  await until('each has its record', () => recorded().length === 4);
  expect(recorded()).toHaveLength(4);
  const told = recorded().map(({ agent, provider, number, did, status }) => [
    agent,
    provider,
    number,
    did,
    status,
  ]);
  expect(told.sort()).toEqual([
    ['', 'acme', 'answering', DID, 200],
    ['alice', 'acme', '+442079460018', '', 200],
    ['alice', 'acme', '+442079460019', '', 200],
    ['alice', 'hasty', '+33199000018', '', 200],
  ]);
  expect(recorded().filter(({ beganAt, answeredAt }) => !beganAt || !answeredAt)).toEqual([]);
  const lasted = recorded().find(({ provider }) => provider === 'hasty')?.seconds;
  expect(lasted).toBeGreaterThan(LONGEST_MS / 1000 - 3); // a second is lost to rounding at each start
}, 120_000);

it('takes the far side’s hanging up for the end of a call while its browser is not back yet', async () => {
  const softphone = await register(surviving, 'alice');
  await call(softphone, '+442079460018');
  await until('the call is up', () => callsUp() === 1);
  const before = recorded().length;
  await softphone.close();
  await gateway.kamailio.kill();
  await gateway.kamailio.restart();
  await ground.baresip.hangUp();
  await until('it has its record', () => recorded().length > before);
  expect(recorded().slice(before)).toMatchObject([{ agent: 'alice', number: '+442079460018', status: 200 }]);
  expect(await gateway.rpc('dlg.list')).toEqual([]);
});

it('has told its providers nothing twice and left the routes without a complaint', () => {
  expect([...carrier.seen(), ...hasty.seen()].filter((seen) => seen.stale)).toEqual([]);
  expect(gateway.complaints()).toEqual([]);
});

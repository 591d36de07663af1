// One record a call, kept by the program that keeps them: answered, refused, given up, called in, cut off while it rang.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallRecord } from '../../../gateway/cdr/record.ts';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const DID = '+442079460200';

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;
let file: string;

beforeAll(async () => {
  ground = await openGround();
  file = join(ground.folder, 'records.jsonl');
  softphones = await openSoftphones(ground.trustArgument);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1', challenges: true });
  const { address, port, username, domain } = carrier;
  gateway = await ground.gateway({
    origins: [softphones.origin],
    environment: { GATEWAY_CDR_FILE: file },
    providers: `providers:
  acme: { host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain},
    inbound: { "${DID}": { agent: alice } } }\n`,
  });
  softphone = await softphones.open();
  await softphone.tell('register', gateway.account());
  await softphone.waitFor(/^registered/);
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});

async function call(number: string, until: RegExp): Promise<void> {
  const from = await softphone.now();
  await softphone.tell('call', `sip:${number}@${REALM}`);
  await softphone.waitFor(until, from);
}
async function hangUp(): Promise<void> {
  await softphone.tell('hangUp');
  await until('the far side is idle', () => ground.baresip.calls().length === 0);
}
function recorded(): readonly CallRecord[] {
  return readFileSync(file, { encoding: 'utf8', flag: 'a+' })
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CallRecord);
}
const latest = async (count: number) => {
  await until(`there are ${count} records`, () => recorded().length >= count);
  expect(recorded()).toHaveLength(count);
  return recorded().at(-1);
};

it('has one record of each call', async () => {
  await call('+442079460018', /^live/);
  await hangUp();
  const outgoing = { direction: 'outgoing', agent: 'alice', provider: 'acme', did: '' };
  expect(await latest(1)).toMatchObject({ ...outgoing, number: '+442079460018', status: 200 });
  await call('+442079460186', /^failed/);
  expect(await latest(2)).toMatchObject({ ...outgoing, status: 486, answeredAt: null, seconds: 0 });
  await call('+442079460180', /^ringing/);
  await hangUp();
  expect(await latest(3)).toMatchObject({ ...outgoing, status: 487, answeredAt: null });
  const from = await softphone.now();
  await ground.baresip.dial(carrier.reach(DID));
  await softphone.waitFor(/^incoming/, from);
  await softphone.tell('answer');
  await softphone.waitFor(/^live/, from);
  await ground.baresip.hangUp();
  expect(await latest(4)).toMatchObject({
    direction: 'incoming',
    did: DID,
    number: 'answering',
    status: 200,
  });
});

it('has one of a call that rang when Kamailio was killed: nobody saw how it ended', async () => {
  await call('+442079460180', /^ringing/);
  await gateway.kamailio.kill();
  await gateway.kamailio.restart();
  expect(await latest(5)).toMatchObject({
    ...{ direction: 'outgoing', agent: 'alice', provider: 'acme', number: '+442079460180' },
    ...{ answeredAt: null, seconds: null, status: null },
  });
  await ground.baresip.hangUp();
});

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

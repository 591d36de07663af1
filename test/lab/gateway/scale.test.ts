// One gateway on two hosts, each with a Kamailio and an rtpengine on addresses of its own: what each may lose.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FAR_TONE_HZ } from '../baresip.ts';
import { freePort, until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayNode, startNode } from './node.ts';
import { type LabGround, openGround, REALM } from './rig.ts';

const CLEAR_DB = -3;
/** The lab’s browser knows no address but 127.0.0.1. */
const REACHES_BOTH = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE 127.0.2.1';
const GONE_WITHIN_MS = 45_000;
const DIDS = { alice: '+442079460200', everyone: '+442079460201' } as const;
const NUMBER = '+442079460018';
/** An rtpengine that does not answer is asked again for as long, and the browser for as long waits for its call. */
const NEXT_RTPENGINE_WITHIN_MS = 15_000;

let ground: LabGround;
let carrier: Carrier;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let dying: Awaited<ReturnType<typeof openSoftphones>>;
/** The provider's calls come in at `reached` only. */
let reached: GatewayNode;
let other: GatewayNode;
const open: SoftphonePage[] = [];

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument, REACHES_BOTH);
  dying = await openSoftphones(ground.trustArgument, REACHES_BOTH);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1', challenges: true });
  const { address, port, username, domain } = carrier;
  const [clusterPort, rtpenginePort] = [String(await freePort()), String(await freePort())];
  const common = {
    folder: ground.folder,
    sipPort: carrier.gatewayPort,
    passwords: { alice: randomBytes(12).toString('hex'), bob: randomBytes(12).toString('hex') },
    providers: `providers:
  acme: { host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain},
    inbound: { "${DIDS.alice}": { agent: alice }, "${DIDS.everyone}": { all: yes } } }\n`,
  };
  const environment = {
    ...ground.environment,
    GATEWAY_ALLOWED_ORIGINS: `${softphones.origin},${dying.origin}`,
    GATEWAY_CLUSTER_PORT: clusterPort,
    GATEWAY_RTPENGINE_PORT: rtpenginePort,
    GATEWAY_RTPENGINES: `udp:127.0.9.1:${rtpenginePort},udp:127.0.9.2:${rtpenginePort}`,
  };
  reached = await startNode({
    ...common,
    name: 'reached',
    addresses: { own: '127.0.0.1', cluster: '127.0.9.1' },
    rtpFirst: 33_000,
    environment: { ...environment, GATEWAY_CLUSTER_PEERS: '127.0.9.2' },
  });
  other = await startNode({
    ...common,
    name: 'other',
    addresses: { own: '127.0.2.1', cluster: '127.0.9.2' },
    rtpFirst: 33_200,
    environment: { ...environment, GATEWAY_CLUSTER_PEERS: '127.0.9.1' },
  });
});
afterEach(async () => {
  await ground.baresip.hangUp();
  for (const softphone of open.splice(0)) await softphone.close();
});
afterAll(async () => {
  await softphones?.close();
  await dying?.close();
  for (const node of [reached, other]) {
    await node?.kamailio.stop();
    await node?.rtpengine.stop();
  }
  await ground?.stop();
});

async function register(agent: 'alice' | 'bob', at: GatewayNode): Promise<SoftphonePage> {
  const softphone = await softphones.open();
  open.push(softphone);
  await softphone.tell('register', at.account(agent));
  await softphone.waitFor(/^registered/);
  return softphone;
}
/** Relayed so far, by both rtpengines. */
async function packets(): Promise<number> {
  const counts = await Promise.all([reached.packets(), other.packets()]);
  return counts.reduce((sum, count) => sum + count, 0);
}
const knows = async (node: GatewayNode, agent: string) =>
  JSON.stringify(await node.rpc('ul.dump')).includes(`"${agent}`);
const replicated = (agent: string, to: GatewayNode) =>
  until(`${agent}’s registration is known at the other Kamailio`, () => knows(to, agent));
const hears = async (softphone: SoftphonePage) => toneLevel(await softphone.hear(), FAR_TONE_HZ) > CLEAR_DB;
const dial = (did: string) => ground.baresip.dial(carrier.reach(did));
const callsUp = () => ground.baresip.calls().length;
async function call(softphone: SoftphonePage): Promise<void> {
  const from = await softphone.now();
  await softphone.tell('call', `sip:${NUMBER}@${REALM}`);
  await softphone.waitFor(/^live/, from);
  await until('the agent hears the far side', () => hears(softphone));
}

describe('an agent who is registered at one Kamailio', () => {
  it('answers a call that reached another, is heard, and hangs up', async () => {
    const alice = await register('alice', other);
    await replicated('alice', reached);
    await dial(DIDS.alice);
    await alice.waitFor(/^incoming/);
    await alice.tell('answer');
    await alice.waitFor(/^live/);
    await until('the agent hears the far side', () => hears(alice));
    await alice.tell('hangUp');
    await alice.waitFor(/^ended local/);
    await until('the far side is told', () => callsUp() === 0);
  });

  it('is told when the far side hangs up', async () => {
    const alice = await register('alice', other);
    await replicated('alice', reached);
    await dial(DIDS.alice);
    await alice.waitFor(/^incoming/);
    await alice.tell('answer');
    await alice.waitFor(/^live/);
    await until('the call is up', () => ground.baresip.calls()[0]?.state === 'established');
    await ground.baresip.hangUp();
    await alice.waitFor(/^ended remote/);
  });

  it('rings together with those of the other one, and stops when one of them answers', async () => {
    const alice = await register('alice', other);
    const bob = await register('bob', reached);
    await replicated('alice', reached);
    await dial(DIDS.everyone);
    await Promise.all([alice.waitFor(/^incoming/), bob.waitFor(/^incoming/)]);
    await bob.tell('answer');
    await bob.waitFor(/^live/);
    await alice.waitFor(/^failed/);
    await until('who answered hears the far side', () => hears(bob));
  });
});

it('a browser that dies takes its call at the other Kamailio along', async () => {
  const alice = await dying.open();
  await alice.tell('register', other.account('alice'));
  await alice.waitFor(/^registered/);
  await replicated('alice', reached);
  await dial(DIDS.alice);
  await alice.waitFor(/^incoming/);
  await alice.tell('answer');
  await until('the call is up', () => ground.baresip.calls()[0]?.state === 'established');
  dying.kill();
  await until('the far side is told', () => callsUp() === 0, GONE_WITHIN_MS);
}, 70_000);

it('nobody else is heard where the Kamailios speak to each other', async () => {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.9', resolve));
  const answers: string[] = [];
  socket.on('message', (message) => answers.push(String(message)));
  const { cluster } = reached.settings;
  for (const method of ['KDMQ', 'OPTIONS', 'INVITE'])
    socket.send(requestFrom(socket.address().port, method), cluster?.port, cluster?.address);
  await register('bob', reached);
  await replicated('bob', other); // what the other Kamailio said later was answered meanwhile
  expect(answers).toEqual([]);
  socket.close();
});

function requestFrom(port: number, method: string): string {
  const lines = [
    `${method} sip:alice@127.0.9.1 SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.9:${port};branch=z9hG4bK${method}`,
    'Max-Forwards: 70',
    'From: <sip:a@127.0.0.9>;tag=1',
    'To: <sip:notification_peer@127.0.9.1>',
    `Call-ID: stranger-${method}`,
    `CSeq: 1 ${method}`,
    'Content-Length: 0',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

describe('an rtpengine that is killed', () => {
  it('takes the sound of its call along, and the next call is carried by the other', async () => {
    const alice = await register('alice', other);
    await call(alice);
    const [carrying, spare] = (await reached.mediaCalls()).length > 0 ? [reached, other] : [other, reached];
    expect(await spare.mediaCalls()).toEqual([]);
    await carrying.rtpengine.kill();
    await until('the agent hears nothing', async () => !(await hears(alice)));
    await alice.tell('hangUp');
    await until(
      'the far side of a call without sound is told',
      () => callsUp() === 0,
      NEXT_RTPENGINE_WITHIN_MS,
    );

    const bob = await register('bob', carrying);
    await call(bob);
    expect(await spare.mediaCalls()).toHaveLength(1);
    await bob.tell('hangUp');
    await until('no call is up', () => callsUp() === 0);
    await carrying.rtpengine.restart();
  }, 60_000);
});

describe('a Kamailio that is killed', () => {
  it('leaves its call its sound, and new calls go through the other, both ways', async () => {
    const alice = await register('alice', other);
    await call(alice);
    await other.kamailio.kill();
    const before = await packets();
    await until('sound goes on without it', async () => (await packets()) > before + 100);
    expect(await hears(alice)).toBe(true);

    const bob = await register('bob', reached);
    await call(bob);
    await bob.tell('hangUp');
    await bob.waitFor(/^ended local/);
    await dial(DIDS.everyone);
    await bob.waitFor(/^incoming/);
    await bob.tell('answer');
    await until('the agent hears the second far side', () => hears(bob));
    expect(await hears(alice)).toBe(true);
  }, 60_000);
});

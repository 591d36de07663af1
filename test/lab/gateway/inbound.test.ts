// Calls to our numbers: who rings, in which order, and who gets in from outside at all.
import { createSocket } from 'node:dgram';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import type { Carrier } from './carrier.ts';
import { type AGENTS, type GatewayRig, type LabGround, openGround } from './rig.ts';

type Name = (typeof AGENTS)[number];

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let alice: SoftphonePage;
let bob: SoftphonePage;

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1' });
  const providers = `providers:
  acme:
    host: ${carrier.address}
    port: ${carrier.port}
    mode: ip
    homeCountry: "+44"
    inbound:
      "+442079460100": { agent: alice }
      "+442079460101": { group: [alice, bob] }
      "+442079460102": { group: [bob, alice], ring: inOrder }
      "+442079460103": { all: yes }
      "+442079460104": { agent: nobody }
`;
  gateway = await ground.gateway({ origins: [softphones.origin], providers });
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});
beforeEach(async () => {
  [alice, bob] = await Promise.all([open('alice'), open('bob')]);
});
afterEach(async () => {
  await ground.baresip.hangUp();
  await Promise.all([alice.close(), bob.close()]);
});

async function open(agent: Name): Promise<SoftphonePage> {
  const softphone = await softphones.open();
  await softphone.tell('register', gateway.account(agent));
  await softphone.waitFor(/^registered/);
  return softphone;
}
const dial = (number: string) => ground.baresip.dial(carrier.reach(number));
/** The reason baresip was told when its call ended. */
async function refusal(number: string): Promise<string | undefined> {
  const from = ground.baresip.events.length;
  await dial(number);
  return (await ground.baresip.waitForEvent('CALL_CLOSED', from)).param;
}

describe('a number of ours', () => {
  it.each(['+442079460100', '00442079460100', '442079460100', '02079460100'])(
    'rings at its agent, written %s',
    async (number) => {
      await dial(number);
      await alice.waitFor(/^incoming/);
      await alice.tell('answer');
      await alice.waitFor(/^live/);
      expect(await bob.now()).toBe(1);
    },
  );

  it.each(['+442079460101', '+442079460103'])(
    'rings at several, and whoever answers has it: %s',
    async (number) => {
      await dial(number);
      await Promise.all([alice.waitFor(/^incoming/), bob.waitFor(/^incoming/)]);
      await bob.tell('answer');
      await bob.waitFor(/^live/);
      await alice.waitFor(/^failed/);
      await ground.baresip.hangUp();
      await bob.waitFor(/^ended remote/);
    },
  );

  it('rings at one after the other, and is answered by the second when the first refuses', async () => {
    await dial('+442079460102');
    await bob.waitFor(/^incoming/);
    expect(await alice.now()).toBe(1);
    await bob.tell('hangUp');
    await alice.waitFor(/^incoming/);
    await alice.tell('answer');
    await alice.waitFor(/^live/);
  });

  it('passes over an agent who is not here', async () => {
    await bob.tell('unregister');
    await bob.waitFor(/^unregistered/);
    await dial('+442079460102');
    await alice.waitFor(/^incoming/);
  });

  it('stops ringing when the caller gives up', async () => {
    await dial('+442079460101');
    await alice.waitFor(/^incoming/);
    await ground.baresip.hangUp();
    await Promise.all([alice.waitFor(/^failed .*Canceled/), bob.waitFor(/^failed .*Canceled/)]);
  });

  it('with nobody there, and one that is not ours, are told apart', async () => {
    expect(await refusal('+442079460104')).toContain('480');
    expect(await refusal('+442079460199')).toContain('404');
  });
});

describe('a stranger', () => {
  it('who is no provider gets no answer, whatever is asked', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.9', resolve));
    const answers: string[] = [];
    socket.on('message', (message) => answers.push(String(message)));
    const { sipUdp } = gateway.settings.ports;
    const send = (method: string, ...more: string[]) =>
      socket.send(sip(method, socket.address().port, ...more), sipUdp, '127.0.0.1');
    for (const method of ['OPTIONS', 'INVITE', 'REGISTER']) send(method);
    // As if within a call: without a route, and with one that we never wrote.
    send('BYE', 'To: <sip:a@127.0.0.1>;tag=made-up');
    send('BYE', 'To: <sip:a@127.0.0.1>;tag=made-up', `Route: <sip:127.0.0.1:${sipUdp};lr;mark=x>`);
    await gateway.rpc('core.uptime');
    await dial('+442079460100');
    await alice.waitFor(/^incoming/); // a provider’s call that came later was taken meanwhile
    expect(answers).toEqual([]);
    socket.close();
  });

  it('cannot be relayed to a provider by one', async () => {
    expect(await refusal('+12125550142')).toContain('404');
    await until('nothing went out', () =>
      carrier.seen('INVITE').every(({ from }) => !from?.includes('anonymous')),
    );
  });
});

function sip(method: string, port: number, ...more: string[]): string {
  const lines = [
    `${method} sip:+442079460100@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.9:${port};branch=z9hG4bK${method}${more.length}`,
    'Max-Forwards: 70',
    'From: <sip:a@127.0.0.9>;tag=1',
    ...(more.length > 0 ? more : ['To: <sip:+442079460100@127.0.0.1>']),
    `Call-ID: stranger-${method}-${more.length}`,
    `CSeq: 1 ${method}`,
    `Contact: <sip:a@127.0.0.9:${port}>`,
    'Content-Length: 0',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

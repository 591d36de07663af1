// Messages with something broken in them, from a provider's address and from an agent who is signed in: a call goes on.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callRtpengine } from '../../../gateway/rpc/rtpengine.ts';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { BROWSER_SDP, mutate, providerMessages, seeded, withBody } from './mutations.ts';
import { credentials, openRawBrowser, type RawBrowser, request } from './rawBrowser.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

/** A hundred thousand are asked for with OFFHOOK_MALFORMED=100000. */
const MESSAGES = Number(process.env.OFFHOOK_MALFORMED ?? 600);
const AT_ONCE = 50;
const ADDRESS = '127.0.1.1';
const DID = '+442079460200';
const ANSWERS = '+442079460018';
const BUSY = '+442079460186';
const REFUSED = `sip:${BUSY}@${REALM}`;

let ground: LabGround;
let gateway: GatewayRig;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;
let provider: Socket;

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  const { port } = await ground.carrier({ name: 'acme', address: ADDRESS });
  gateway = await ground.gateway({
    origins: [softphones.origin],
    environment: { MAX_CALLS_PER_AGENT: '1000', MAX_CALLS_PER_HOUR_PER_AGENT: '1000000' },
    // A number with a digit changed is still a number: only these two are called, one of which is busy.
    providers: `providers:\n  acme: { host: ${ADDRESS}, port: ${port}, mode: ip, prefixes: ["${ANSWERS}", "${BUSY}"], inbound: { "${DID}": { agent: bob } } }\n`,
  });
  softphone = await softphones.open();
  await softphone.tell('register', gateway.account());
  await softphone.waitFor(/^registered/);
  provider = createSocket('udp4').bind(0, ADDRESS);
  await once(provider, 'listening');
});
afterAll(async () => {
  provider?.close();
  await softphones?.close();
  await ground?.stop();
});

const open = () => openRawBrowser(`ws://127.0.0.1:${gateway.settings.ports.ws}`, softphones.origin);

/** What an agent's browser says; its password is right, so that all of it is read. */
async function agentMessages(): Promise<readonly string[]> {
  const browser = await open();
  const { user, password } = gateway.account('bob');
  const call = { method: 'INVITE', uri: REFUSED, from: `sip:bob@${REALM}`, to: REFUSED };
  const challenge = await browser.ask(request(call));
  const signed = credentials(challenge, { user, password, method: 'INVITE', uri: REFUSED });
  browser.close();
  return [
    withBody([...request({ ...call, cseq: 2 }), signed], BROWSER_SDP),
    withBody(request({ ...call, method: 'REGISTER', uri: `sip:${REALM}`, to: `sip:bob@${REALM}` }), ''),
    withBody(request({ ...call, method: 'BYE' }), ''),
  ];
}

it(
  `${MESSAGES} of them leave both daemons alive, and the call that is up`,
  async () => {
    await softphone.tell('call', `sip:${ANSWERS}@${REALM}`);
    await softphone.waitFor(/^live/);
    await until('the far side talks', () => ground.baresip.calls()[0]?.state === 'established');
    const pids = () => [gateway.kamailio.pid(), gateway.rtpengine.pid()];
    const before = pids();
    const random = seeded(20_261);
    const { sipUdp, rtpengine } = gateway.settings.ports;
    let browser: RawBrowser = await open();
    let messages = await agentMessages();
    for (let sent = 0; sent < MESSAGES; sent += 2 * AT_ONCE) {
      // A password is asked for anew now and then, and a number of a call may be used once only.
      if (sent % (40 * AT_ONCE) === 0) messages = await agentMessages();
      if (!browser.isOpen()) browser = await open();
      for (let index = 0; index < AT_ONCE; index += 1) {
        const ours = providerMessages(DID, `127.0.0.1:${sipUdp}`);
        provider.send(mutate(ours[index % ours.length] ?? '', random), sipUdp, '127.0.0.1');
        const text = (messages[index % messages.length] ?? '').replace(
          /z9hG4bK\w+/,
          `z9hG4bK${sent}x${index}`,
        );
        browser.send(mutate(text.replace(/Call-ID: .*/, `Call-ID: ${sent}x${index}`), random));
      }
      await Promise.all([gateway.rpc('core.uptime'), callRtpengine(rtpengine, 'ping')]);
    }
    browser.close();
    expect(pids()).toEqual(before);
    expect(ground.baresip.calls()).toHaveLength(1);
    await softphone.tell('hangUp');
    await softphone.waitFor(/^ended local/);
    await until('the far side is idle', () => ground.baresip.calls().length === 0, 30_000);
  },
  60_000 + MESSAGES * 20,
);

// Five values in, a call out: each kind of trunk carries sound both ways, digits, a hold and its end, and tells the browser why not.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAR_TONE_HZ } from '../baresip.ts';
import { until } from '../process.ts';
import { AGENT_TONE_HZ, openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { cut, readWav, toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const CLEAR_DB = -3; // half of everything heard is the tone; G.711 and a jitter buffer take far less

let ground: LabGround;
let gateway: GatewayRig;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;
const carriers: Record<string, Carrier> = {};

/** What each trunk's entry says beside its five values. */
const TRUNKS = [
  { kind: 'a plain trunk that knows our address', name: 'plain', more: 'mode: ip' },
  { kind: 'a trunk that challenges INVITEs', name: 'digest', challenges: true, more: 'mode: digest' },
  { kind: 'a trunk we register at', name: 'register', challenges: true, more: 'mode: register' },
  { kind: 'a trunk over TCP', name: 'tcp', challenges: true, more: 'transport: tcp' },
  {
    kind: 'a trunk we register at over TLS, with SRTP',
    name: 'secure',
    challenges: true,
    srtp: true,
    more: '',
  },
];

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  for (const [index, { name, challenges = false, srtp = false }] of TRUNKS.entries())
    carriers[name] = await ground.carrier({ name, address: `127.0.1.${index + 1}`, challenges, srtp });
  carriers.stranger = await ground.carrier({ name: 'stranger', address: '127.0.1.9' });
  gateway = await ground.gateway({ origins: [softphones.origin], providers: providersYaml() });
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});
beforeEach(async () => {
  softphone = await softphones.open();
  await softphone.tell('register', gateway.account());
  await softphone.waitFor(/^registered/);
});
afterEach(async () => {
  await ground.baresip.hangUp();
  await softphone.close();
});

function providersYaml(): string {
  const entries = TRUNKS.map(({ name, more, srtp }) => {
    const { address, port, tlsPort, username, domain, certificateFile } = carrier(name);
    const secure = `mode: register, transport: tls, media: srtp, tls: { caFile: ${certificateFile} }`;
    return `  ${name}: { host: ${address}, port: ${srtp ? tlsPort : port}, username: ${username}, domain: ${domain},
    password: "\${CARRIER_PASSWORD}", ${srtp ? secure : more}, callerIds: ["+442079460100"],
    inbound: { "${didOf(name)}": { agent: alice } } }`;
  });
  const { address, tlsPort } = carrier('stranger');
  const secure = `host: ${address}, port: ${tlsPort}, mode: ip, transport: tls, media: srtp`;
  const others = `  unvouched: { ${secure} }\n  accepted: { ${secure}, tls: { verify: insecure } }`;
  return `providers:\n${entries.join('\n')}\n${others}\n`;
}

function carrier(name: string): Carrier {
  const found = carriers[name];
  if (!found) throw new Error(`There is no carrier ${name}.`);
  return found;
}

const didOf = (name: string) => `+44207946020${TRUNKS.findIndex((trunk) => trunk.name === name)}`;
const call = (name: string, number = '+442079460018') =>
  softphone.tell('call', `sip:${number}@${REALM}`, [`X-Offhook-Provider: ${name}`]);
const heardByFar = (from = 0.5) => cut(readWav(ground.baresip.recordings().at(-1) ?? ''), from);
const toFar = (from?: number) => toneLevel(heardByFar(from), AGENT_TONE_HZ);
const toAgent = async () => toneLevel(await softphone.hear(), FAR_TONE_HZ);
const recordedSeconds = () => heardByFar(0).samples.length / 8000;
const idle = () => until('the far side is idle', () => ground.baresip.calls().length === 0);

async function live(name: string) {
  await call(name);
  await softphone.waitFor(/^(live|failed.*)$/).then((fact) => expect(fact).toBe('live'));
  await until('the far side talks', () => ground.baresip.calls()[0]?.state === 'established');
}

async function expectSoundBothWays(name: string) {
  const from = Math.max(0.5, recordedSeconds());
  await until('the agent hears the far side', async () => (await toAgent()) > CLEAR_DB);
  await until('the far side hears the agent', () => recordedSeconds() > from + 0.5 && toFar(from) > CLEAR_DB);
  process.stdout.write(
    `${name}: agent→far ${toFar(from).toFixed(1)} dB, far→agent ${(await toAgent()).toFixed(1)} dB of total\n`,
  );
}

describe.each(TRUNKS)('$kind', ({ name, challenges = false, srtp = false }) => {
  it('carries sound both ways and digits, and ends when the agent hangs up', async () => {
    const from = ground.baresip.events.length;
    await live(name);
    await expectSoundBothWays(name);
    await softphone.tell('sendDigits', '5');
    expect((await ground.baresip.waitForEvent('CALL_DTMF_START', from)).param).toBe('5');
    await softphone.tell('hangUp');
    await softphone.waitFor(/^ended local/);
    await idle();
    expect(
      carrier(name)
        .seen()
        .filter(({ stale }) => stale),
    ).toEqual([]);
  });

  it('is put on hold and taken back, and ends when the far side hangs up', async () => {
    await live(name);
    await softphone.tell('hold');
    await softphone.waitFor(/^held/);
    await softphone.tell('unhold');
    await softphone.waitFor(/^unheld/);
    await until('the agent hears the far side again', async () => (await toAgent()) > CLEAR_DB);
    // baresip records nothing after a hold, so what it is sent is counted where it comes from.
    const before = await gateway.packets();
    const flows = async () =>
      (await gateway.packets()).every((count, side) => count > (before[side] ?? 0) + 25);
    await until('sound flows both ways', flows);
    await ground.baresip.hangUp();
    await softphone.waitFor(/^ended remote/);
  });

  it.each([
    ['486', '+442079460186'],
    ['404', '+442079460104'],
    ['603', '+442079460103'],
    ['503', '+442079460150'],
    ['503', '+442079460143'],
  ])('tells the browser %s for %s', async (status, number) => {
    await call(name, number);
    expect(await softphone.waitFor(/^(live|failed)/)).toContain(`failed ${status}`);
  });

  it('rings until the agent gives up', async () => {
    await call(name, '+442079460180');
    await softphone.waitFor(/^ringing/);
    await until('the far side rings', () => ground.baresip.calls()[0]?.state === 'ringing');
    await softphone.tell('hangUp');
    await softphone.waitFor(/^failed .*Canceled/);
    await idle();
  });

  it('calls in, is heard and hangs up', async () => {
    if (name === 'register' || srtp)
      await until('the gateway is registered', () => carrier(name).seen('REGISTER').length > 1, 15_000);
    await ground.baresip.dial(carrier(name).reach(didOf(name)), srtp ? 'secure' : 'answering');
    await softphone.waitFor(/^incoming/);
    await softphone.tell('answer');
    await softphone.waitFor(/^live/);
    await until('the agent hears the far side', async () => (await toAgent()) > CLEAR_DB);
    await ground.baresip.hangUp();
    await softphone.waitFor(/^ended remote/);
  });

  it('sees our number, not the agent’s name, and CSeq raised where it challenged', async () => {
    await live(name);
    await softphone.tell('hangUp');
    await idle();
    const invites = carrier(name)
      .seen('INVITE')
      .filter(({ uri }) => uri?.includes('0018'));
    const { domain } = carrier(name);
    expect(invites.at(-1)).toMatchObject({
      from: `sip:+442079460100@${domain}`,
      to: `sip:+442079460018@${domain}`,
      pai: `<sip:+442079460100@${domain}>`,
    });
    if (challenges) expect(invites.at(-1)?.user).toBe(carrier(name).username);
  });
});

it('a provider whose certificate nobody vouches for is told nothing, unless that was accepted', async () => {
  const before = carrier('stranger').seen().length;
  await call('unvouched', '+442079460186');
  expect(await softphone.waitFor(/^(live|failed)/)).toContain('failed 503');
  expect(carrier('stranger').seen()).toHaveLength(before);
  const from = await softphone.now();
  await call('accepted', '+442079460186');
  await softphone.waitFor(/^(live|failed)/, from);
  expect(carrier('stranger').seen().length).toBeGreaterThan(before);
});

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

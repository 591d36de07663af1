// Three providers at once: who carries which call, as whom, and who steps in when one fails.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

let ground: LabGround;
let gateway: GatewayRig;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;
let first: Carrier;
let second: Carrier;
let third: Carrier;

const UK = '+442079460018';
const US = '+12125550142';
const FRANCE = '+33199000018';

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  first = await ground.carrier({ name: 'first', address: '127.0.1.1', challenges: true });
  second = await ground.carrier({ name: 'second', address: '127.0.1.2', challenges: true });
  third = await ground.carrier({ name: 'third', address: '127.0.1.3' });
  const providers = `providers:
  first: ${entry(first)}, prefixes: ["+44"], numberFormat: local, homeCountry: "+44", callerIds: ["+442079460100", "+442079460101"],
    headers: { X-Agent-Context: sales }, browserHeaders: [X-Campaign] }
  second: ${entry(second)}, prefixes: ["+4", "+1"], numberFormat: digits, callerIds: ["+12125550100"], limits: { calls: 1 } }
  third: ${entry(third)}, numberFormat: "00", fromUser: username, limits: { maxDurationS: 10 } }
`;
  gateway = await ground.gateway({
    ...{ origins: [softphones.origin], providers },
    defaults: { bob: 'first' },
    environment: { DENY_PREFIXES: '+1900', MAX_CALLS_PER_AGENT: '2' },
  });
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});
beforeEach(() => open('alice'));
afterEach(async () => {
  await ground.baresip.hangUp();
  await softphone.close();
});

const entry = ({ address, port, username, domain }: Carrier) =>
  `{ host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain}`;

async function open(agent: 'alice' | 'bob') {
  softphone = await softphones.open();
  await softphone.tell('register', gateway.account(agent));
  await softphone.waitFor(/^registered/);
}
/** Calls and resolves with `live` or why not. */
async function call(number: string, ...headers: string[]): Promise<string> {
  const from = await softphone.now();
  await softphone.tell('call', `sip:${number}@${REALM}`, headers);
  return softphone.waitFor(/^(live|failed)/, from);
}
async function hangUp() {
  await softphone.tell('hangUp');
  await until('the far side is idle', () => ground.baresip.calls().length === 0);
}
/** The last INVITE that a carrier let through or refused. */
const lastInvite = (carrier: Carrier) => carrier.seen('INVITE').at(-1) ?? {};
/** Who sees the call that is made now. */
async function carriersOf(number: string, ...headers: string[]): Promise<string[]> {
  const carriers = { first, second, third };
  const before = Object.values(carriers).map((carrier) => carrier.seen('INVITE').length);
  const fact = await call(number, ...headers);
  if (fact === 'live') await hangUp();
  return Object.entries(carriers)
    .filter(([, carrier], index) => carrier.seen('INVITE').length > (before[index] ?? 0))
    .map(([name]) => name);
}

describe('a provider is chosen', () => {
  it('by the longest prefix', async () => {
    expect(await carriersOf(UK)).toEqual(['first']);
    expect(await carriersOf(US)).toEqual(['second']);
  });

  it('by default where no prefix fits', async () => {
    expect(await carriersOf(FRANCE)).toEqual(['third']);
  });

  it('by its name, and the header goes no further', async () => {
    expect(await carriersOf(UK, 'X-Offhook-Provider: third')).toEqual(['third']);
    expect(await call(UK, 'X-Offhook-Provider: fourth')).toContain('failed 404');
    expect(await call(UK, 'X-Offhook-Provider: third::password')).toContain('failed 404');
  });

  it('as the agent’s own where no prefix fits', async () => {
    await softphone.close();
    await open('bob');
    expect(await carriersOf(FRANCE)).toEqual(['first']);
    expect(await carriersOf(US)).toEqual(['second']);
  });

  it('for no number that is denied or is none', async () => {
    expect(await carriersOf('+19005550100')).toEqual([]);
    expect(await call('+19005550100')).toContain('failed 403');
    expect(await call('18005550100')).toContain('failed 484');
  });
});

describe('a provider is told', () => {
  it('the number as it wants it, and who calls', async () => {
    for (const number of [UK, US, FRANCE]) {
      expect(await call(number)).toBe('live');
      await hangUp();
    }
    expect(lastInvite(first)).toMatchObject({
      uri: expect.stringMatching(/^sip:02079460018@/),
      from: `sip:442079460100@${first.domain}`,
      pai: `<sip:442079460100@${first.domain}>`,
    });
    expect(lastInvite(second)).toMatchObject({
      uri: expect.stringMatching(/^sip:12125550142@/),
      from: `sip:12125550100@${second.domain}`,
    });
    expect(lastInvite(third)).toMatchObject({
      uri: expect.stringMatching(/^sip:0033199000018@/),
      from: `sip:${third.username}@${third.domain}`,
    });
  });

  it('another of its own numbers where the agent chooses it, and never a stranger’s', async () => {
    expect(await call(UK, 'X-Offhook-Caller-Id: +442079460101')).toBe('live');
    await hangUp();
    expect(lastInvite(first).from).toBe(`sip:442079460101@${first.domain}`);
    expect(await call(UK, 'X-Offhook-Caller-Id: +442079460199')).toContain('failed 403');
  });

  it('our headers and those it lets a browser add, and nothing else of the browser', async () => {
    const headers = [
      'X-Campaign: spring',
      'X-Secret: s',
      'P-Asserted-Identity: <sip:+442079460199@x.example>',
    ];
    expect(await call(UK, ...headers)).toBe('live');
    await hangUp();
    expect(lastInvite(first)).toMatchObject({ context: 'sales', campaign: 'spring', secret: '' });
    expect(lastInvite(first).pai).toBe(`<sip:442079460100@${first.domain}>`);
  });
});

describe('when a provider fails', () => {
  it('with an error of its own, the next one carries the call', async () => {
    expect(await carriersOf('+442079460150')).toEqual(['first', 'second', 'third']);
  });

  it('a busy number is busy everywhere: no other one is asked', async () => {
    expect(await carriersOf('+442079460186')).toEqual(['first']);
  });

  it('it is not told of the other’s password', async () => {
    await carriersOf('+442079460150');
    expect(lastInvite(second).user).not.toBe(first.username);
  });

  it('by having as many calls as it may, the next one carries the call', async () => {
    expect(await call(US)).toBe('live');
    const busy = softphone;
    await open('bob');
    const before = third.seen('INVITE').length;
    expect(await call(US)).toBe('live');
    expect(third.seen('INVITE')).toHaveLength(before + 1);
    await softphone.tell('hangUp');
    await softphone.close();
    softphone = busy;
    await hangUp();
  });

  it('by having died, the next one carries the call', async () => {
    await first.kill();
    expect(await carriersOf(UK)).toEqual(['second']);
    await first.restart();
  });
});

describe('a call is limited', () => {
  it('to the time that its provider allows: both sides are told', async () => {
    expect(await call(FRANCE)).toBe('live');
    await softphone.waitFor(/^ended remote/);
    await until('the far side is idle', () => ground.baresip.calls().length === 0);
  });

  it('by what an agent may have at the same time', async () => {
    expect(await call(UK)).toBe('live');
    const one = softphone;
    await open('alice');
    expect(await call(UK)).toBe('live');
    const two = softphone;
    await open('alice');
    expect(await call(UK)).toContain('failed 403');
    for (const page of [one, two]) {
      await page.tell('hangUp');
      await page.waitFor(/^ended local/);
      await page.close();
    }
    expect(await call(UK)).toBe('live');
    await hangUp();
  });
});

describe('a transfer', () => {
  it('is refused at once, for the phone to bridge itself, and the call goes on', async () => {
    expect(await call(UK)).toBe('live');
    const before = first.seen('REFER').length;
    await softphone.tell('transfer', `sip:${US}@${REALM}`);
    await softphone.waitFor(/^refer refused 501/);
    expect(first.seen('REFER')).toHaveLength(before);
    expect(ground.baresip.calls()).toHaveLength(1);
    await hangUp();
  });
});

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

// Transfers, over a provider that carries them out and over one that does not: the agent's phone is told which it is.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAR_TONE_HZ } from '../baresip.ts';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const CLEAR_DB = -3;
const CUSTOMER = '+442079460018';
const COLLEAGUE = '+442079460019';
const DID = '+442079460200';

let ground: LabGround;
let gateway: GatewayRig;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let alice: SoftphonePage;
const pages: SoftphonePage[] = [];
let handing: Carrier;
let keeping: Carrier;

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  handing = await ground.carrier({ name: 'handing', address: '127.0.1.1', challenges: true });
  keeping = await ground.carrier({ name: 'keeping', address: '127.0.1.2' });
  gateway = await ground.gateway({
    origins: [softphones.origin],
    environment: { DENY_PREFIXES: '+1900' },
    providers: `providers:
  handing: ${entry(handing)}, refer: yes, numberFormat: "00", inbound: { "${DID}": { agent: bob } } }
  keeping: ${entry(keeping)} }\n`,
  });
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});
beforeEach(async () => {
  alice = await open('alice');
});
afterEach(async () => {
  await ground.baresip.hangUp();
  for (const page of pages.splice(0)) await page.close();
});

function entry({ address, port, username, domain }: Carrier): string {
  return `{ host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain}`;
}

async function open(agent: 'alice' | 'bob'): Promise<SoftphonePage> {
  const page = await softphones.open();
  pages.push(page);
  await page.tell('register', gateway.account(agent));
  await page.waitFor(/^registered/);
  return page;
}
async function call(number: string, provider: string) {
  const from = await alice.now();
  await alice.tell('call', `sip:${number}@${REALM}`, [`X-Offhook-Provider: ${provider}`]);
  await alice.waitFor(/^live/, from);
}
/** What comes of a transfer: `refer accepted` or `refer refused <status>`. */
async function transfer(number: string): Promise<string> {
  const from = await alice.now();
  await alice.tell('transfer', `sip:${number}@${REALM}`);
  return alice.waitFor(/^refer /, from);
}
async function transferIntoLatest(number: string): Promise<string> {
  const from = await alice.now();
  await alice.tell('transferIntoLatest', `sip:${number}@${REALM}`);
  return alice.waitFor(/^refer /, from);
}

describe('a provider that carries out transfers', () => {
  it('is handed a call, and the far ends talk without the agent', async () => {
    const bob = await open('bob');
    await call(CUSTOMER, 'handing');
    await alice.waitFor(/^transfers: yes/);
    expect(await transfer(DID)).toBe('refer accepted');
    await bob.waitFor(/^incoming/);
    expect(await bob.waitFor(/^transfers/)).toBe('transfers: yes');
    await bob.tell('answer');
    await bob.waitFor(/^live/);
    await alice.waitFor(/^transferred/);
    await alice.tell('hangUp');
    await alice.waitFor(/^ended local/);
    await until('the customer is in one call', () => ground.baresip.calls().length === 1);
    await until('bob hears the customer', async () => toneLevel(await bob.hear(), FAR_TONE_HZ) > CLEAR_DB);
    // The number as this provider wants it, and nothing of the agent.
    const [seen] = handing.seen('REFER').slice(-1);
    const referto = `<sip:00${DID.slice(1)}@${handing.domain}>`;
    expect(seen).toMatchObject({ referto, referredby: '' });
    expect(JSON.stringify(seen)).not.toContain('alice');
  });

  it('is told which of its calls is to be replaced', async () => {
    await call(CUSTOMER, 'handing');
    const acknowledged = () => handing.seen('ACK').length;
    const before = acknowledged();
    await call(COLLEAGUE, 'handing');
    await until('the second call is acknowledged', () => acknowledged() > before);
    const [consulted] = handing.seen('ACK').slice(-1);
    expect(await transferIntoLatest(COLLEAGUE)).toBe('refer accepted');
    const [seen] = handing.seen('REFER').slice(-1);
    const replaces = /[?]Replaces=([^>]+)>$/.exec(seen?.referto ?? '')?.[1] ?? '';
    const { callid, fromtag, totag } = consulted ?? {};
    expect(decodeURIComponent(replaces)).toBe(`${callid};to-tag=${totag};from-tag=${fromtag}`);
    expect(seen?.callid).not.toBe(callid);
  });

  it.each([
    ['403', '+19005550100'],
    ['484', '+119005550100'],
    ['403', '%2B19005550100'],
    ['484', '0019005550100'],
  ])('is not asked to call what nobody may: %s for %s', async (status, number) => {
    await call(CUSTOMER, 'handing');
    const before = handing.seen('REFER').length;
    expect(await transfer(number)).toBe(`refer refused ${status}`);
    expect(handing.seen('REFER')).toHaveLength(before);
    expect(ground.baresip.calls()).toHaveLength(1);
  });
});

describe('left to the phone, which is told at once and keeps its calls, is', () => {
  it('a transfer over a provider that carries out none', async () => {
    await call(CUSTOMER, 'keeping');
    await alice.waitFor(/^transfers: no/);
    expect(await transfer(DID)).toBe('refer refused 501');
    expect(keeping.seen('REFER')).toEqual([]);
    expect(ground.baresip.calls()).toHaveLength(1);
  });

  it('an attended one over it, both of whose calls it carries', async () => {
    await call(CUSTOMER, 'keeping');
    await call(COLLEAGUE, 'keeping');
    expect(await transferIntoLatest(COLLEAGUE)).toBe('refer refused 501');
    expect(ground.baresip.calls()).toHaveLength(2);
  });

  it('one between calls of two providers, of which neither knows the other’s', async () => {
    await call(CUSTOMER, 'handing');
    await call(COLLEAGUE, 'keeping');
    const before = handing.seen('REFER').length;
    expect(await transferIntoLatest(COLLEAGUE)).toBe('refer refused 501');
    expect(handing.seen('REFER')).toHaveLength(before);
    expect(ground.baresip.calls()).toHaveLength(2);
  });
});

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));

// Providers change while ten calls are up: nobody notices who is talking, and the next call goes the new way.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAR_TONE_HZ } from '../baresip.ts';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const CALLS = 10;
const CLEAR_DB = -3;

let ground: LabGround;
let gateway: GatewayRig;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let old: Carrier;
let fresh: Carrier;
const talking: SoftphonePage[] = [];

const entry = ({ address, port, username, domain }: Carrier, more: string) =>
  `{ host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain}, ${more} }`;

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  old = await ground.carrier({ name: 'old', address: '127.0.1.1', challenges: true });
  fresh = await ground.carrier({ name: 'fresh', address: '127.0.1.2', challenges: true });
  gateway = await ground.gateway({
    origins: [softphones.origin],
    providers: `providers:\n  old: ${entry(old, 'mode: register')}\n`,
    environment: { MAX_CALLS_PER_AGENT: String(CALLS + 1) },
  });
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});

async function call(): Promise<SoftphonePage> {
  const softphone = await softphones.open();
  await softphone.tell('register', gateway.account());
  await softphone.waitFor(/^registered/);
  await softphone.tell('call', `sip:+442079460018@${REALM}`);
  expect(await softphone.waitFor(/^(live|failed)/)).toBe('live');
  return softphone;
}
const hears = async (softphone: SoftphonePage) => toneLevel(await softphone.hear(), FAR_TONE_HZ) > CLEAR_DB;
const registrations = async () => JSON.stringify(await gateway.rpc('uac.reg_dump'));

describe('a reload', () => {
  it('of a provider that changed, one that is new and one that is gone drops none of ten calls', async () => {
    for (let index = 0; index < CALLS; index++) talking.push(await call());
    await until('ten calls are up', () => ground.baresip.calls().length === CALLS);
    expect(await registrations()).toContain(old.domain);

    const changed =
      await gateway.reload(`providers:\n  old: ${entry(old, 'prefixes: ["+1"], mode: register, callerIds: ["+12125550100"]')}
  fresh: ${entry(fresh, 'mode: register')}\n`);
    expect(changed.needsRestart).toEqual([]);
    expect(changed.applied).toContain('registration of fresh');
    expect(changed.applied).not.toContain('registration of old');

    const gone = await gateway.reload(`providers:\n  fresh: ${entry(fresh, 'mode: register')}\n`);
    expect(gone.applied).toContain('registration of old ended');
    expect(await registrations()).not.toContain(old.domain);

    expect(ground.baresip.calls()).toHaveLength(CALLS);
    for (const softphone of talking) await until('each of them hears the far side', () => hears(softphone));
  }, 180_000);

  it('sends the next call the new way', async () => {
    const softphone = await call();
    expect(fresh.seen('INVITE').length).toBeGreaterThan(0);
    await softphone.tell('hangUp');
    await softphone.waitFor(/^ended local/);
    await softphone.close();
  });

  it('leaves each of the ten to be ended by its own side, on a provider that is gone', async () => {
    for (const softphone of talking) {
      await softphone.tell('hangUp');
      await softphone.waitFor(/^ended local/);
    }
    await until('the far side is idle', () => ground.baresip.calls().length === 0);
    expect(old.seen('BYE')).toHaveLength(CALLS);
  });

  it('with nothing new says so', async () => {
    const same = `providers:\n  fresh: ${entry(fresh, 'mode: register')}\n`;
    expect(await gateway.reload(same)).toEqual({ applied: [], needsRestart: [] });
  });
});

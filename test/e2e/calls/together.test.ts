/** Calls that are brought together: conference, and transfer by the exchange or, where it refuses, by a bridge. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toE164 } from '../../../src/numbers/e164.ts';
import { callThat, type Rig } from '../rig.ts';
import {
  AGENT_HZ,
  type Customer,
  endAll,
  hearsOnly,
  openCustomer,
  openEmptyRig,
  order,
  reach,
  until,
} from './customers.ts';

let rig: Rig;
let anna: Customer;
let ben: Customer;
const ALL = [AGENT_HZ, 880, 1320];

beforeAll(async () => {
  rig = await openEmptyRig();
});
// Of several who are free the first one to answer would be reached: Ben comes when Anna is in a call.
afterEach(async () => {
  rig.demo.exchange.handsOver(true);
  await endAll(rig, []);
  await Promise.all([anna?.page.close(), ben?.page.close()]);
});
afterAll(() => rig?.close());

async function both(isAsked: boolean) {
  anna = await openCustomer(rig, 880);
  const first = await reach(rig, anna);
  ben = await openCustomer(rig, 1320);
  const second = await reach(rig, ben, isAsked ? first : undefined);
  await callThat(rig, first, 'hold', ({ status }) => status === 'held');
  return { first, second };
}

const bothAreMixed = (as: string) =>
  until(rig, as, ({ calls }) => calls.filter(({ mixed }) => mixed === as).length === 2);

describe('a conference of three', () => {
  it('lets each hear both others, mutes the agent for both, and is left with one', async () => {
    const { first } = await both(false);
    await order(rig, { type: 'mix' });
    await bothAreMixed('conference');
    await hearsOnly(anna, [AGENT_HZ, 1320], ALL);
    await hearsOnly(ben, [AGENT_HZ, 880], ALL);
    await order(rig, { type: 'setMuted', callId: first, muted: true });
    await hearsOnly(anna, [1320], ALL);
    await hearsOnly(ben, [880], ALL);
    await order(rig, { type: 'setMuted', callId: first, muted: false });
    await order(rig, { type: 'unmix', callId: first });
    await hearsOnly(anna, [AGENT_HZ], ALL);
    await hearsOnly(ben, [], ALL);
  });
});

describe('an attended transfer', () => {
  it('is the exchange’s: the two talk with each other and the agent is out of it', async () => {
    const { second } = await both(true);
    await order(rig, { type: 'completeTransfer', callId: second });
    const { calls } = await until(rig, 'the end', ({ calls: now }) =>
      now.every(({ status }) => status === 'ended'),
    );
    expect(calls[0]?.transfer).toMatchObject({ status: 'done' });
    await hearsOnly(anna, [1320], ALL);
    await hearsOnly(ben, [880], ALL);
  });

  it('is a bridge where the exchange refuses, which ends for both when one hangs up', async () => {
    rig.demo.exchange.handsOver(false);
    const { second } = await both(true);
    await order(rig, { type: 'completeTransfer', callId: second });
    await bothAreMixed('bridge');
    await hearsOnly(anna, [1320], ALL);
    await hearsOnly(ben, [880], ALL);
    await anna.hangsUp();
    await until(rig, 'the end', ({ calls }) => calls.every(({ status }) => status === 'ended'));
    await ben.becomes('ready');
  });

  it('that is not completed brings the agent back', async () => {
    const { first } = await both(true);
    await ben.hangsUp();
    await callThat(rig, first, 'the first again', ({ status }) => status === 'live');
    await hearsOnly(anna, [AGENT_HZ], ALL);
  });
});

describe('a blind transfer', () => {
  const to = { e164: toE164('+14155550123'), display: '+1 415-555-0123' };

  it('ends with the two talking, and the agent out of it', async () => {
    anna = await openCustomer(rig, 880);
    const callId = await reach(rig, anna);
    ben = await openCustomer(rig, 1320);
    await order(rig, { type: 'transfer', callId, to });
    const { transfer } = await callThat(rig, callId, 'the end', ({ status }) => status === 'ended');
    expect(transfer).toEqual({ to: '+14155550123', status: 'done' });
    await hearsOnly(anna, [1320], ALL);
    await hearsOnly(ben, [880], ALL);
  });

  it('that the exchange refuses leaves the call as it was, with the reason', async () => {
    rig.demo.exchange.handsOver(false);
    anna = await openCustomer(rig, 880);
    const callId = await reach(rig, anna);
    await order(rig, { type: 'transfer', callId, to });
    const call = await callThat(rig, callId, 'the refusal', ({ transfer }) => transfer?.status === 'failed');
    expect(call).toMatchObject({ status: 'live', transfer: { failure: { code: 'transfer-refused' } } });
    await hearsOnly(anna, [AGENT_HZ], ALL);
  });
});

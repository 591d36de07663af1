/** Calls that come in, one and a second one: answered, swapped, declined, missed, and what is written of them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentHears } from '../../../demo/hearing.ts';
import type { CallRecord } from '../../../src/call/record.ts';
import { callThat, type Rig } from '../rig.ts';
import {
  AGENT_HZ,
  answer,
  type Customer,
  endAll,
  hearsOnly,
  knock,
  openCustomer,
  openEmptyRig,
  order,
  until,
} from './customers.ts';

let rig: Rig;
let anna: Customer;
let ben: Customer;
const ALL = [AGENT_HZ, 880, 1320];

beforeAll(async () => {
  rig = await openEmptyRig();
  anna = await openCustomer(rig, 880);
  ben = await openCustomer(rig, 1320);
});
afterEach(() => endAll(rig, [anna, ben]));
afterAll(() => rig?.close());

const setDoNotDisturb = (doNotDisturb: boolean) =>
  rig.desk.ask(rig.popup, { type: 'changePhoneSettings', change: { doNotDisturb } });

describe('a call that comes in', () => {
  it('is answered, and both hear each other', async () => {
    await answer(rig, anna);
    await hearsOnly(anna, [AGENT_HZ], ALL);
    expect((await agentHears(rig.browser.devTools, [880]))?.['880']).toBeGreaterThan(-3);
  });

  it('is missed when the caller gives up, until somebody looks', async () => {
    await knock(rig, anna);
    await anna.hangsUp();
    await until(rig, 'a missed call', ({ missed }) => missed === 1);
    await rig.desk.ask(rig.popup, { type: 'markMissedSeen' });
    await until(rig, 'none', ({ missed }) => missed === 0);
  });

  it('disturbs nobody who does not want it: no offer is seen, and it was missed', async () => {
    await setDoNotDisturb(true);
    await until(rig, 'do not disturb', ({ doNotDisturb }) => doNotDisturb);
    await anna.calls();
    await until(rig, 'a missed call', ({ missed }) => missed === 1);
    await anna.becomes('ready');
    await setDoNotDisturb(false);
    await rig.desk.ask(rig.popup, { type: 'markMissedSeen' });
    const query = { missed: true, limit: 1 };
    const found = await rig.desk.ask<CallRecord[]>(rig.popup, { type: 'searchCalls', query });
    expect(found).toMatchObject([{ direction: 'incoming', outcome: 'missed' }]);
  });
});

describe('a second call that comes in', () => {
  it('is answered while the first one waits in silence, and the two are swapped', async () => {
    const first = await answer(rig, anna);
    const second = await answer(rig, ben);
    await callThat(rig, first, 'hold', ({ status }) => status === 'held');
    await hearsOnly(ben, [AGENT_HZ], ALL);
    await hearsOnly(anna, [], ALL);
    await order(rig, { type: 'resume', callId: first });
    await callThat(rig, second, 'hold', ({ status }) => status === 'held');
    await callThat(rig, first, 'the first again', ({ status }) => status === 'live');
    await hearsOnly(anna, [AGENT_HZ], ALL);
    await hearsOnly(ben, [], ALL);
  });

  it('is declined while the first one goes on', async () => {
    const first = await answer(rig, anna);
    const second = await knock(rig, ben);
    await order(rig, { type: 'hangUp', callId: second });
    await ben.becomes('ready');
    await hearsOnly(anna, [AGENT_HZ], ALL);
    await callThat(rig, first, 'the first', ({ status }) => status === 'live');
  });
});

describe('what is written during a call', () => {
  it('is there afterwards, and is found', async () => {
    const id = await answer(rig, anna);
    const note = { note: 'Möchte ein Angebot', disposition: 'Interested' };
    await rig.desk.ask(rig.popup, { type: 'noteCall', callId: id, note });
    await order(rig, { type: 'hold', callId: id });
    await callThat(rig, id, 'hold', ({ status }) => status === 'held');
    await order(rig, { type: 'hangUp', callId: id });
    await callThat(rig, id, 'the end', ({ status }) => status === 'ended');
    const query = { text: 'mochte ANGEBOT', limit: 5 };
    const found = await rig.desk.ask<CallRecord[]>(rig.popup, { type: 'searchCalls', query });
    expect(found).toMatchObject([{ id, outcome: 'connected', ...note }]);
  });
});

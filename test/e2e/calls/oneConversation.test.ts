/** Two calls that are wished almost at once: the agent talks with one, and the other one waits. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newCallId } from '../../../src/call/callId.ts';
import { toE164 } from '../../../src/numbers/e164.ts';
import { callThat, type Rig } from '../rig.ts';
import {
  AGENT_HZ,
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
});
afterEach(async () => {
  await endAll(rig, []);
  await Promise.all([anna?.page.close(), ben?.page.close()]);
});
afterAll(() => rig?.close());

it('of two who call and are answered one right after the other, the first waits', async () => {
  anna = await openCustomer(rig, 880);
  ben = await openCustomer(rig, 1320);
  const first = await knock(rig, anna);
  await ben.calls();
  const { calls } = await until(rig, 'two offers', (state) => state.calls.length === 2);
  const second = calls.find(({ id }) => id !== first)?.id;
  if (!second) throw new Error('nobody else calls');
  await Promise.all([
    order(rig, { type: 'answer', callId: first }),
    order(rig, { type: 'answer', callId: second }),
  ]);
  await callThat(rig, second, 'the second', ({ status }) => status === 'live');
  await callThat(rig, first, 'hold', ({ status }) => status === 'held');
  await hearsOnly(ben, [AGENT_HZ], ALL);
  await hearsOnly(anna, [], ALL);
});

it('who answers while the agent talks with somebody who called meanwhile waits', async () => {
  anna = await openCustomer(rig, 880);
  await anna.page.uncheck('#auto');
  const dialled = newCallId();
  const remote = { e164: toE164('+14155550142'), display: '+1 415-555-0142' };
  await order(rig, { type: 'dial', callId: dialled, remote });
  await anna.becomes('ringing');
  ben = await openCustomer(rig, 1320);
  const came = await knock(rig, ben);
  await order(rig, { type: 'answer', callId: came });
  await callThat(rig, came, 'the answer', ({ status }) => status === 'live');
  await anna.page.click('#answer');
  await callThat(rig, dialled, 'hold', ({ status }) => status === 'held');
  await hearsOnly(ben, [AGENT_HZ], ALL);
  await hearsOnly(anna, [], ALL);
  await order(rig, { type: 'resume', callId: dialled });
  await callThat(rig, came, 'hold', ({ status }) => status === 'held');
  await hearsOnly(anna, [AGENT_HZ], ALL);
  expect((await rig.desk.state(rig.popup))?.calls.map(({ status }) => status)).toEqual(['live', 'held']);
});

/**
 * A hold as both ends hear it. Both are our phone, over the demo's exchange: the lab's telephone records nothing any more
 * once it was held.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Exchange, openExchange } from '../../../demo/exchange/exchange.ts';
import { until } from '../process.ts';
import { AGENT_TONE_HZ, type Desk, type Ground, openDesk, openGround } from './rig.ts';

const CUSTOMER_TONE_HZ = 880;

let ground: Ground;
let exchange: Exchange;
let agent: Desk;
let customer: Desk;

beforeAll(async () => {
  ground = await openGround();
  exchange = await openExchange();
  const at = { servers: [exchange.wsUrl], domain: exchange.domain };
  agent = await openDesk(ground, { ...at, user: exchange.users.agent });
  customer = await openDesk(ground, { ...at, user: exchange.users.customer, tone: CUSTOMER_TONE_HZ });
});
afterAll(async () => {
  await agent?.close();
  await customer?.close();
  await exchange?.close();
  await ground?.close();
});

it('is silence at both ends, as often as it is asked for, and sound again when it is over', async () => {
  const callId = await agent.agent.evaluate((a) => a.dial('+14155550142'));
  const offer = await customer.agent.evaluate(async (c) => {
    const offered = await c.offer(0);
    await c.answer(offered);
    return offered;
  });
  await agent.eventOf(callId, 'callAnswered');
  const bothHear = async () => {
    await until('the customer hears the agent', () => customer.hears(offer, AGENT_TONE_HZ));
    await until('the agent hears the customer', () => agent.hears(callId, CUSTOMER_TONE_HZ));
  };
  await bothHear();
  for (let round = 0; round < 3; round += 1) {
    const before = (await agent.reported()).length;
    await agent.agent.evaluate((a, id) => a.phone.hold(id), callId);
    await agent.eventFrom(before, 'callHeld');
    await until('the customer hears nothing', () => customer.hearsNothing(offer));
    await until('the agent hears nothing', () => agent.hearsNothing(callId));
    await agent.agent.evaluate((a, id) => a.phone.resume(id), callId);
    await agent.eventFrom(before, 'callResumed');
    await bothHear();
  }
  expect((await agent.reported()).map(({ type }) => type)).not.toContain('callEnded');
});

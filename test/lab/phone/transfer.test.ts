/** A call that is handed to somebody else ends with the two far ends talking, as both of them hear. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallId } from '../../../src/call/state.ts';
import { FAR_TONE_HZ } from '../baresip.ts';
import { openUnsteadyServer } from '../contract/unsteadyServer.ts';
import { until } from '../process.ts';
import {
  AGENT_TONE_HZ,
  type Desk,
  type Ground,
  isTone,
  lastSecond,
  openDesk,
  openGround,
  openTelephone,
  type Telephone,
  untilIdle,
} from './rig.ts';

const COLLEAGUE_TONE_HZ = 1320;
/** The account of a telephone that answers, and of one that only rings. */
const ANSWERING = 'answering';

let ground: Ground;
let colleague: Telephone;
let desk: Desk;

beforeAll(async () => {
  ground = await openGround();
  colleague = await openTelephone(COLLEAGUE_TONE_HZ);
});
afterAll(async () => {
  await colleague?.stop();
  await ground?.close();
});
beforeEach(async () => {
  // The lab has no names for hosts: the customer's telephone is sent to the colleague's address itself.
  desk = await openDesk(ground, { domain: `127.0.0.1:${colleague.port}` });
});
afterEach(async () => {
  await desk.close();
  await ground.lab.baresip.hangUp();
  await colleague.hangUp();
  await untilIdle(ground);
});

/** A call with the customer in which both hear each other. */
async function withCustomer(): Promise<CallId> {
  const callId = await desk.live();
  await until('the customer hears the agent', () => isTone(lastSecond(ground.lab.baresip), AGENT_TONE_HZ));
  await until('the agent hears the customer', () => desk.hears(callId, FAR_TONE_HZ));
  return callId;
}

async function untilFarEndsTalk(): Promise<void> {
  await until('the customer hears the colleague', () =>
    isTone(lastSecond(ground.lab.baresip), COLLEAGUE_TONE_HZ),
  );
  await until('the colleague hears the customer', () => isTone(lastSecond(colleague), FAR_TONE_HZ));
}

describe('a blind transfer', () => {
  it('leaves the customer with the colleague, and ends the call here', async () => {
    const callId = await withCustomer();
    await desk.agent.evaluate((a, [id, to]) => a.transfer(id, to), [callId, ANSWERING] as const);
    await desk.eventOf(callId, 'callTransferred');
    await desk.eventOf(callId, 'callEnded');
    await untilFarEndsTalk();
  });

  it('to somebody who is not there fails with a name, and the call goes on', async () => {
    const callId = await withCustomer();
    await desk.agent.evaluate((a, id) => a.transfer(id, 'nobody'), callId);
    expect(await desk.eventOf(callId, 'callTransferFailed')).toMatchObject({
      failure: { code: 'transfer-failed' },
    });
    expect((await desk.reported()).map(({ type }) => type)).not.toContain('callEnded');
    await until('the agent hears the customer', () => desk.hears(callId, FAR_TONE_HZ));
  });
});

describe('an attended transfer', () => {
  it('joins the customer and the colleague who was asked, and ends both calls here', async () => {
    const callId = await withCustomer();
    await desk.agent.evaluate((a, id) => a.phone.hold(id), callId);
    await desk.eventOf(callId, 'callHeld');
    await colleague.dial(ground.lab.agentUri);
    const consultId = await desk.agent.evaluate((a) => a.offer(0));
    await desk.agent.evaluate((a, id) => a.answer(id), consultId);
    await until('the agent hears the colleague', () => desk.hears(consultId, COLLEAGUE_TONE_HZ));
    await desk.agent.evaluate((a, [id, other]) => a.phone.transferTo(id, other), [
      callId,
      consultId,
    ] as const);
    await desk.eventOf(callId, 'callTransferred');
    await Promise.all([desk.eventOf(callId, 'callEnded'), desk.eventOf(consultId, 'callEnded')]);
    await untilFarEndsTalk();
  });
});

describe('while the server is away', () => {
  it('a transfer is refused at once, and the call goes on', async () => {
    const server = await openUnsteadyServer(ground.lab.wsUrl);
    const away = await openDesk(ground, { servers: [server.wsUrl] });
    const callId = await away.live();
    const before = (await away.reported()).length;
    server.vanish();
    await away.eventFrom(before, 'lineConnecting');
    await away.agent.evaluate((a, id) => a.transfer(id, 'answering'), callId);
    expect(await away.eventOf(callId, 'callTransferFailed')).toMatchObject({
      failure: { code: 'server-unreachable' },
    });
    server.return();
    await away.eventFrom(before, 'lineReady');
    expect((await away.reported()).map(({ type }) => type)).not.toContain('callEnded');
    await away.close();
    await server.close();
  });
});

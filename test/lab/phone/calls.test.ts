/** Calls of the SIP phone on a real gateway, as both ends hear them: in and out, held, waiting, and from another microphone. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAR_TONE_HZ } from '../baresip.ts';
import { until } from '../process.ts';
import {
  AGENT_TONE_HZ,
  type Desk,
  type Ground,
  heardBy,
  isSilent,
  isTone,
  lacksTone,
  lastSecond,
  openDesk,
  openGround,
  openTelephone,
  secondsOf,
  untilIdle,
} from './rig.ts';

const OTHER_TONE_HZ = 660;
const THIRD_TONE_HZ = 1320;

let ground: Ground;
let desk: Desk;

beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.close());
beforeEach(async () => {
  desk = await openDesk(ground);
});
afterEach(async () => {
  await desk.close();
  await untilIdle(ground);
});

const callIn = async (place: number) => {
  await ground.lab.baresip.dial(ground.lab.agentUri);
  return desk.agent.evaluate((a, index) => a.offer(index), place);
};
const heard = () => lastSecond(ground.lab.baresip);

describe('a call', () => {
  it('that comes in is answered, and both ends hear each other', async () => {
    const callId = await callIn(0);
    await desk.agent.evaluate((a, id) => a.answer(id), callId);
    await until('the agent hears the caller', () => desk.hears(callId, FAR_TONE_HZ));
    await until('the caller hears the agent', () => isTone(heard(), AGENT_TONE_HZ));
  });

  it('that is held is silent at both ends, and sounds again when it is resumed', async () => {
    const callId = await desk.live();
    await until('the far side hears the agent', () => isTone(heard(), AGENT_TONE_HZ));
    await desk.agent.evaluate((a, id) => a.phone.hold(id), callId);
    await desk.eventOf(callId, 'callHeld');
    await desk.speaks(callId, 0.5);
    const heldAt = secondsOf(heardBy(ground.lab.baresip));
    await desk.speaks(callId, 1);
    expect(isSilent(heardBy(ground.lab.baresip, heldAt))).toBe(true);
    await until('the agent hears nothing', () => desk.hearsNothing(callId));
    await desk.agent.evaluate((a, id) => a.phone.resume(id), callId);
    await desk.eventOf(callId, 'callResumed');
    await until('the agent hears the far side again', () => desk.hears(callId, FAR_TONE_HZ));
  });

  it('that is muted is silent at the far end alone', async () => {
    const callId = await desk.live();
    await until('the far side hears the agent', () => isTone(heard(), AGENT_TONE_HZ));
    await desk.agent.evaluate((a, id) => a.phone.setMuted(id, true), callId);
    await until('the far side hears nothing', () => isSilent(heard()));
    await until('the agent hears the far side', () => desk.hears(callId, FAR_TONE_HZ));
  });
});

describe('several calls', () => {
  it('are taken in turn, each with its own hold and its own sound', async () => {
    // A telephone with two calls holds one of them itself: the two callers must not be one.
    const other = await openTelephone(THIRD_TONE_HZ);
    try {
      const first = await callIn(0);
      await desk.agent.evaluate((a, id) => a.answer(id), first);
      await other.dial(ground.lab.agentUri);
      const second = await desk.agent.evaluate((a) => a.offer(1));
      await desk.agent.evaluate((a, id) => a.phone.hold(id), first);
      await desk.eventOf(first, 'callHeld');
      await desk.agent.evaluate((a, id) => a.answer(id), second);
      await until('the second is heard', () => desk.hears(second, THIRD_TONE_HZ));
      await until('the first is silent', () => desk.hearsNothing(first));
      await desk.agent.evaluate(
        (a, [one, two]) => {
          a.phone.hold(two);
          a.phone.resume(one);
        },
        [first, second] as const,
      );
      await Promise.all([desk.eventOf(second, 'callHeld'), desk.eventOf(first, 'callResumed')]);
      await until('the first is heard', () => desk.hears(first, FAR_TONE_HZ));
      await until('the second is silent', () => desk.hearsNothing(second));
      const ended = (await desk.reported()).filter(({ type }) => type === 'callEnded');
      expect(ended).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('wait, four of them, and a fifth is told that the agent is busy', async () => {
    for (let place = 0; place < 4; place += 1) await callIn(place);
    const { baresip, agentUri } = ground.lab;
    const before = baresip.events.length;
    await baresip.dial(agentUri);
    const refused = await baresip.waitForEvent('CALL_CLOSED', before);
    expect(refused.param).toContain('486');
    expect((await desk.reported()).filter(({ type }) => type === 'callEnded')).toEqual([]);
  });
});

describe('another microphone', () => {
  const invites = () => desk.agent.evaluate((a) => a.sent.filter((method) => method === 'INVITE').length);

  it('is heard in a live call, and nothing is said to the far side about it', async () => {
    const callId = await desk.live();
    await until('the first is heard', () => isTone(heard(), AGENT_TONE_HZ));
    const before = await invites();
    await desk.agent.evaluate((a, [id, hertz]) => a.say(id, hertz), [callId, OTHER_TONE_HZ] as const);
    await until('the other is heard', () => isTone(heard(), OTHER_TONE_HZ));
    await until('the first is not', () => lacksTone(heard(), AGENT_TONE_HZ));
    expect(await invites()).toBe(before);
  });

  it('that is chosen while the call connects is the only one that is ever heard', async () => {
    const callId = await desk.agent.evaluate(
      async (a, [to, hertz]) => {
        const id = a.dial(to);
        await a.say(id, hertz);
        await a.eventOf(id, 'callAnswered');
        return id;
      },
      ['+14155550142', OTHER_TONE_HZ] as const,
    );
    await until('the other is heard', () => isTone(heard(), OTHER_TONE_HZ));
    expect(lacksTone(heard(), AGENT_TONE_HZ)).toBe(true);
    await until('the agent hears the far side', () => desk.hears(callId, FAR_TONE_HZ));
  });
});

describe('the media of a call', () => {
  it('is measured: packets both ways, the round trip, levels and the codec', async () => {
    const callId = await desk.live();
    await until('the agent hears the far side', () => desk.hears(callId, FAR_TONE_HZ));
    const sample = () => desk.agent.evaluate((a, id) => a.phone.sampleMedia(id), callId);
    await until('the round trip is known', async () => (await sample())?.rttMs !== undefined);
    const {
      packetsReceived = 0,
      packetsSent = 0,
      inputLevel = 0,
      outputLevel = 0,
      codec,
      jitterMs,
    } = (await sample()) ?? {};
    expect(Math.min(packetsReceived, packetsSent)).toBeGreaterThan(10);
    expect(Math.min(inputLevel, outputLevel)).toBeGreaterThan(0.01);
    expect([codec, typeof jitterMs]).toEqual(['PCMU', 'number']);
  });
});

/** What the SIP phone's line does beside its calls on a real gateway: the voicemail lamp, and a network that changes. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FAR_TONE_HZ } from '../baresip.ts';
import { until } from '../process.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { AGENT_TONE_HZ, type Ground, isTone, lastSecond, openDesk, openGround, untilIdle } from './rig.ts';

let ground: Ground;

beforeAll(async () => {
  ground = await openGround();
});
afterEach(() => untilIdle(ground));
afterAll(() => ground?.close());

describe('the voicemail lamp', () => {
  let mailbox: Mailbox;

  it('shows what the mailbox counts, and goes out', async () => {
    mailbox = await openMailbox(ground.lab.wsUrl);
    const desk = await openDesk(ground, { servers: [mailbox.wsUrl] });
    await until('the mailbox is asked', () => mailbox.asked() === 1);
    mailbox.count(3);
    expect(await desk.eventFrom(0, 'voicemailCounted')).toMatchObject({ waiting: true, fresh: 3 });
    const before = (await desk.reported()).length;
    mailbox.count(0);
    expect(await desk.eventFrom(before, 'voicemailCounted')).toMatchObject({ waiting: false, fresh: 0 });
    await desk.close();
    await mailbox.close();
  });

  it('is left alone by a phone whose server has none, which registers and calls all the same', async () => {
    const desk = await openDesk(ground);
    const callId = await desk.live();
    const asked = await desk.agent.evaluate((a) => a.sent.filter((method) => method === 'SUBSCRIBE').length);
    expect(asked).toBe(1);
    expect((await desk.reported()).map(({ type }) => type)).not.toContain('voicemailCounted');
    await until('the agent hears the far side', () => desk.hears(callId, FAR_TONE_HZ));
    await desk.close();
  });
});

describe('a network that was gone and is back', () => {
  it('finds the sound of a call a new way, and both ends go on hearing each other', async () => {
    const desk = await openDesk(ground);
    const callId = await desk.live();
    await until('the agent hears the far side', () => desk.hears(callId, FAR_TONE_HZ));
    const invites = () => desk.agent.evaluate((a) => a.sent.filter((method) => method === 'INVITE').length);
    const before = await invites();
    await desk.page.evaluate(() => void dispatchEvent(new Event('online')));
    await until('the far side is offered a new way', async () => (await invites()) > before);
    await desk.speaks(callId, 2);
    await until('the agent hears the far side', () => desk.hears(callId, FAR_TONE_HZ));
    expect(isTone(lastSecond(ground.lab.baresip), AGENT_TONE_HZ)).toBe(true);
    expect((await desk.reported()).map(({ type }) => type)).not.toContain('callEnded');
    await desk.close();
  });
});

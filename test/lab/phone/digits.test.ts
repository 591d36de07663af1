/** Digits into a call as a carrier's telephone receives them, also while the agent's socket is down. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openUnsteadyServer, type UnsteadyServer } from '../contract/unsteadyServer.ts';
import { until } from '../process.ts';
import { type Desk, type Ground, openDesk, openGround, untilIdle } from './rig.ts';

/** Of a paste: every digit, and more of them than any menu asks for. */
const PASTED = '0123456789*#'.repeat(6).slice(0, 64);

let ground: Ground;
let server: UnsteadyServer;
let desk: Desk;

beforeAll(async () => {
  ground = await openGround();
  server = await openUnsteadyServer(ground.lab.wsUrl);
  desk = await openDesk(ground, { servers: [server.wsUrl] });
});
afterEach(async () => {
  await ground.lab.baresip.hangUp();
  await untilIdle(ground);
});
afterAll(async () => {
  await desk?.close();
  await server?.close();
  await ground?.close();
});

/** What the far side received since this place of its events. */
const received = (from: number) =>
  ground.lab.baresip.events
    .slice(from)
    .filter(({ type, param }) => type === 'CALL_DTMF_START' && param)
    .map(({ param }) => param)
    .join('');

it('that are pasted arrive complete and in order, and those pressed meanwhile after them', async () => {
  const from = ground.lab.baresip.events.length;
  const callId = await desk.live();
  await desk.agent.evaluate(
    (a, [id, digits]) => {
      a.phone.sendDigits(id, digits);
      a.phone.sendDigits(id, '9');
      a.phone.sendDigits(id, ',5');
    },
    [callId, PASTED] as const,
  );
  await until('all have arrived', () => received(from).length >= PASTED.length + 2, 30_000);
  expect(received(from)).toBe(`${PASTED}95`);
});

it('that are pressed while the server is away arrive, and the call is up when it is back', async () => {
  const callId = await desk.live();
  const from = ground.lab.baresip.events.length;
  const before = (await desk.reported()).length;
  server.vanish();
  await desk.eventFrom(before, 'lineConnecting');
  await desk.agent.evaluate((a, id) => a.phone.sendDigits(id, '12#'), callId);
  await until('all have arrived', () => received(from).length >= 3);
  expect(received(from)).toBe('12#');
  server.return();
  await desk.eventFrom(before, 'lineReady');
  expect((await desk.reported()).slice(before).map(({ type }) => type)).not.toContain('callEnded');
});

/** Live calls on a real gateway through lost, frozen and absent servers. How long it takes is measured by the bench. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../../../bench/figures.ts';
import { openUnsteadyServer } from '../contract/unsteadyServer.ts';
import { until } from '../process.ts';
import { type Crew, openCrew } from './crew.ts';
import { type Ground, openDesk, openGround, untilIdle } from './rig.ts';

const PHONES = 4;
const SHORT_MS = 1_000;
const LONG_MS = 30_000;

let ground: Ground;
let crew: Crew | undefined;

beforeAll(async () => {
  ground = await openGround();
});
afterEach(async () => {
  await crew?.close();
  crew = undefined;
  await untilIdle(ground);
});
afterAll(() => ground?.close());

const tell = (what: string, times: readonly number[]) => {
  const { median, p95, samples } = figure(times);
  process.stdout.write(`${what}: median ${median} ms, p95 ${p95} ms of ${samples}\n`);
};

describe('live calls', () => {
  it('go on through 20 drops of 1 s, and their lines come back', async () => {
    crew = await openCrew(ground, PHONES);
    const times: number[] = [];
    for (let round = 0; round < 20 / PHONES; round += 1) {
      const { lost, readyAgain } = await crew.outage(SHORT_MS);
      expect(lost).toBe(0);
      times.push(...readyAgain);
    }
    tell('registered again after 1 s', times);
  });

  it('go on with their sound through an outage of 30 s', async () => {
    crew = await openCrew(ground, PHONES);
    const { lost, readyAgain, soundPercent } = await crew.outage(LONG_MS);
    tell('registered again after 30 s', readyAgain);
    expect(lost).toBe(0);
    expect(Math.min(...soundPercent)).toBeGreaterThan(80);
  });

  it('go on when their sockets stay open and go silent, and get new ones', async () => {
    crew = await openCrew(ground, PHONES);
    const { lost, noticed } = await crew.freeze();
    tell('silence noticed', noticed);
    expect(lost).toBe(0);
  });

  it('that are hung up while the server is away end at the far side when it is back', async () => {
    crew = await openCrew(ground, PHONES);
    tell('far side ended after the return', await crew.hangUpInOutage());
    expect(ground.lab.baresip.calls()).toEqual([]);
  });
});

describe('a server that does not come back', () => {
  it('has the next one of the list tell the far side of a hang-up', async () => {
    const [first, second] = [
      await openUnsteadyServer(ground.lab.wsUrl),
      await openUnsteadyServer(ground.lab.wsUrl),
    ];
    const desk = await openDesk(ground, { servers: [first.wsUrl, second.wsUrl] });
    const callId = await desk.live();
    const before = (await desk.reported()).length;
    first.vanish();
    second.vanish();
    await desk.eventFrom(before, 'lineConnecting');
    await desk.agent.evaluate((a, id) => a.phone.hangUp(id), callId);
    second.return();
    await until('the far side has ended', () => ground.lab.baresip.calls().length === 0);
    await desk.eventFrom(before, 'lineReady');
    await desk.close();
    await Promise.all([first.close(), second.close()]);
  });
});

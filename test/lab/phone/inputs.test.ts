/** One call, another microphone a hundred times: what the far side hears of it, and what it is told. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { figure } from '../../../bench/figures.ts';
import type { MediaSample } from '../../../src/call/quality.ts';
import { until } from '../process.ts';
import type { Sound } from '../tone.ts';
import {
  type Desk,
  type Ground,
  heardBy,
  isTone,
  lastSecond,
  openDesk,
  openGround,
  secondsOf,
} from './rig.ts';

const SWITCHES = 100;
const TONES_HZ = [440, 660] as const;
const LAST_TONE_HZ = 550;
/** Below this share of full scale a tone is a pause; a tone passes through zero in a millisecond. */
const PAUSE = 0.02;
const SHORTEST_PAUSE_MS = 5;
/** A listener notices no less; what is promised. */
const LONGEST_PAUSE_MS = 300;

let ground: Ground;
let desk: Desk;

beforeAll(async () => {
  ground = await openGround();
  desk = await openDesk(ground);
});
afterAll(async () => {
  await desk?.close();
  await ground?.close();
});

/** Every stretch without sound, in milliseconds of what was recorded. */
function pausesIn({ sampleRate, samples }: Sound): number[] {
  const pauses: number[] = [];
  let quiet = 0;
  for (const sample of Array.from(samples)) {
    if (Math.abs(sample) < PAUSE) quiet += 1;
    else {
      const ms = (quiet * 1000) / sampleRate;
      if (ms >= SHORTEST_PAUSE_MS) pauses.push(ms);
      quiet = 0;
    }
  }
  return pauses;
}

/** A pause in what is sent leaves no trace in what is recorded: it is missing among the packets, one each 20 ms. */
function unsentMs(before: MediaSample | null, now: MediaSample | null): number {
  if (!before || !now) return Number.POSITIVE_INFINITY;
  return Math.max(0, now.at - before.at - (now.packetsSent - before.packetsSent) * 20);
}

it('is switched a hundred times without a word to the far side and without a pause that is heard', async () => {
  const { baresip } = ground.lab;
  const callId = await desk.live();
  await until('the far side hears the agent', () => isTone(lastSecond(baresip), 440));
  const begunAt = secondsOf(heardBy(baresip));
  const invites = () => desk.agent.evaluate((a) => a.sent.filter((method) => method === 'INVITE').length);
  const sample = () => desk.agent.evaluate((a, id) => a.phone.sampleMedia(id), callId);
  const before = await invites();
  const samples: (MediaSample | null)[] = [await sample()];
  for (let count = 0; count < SWITCHES; count += 1) {
    const hertz = TONES_HZ[count % 2] ?? 440;
    await desk.agent.evaluate((a, [id, tone]) => a.say(id, tone), [callId, hertz] as const);
    samples.push(await sample());
  }
  await desk.agent.evaluate((a, [id, tone]) => a.say(id, tone), [callId, LAST_TONE_HZ] as const);
  await until('the last one is heard', () => isTone(lastSecond(baresip), LAST_TONE_HZ));
  const unsent = samples.slice(1).map((now, index) => unsentMs(samples[index] ?? null, now));
  const pauses = pausesIn(heardBy(baresip, begunAt));
  const told = (times: readonly number[]) => {
    const { median, p95 } = figure(times.length > 0 ? times : [0]);
    return `median ${median} ms, p95 ${p95} ms, longest ${Math.max(0, ...times)} ms`;
  };
  process.stdout.write(
    `${SWITCHES} switches: not sent: ${told(unsent)}; pauses heard: ${pauses.length}, ${told(pauses)}\n`,
  );
  expect(await invites()).toBe(before);
  expect(Math.max(0, ...pauses)).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
  expect(Math.max(0, ...unsent)).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
});

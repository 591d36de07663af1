/** Another microphone in a call on Plivo's real SDK, which knows nothing of it: what the far side hears, and the figures. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, openPlivoGround, type PlivoDesk, type PlivoGround } from '../contract/plivoRig.ts';
import { until } from '../process.ts';
import { isSilent, isTone, lastSecond } from './rig.ts';

const OTHER_TONE_HZ = 660;

let ground: PlivoGround;
let desk: PlivoDesk;

beforeAll(async () => {
  ground = await openPlivoGround();
  desk = await openDesk(ground);
  await desk.connect();
});
afterAll(async () => {
  await desk?.close();
  await ground?.close();
});

it('is heard, stays muted with the call, and is measured', async () => {
  const callId = await desk.live();
  await desk.agent.evaluate(
    async (a, [id, hertz]) => {
      const sound = new AudioContext();
      const microphone = new MediaStreamAudioDestinationNode(sound, { channelCount: 1 });
      const voice = new OscillatorNode(sound, { frequency: hertz });
      voice.connect(new GainNode(sound, { gain: 0.5 })).connect(microphone);
      voice.start();
      await sound.resume();
      await a.phone.setInput(id, microphone.stream);
    },
    [callId, OTHER_TONE_HZ] as const,
  );
  const heard = () => lastSecond(ground.plivo.lab.baresip);
  await until('the far side hears the other one', () => isTone(heard(), OTHER_TONE_HZ));
  await desk.agent.evaluate((a, id) => a.phone.setMuted(id, true), callId);
  await until('the far side hears nothing', () => isSilent(heard()));
  await desk.agent.evaluate((a, id) => a.phone.setMuted(id, false), callId);
  await until('the far side hears it again', () => isTone(heard(), OTHER_TONE_HZ));
  const sample = await desk.agent.evaluate((a, id) => a.phone.sampleMedia(id), callId);
  expect(Math.min(sample?.packetsSent ?? 0, sample?.packetsReceived ?? 0)).toBeGreaterThan(10);
  expect(sample?.codec).toMatch(/opus|PCMU/);
  await desk.hangUp(callId);
});

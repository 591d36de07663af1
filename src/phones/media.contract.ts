/** The part of the phones' contract that is about what a call sends and how it sounds. */
import { newCallId } from '../call/callId.ts';
import type { MediaSample } from '../call/quality.ts';
import type { CallId } from '../call/state.ts';
import {
  type ContractCase,
  type ContractLine,
  countOf,
  dial,
  expect,
  live,
  NUMBERS,
  ready,
  untilCall,
} from './contractRig.ts';

const isOver = (promise: Promise<void>) =>
  promise.then(
    () => false,
    () => true,
  );

/** The first sample in which packets left: media takes a moment after the answer. */
async function untilMeasured(line: ContractLine, callId: CallId): Promise<MediaSample> {
  for (let round = 0; round < 20; round += 1) {
    const sample = await line.phone.sampleMedia(callId);
    if (sample && sample.packetsSent > 0) return sample;
    await line.settle();
  }
  throw new Error('expected: packets to leave');
}

export const mediaContract: readonly ContractCase[] = [
  {
    name: 'a live call sends another microphone when it is told to, and leaves the first alone',
    needs: 'switchInput',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      for (let round = 0; round < 3; round += 1) await line.phone.setInput(callId, line.microphone);
      await line.settle();
      expect(countOf(line, callId, 'callEnded') === 0, 'the call to be up still');
      const untouched = line.microphone.getTracks().every((t) => t.enabled && t.readyState === 'live');
      expect(untouched, 'the caller’s tracks to be live and enabled');
    },
  },
  {
    name: 'a call that connects takes another microphone too, and goes its way',
    needs: 'switchInput',
    async run(rig) {
      const line = await ready(rig);
      const callId = dial(line, NUMBERS.answers);
      await line.phone.setInput(callId, line.microphone);
      await untilCall(line, callId, 'callRinging');
      await line.phone.setInput(callId, line.microphone);
      await line.far.answer();
      await untilCall(line, callId, 'callAnswered');
    },
  },
  {
    name: 'a call that is over takes no microphone, and one that nobody knows neither',
    needs: 'switchInput',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      line.phone.hangUp(callId);
      await untilCall(line, callId, 'callEnded');
      expect(await isOver(line.phone.setInput(callId, line.microphone)), 'a rejection after the end');
      expect(
        await isOver(line.phone.setInput(newCallId(), line.microphone)),
        'a rejection for an unknown id',
      );
    },
  },
  {
    name: 'the media of a live call is measured, and that of no other',
    async run(rig) {
      const line = await ready(rig);
      expect((await line.phone.sampleMedia(newCallId())) === null, 'nothing of an unknown call');
      const callId = await live(line);
      const first = await untilMeasured(line, callId);
      await line.settle();
      const next = await untilMeasured(line, callId);
      expect(next.packetsSent > first.packetsSent && next.at > first.at, 'figures that add up');
      line.phone.hangUp(callId);
      await untilCall(line, callId, 'callEnded');
      expect((await line.phone.sampleMedia(callId)) === null, 'nothing of an ended call');
    },
  },
];

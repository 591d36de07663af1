/** The part of the phones' contract that is about calls that come in. */
import { type ContractCase, countOf, endsHere, expect, offered, ready, untilCall } from './contractRig.ts';

export const incomingContract: readonly ContractCase[] = [
  {
    name: 'an incoming call is offered, answered and ended',
    async run(rig) {
      const line = await ready(rig);
      const callId = await offered(line);
      line.phone.answer(callId, line.microphone);
      await untilCall(line, callId, 'callAnswered');
      line.phone.hangUp(callId);
      await endsHere(line, callId);
    },
  },
  {
    name: 'an incoming call can be declined',
    async run(rig) {
      const line = await ready(rig);
      const callId = await offered(line);
      line.phone.hangUp(callId);
      await endsHere(line, callId);
      expect(countOf(line, callId, 'callAnswered') === 0, 'no answer');
    },
  },
  {
    name: 'a caller who gives up ends the offered call',
    async run(rig) {
      const line = await ready(rig);
      const callId = await offered(line);
      await line.far.hangUp();
      const ended = await untilCall(line, callId, 'callEnded');
      expect(ended.by === 'remote' && ended.failure === undefined, 'a remote end without a failure');
    },
  },
];

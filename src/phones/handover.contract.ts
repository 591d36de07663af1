/**
 * The part of the phones' contract that is about handing a call to somebody else. Whether a far side does that is not
 * the phone's to promise; that it is told what came of it is.
 */
import type { PhoneEvent } from '../call/event.ts';
import type { FailureCode } from '../call/failure.ts';
import type { CallId } from '../call/state.ts';
import {
  type ContractCase,
  type ContractLine,
  countOf,
  dial,
  endsHere,
  expect,
  forCall,
  live,
  NUMBERS,
  ready,
  remoteTo,
  untilCall,
} from './contractRig.ts';

const REASONS: readonly FailureCode[] = ['transfer-refused', 'transfer-failed'];

/** Handed over and ended here, or not handed over, with a reason, and still up. */
async function outcomeOf(line: ContractLine, callId: CallId): Promise<void> {
  const isOutcome = (event: PhoneEvent) =>
    forCall(callId, 'callTransferred')(event) || forCall(callId, 'callTransferFailed')(event);
  const outcome = await line.until('callTransferred or callTransferFailed', isOutcome);
  if (outcome.type === 'callTransferred') return endsHere(line, callId);
  const code = outcome.type === 'callTransferFailed' ? outcome.failure.code : undefined;
  expect(code !== undefined && REASONS.includes(code), `a reason of ${REASONS.join(', ')}, got ${code}`);
  await line.settle();
  expect(countOf(line, callId, 'callEnded') === 0, 'the call to be up still');
  line.phone.hangUp(callId);
  await untilCall(line, callId, 'callEnded');
}

export const handoverContract: readonly ContractCase[] = [
  {
    name: 'a call that is handed over ends here, or goes on with the reason',
    needs: 'transfer',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      line.phone.transfer(callId, remoteTo(NUMBERS.answers));
      await outcomeOf(line, callId);
      const outcomes = countOf(line, callId, 'callTransferred') + countOf(line, callId, 'callTransferFailed');
      expect(outcomes === 1, 'exactly one outcome');
    },
  },
  {
    name: 'a call that is not answered is not handed over',
    needs: 'transfer',
    async run(rig) {
      const line = await ready(rig);
      const callId = dial(line, NUMBERS.neverAnswers);
      await untilCall(line, callId, 'callRinging');
      line.phone.transfer(callId, remoteTo(NUMBERS.answers));
      const { failure } = await untilCall(line, callId, 'callTransferFailed');
      expect(failure.code === 'transfer-failed', `transfer-failed, got ${failure.code}`);
      line.phone.hangUp(callId);
      await endsHere(line, callId);
    },
  },
  {
    name: 'a call that is over is not handed over, and nothing is said of it',
    needs: 'transfer',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      line.phone.hangUp(callId);
      await untilCall(line, callId, 'callEnded');
      const before = line.reported.length;
      line.phone.transfer(callId, remoteTo(NUMBERS.answers));
      line.phone.transferTo(callId, callId);
      await line.settle();
      expect(line.reported.length === before, 'silence about an ended call');
    },
  },
];

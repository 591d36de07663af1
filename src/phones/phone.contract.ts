/**
 * What every phone must show, whatever SDK is behind it: a list of cases for any runner (vitest for the fakes, a page in
 * Chromium for the real ones). How the far side is moved is the rig's business.
 */
import { newCallId } from '../call/callId.ts';
import type { FailureCode } from '../call/failure.ts';
import type { Capabilities } from '../call/state.ts';
import {
  type ContractCase,
  countOf,
  dial,
  type EventOf,
  endsHere,
  expect,
  forCall,
  live,
  NUMBERS,
  ready,
  remoteTo,
  untilCall,
} from './contractRig.ts';
import { handoverContract } from './handover.contract.ts';
import { incomingContract } from './incoming.contract.ts';
import { mediaContract } from './media.contract.ts';

const endsWith = (name: string, number: string, code: FailureCode): ContractCase => ({
  name,
  async run(rig) {
    const line = await ready(rig);
    const ended = await untilCall(line, dial(line, number), 'callEnded');
    expect(ended.failure?.code === code, `the failure ${code}, got ${ended.failure?.code ?? 'none'}`);
    expect(ended.by === 'remote', 'the end to come from the far side');
  },
});

const coreContract: readonly ContractCase[] = [
  {
    name: 'a call rings, is answered and ends when the far side hangs up',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      await line.far.hangUp();
      const ended = await untilCall(line, callId, 'callEnded');
      expect(ended.by === 'remote', 'the end to come from the far side');
      expect(ended.failure === undefined, 'no failure in an ordinary end');
    },
  },
  {
    name: 'a call that we end is ended by us, without a failure',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      line.phone.hangUp(callId);
      await endsHere(line, callId);
    },
  },
  endsWith('a busy number ends as busy', NUMBERS.busy, 'busy'),
  endsWith('a declined call ends as declined', NUMBERS.declined, 'declined'),
  endsWith('a number that nobody has ends as not found', NUMBERS.notFound, 'not-found'),
  endsWith('a carrier that cannot deliver ends as unavailable', NUMBERS.unavailable, 'unavailable'),
  {
    name: 'a ringing call that we cancel ends without a failure',
    async run(rig) {
      const line = await ready(rig);
      const callId = dial(line, NUMBERS.neverAnswers);
      await untilCall(line, callId, 'callRinging');
      line.phone.hangUp(callId);
      await endsHere(line, callId);
    },
  },
  {
    name: 'hanging up before it rings ends the call, and it never rings',
    async run(rig) {
      const line = await ready(rig);
      const callId = dial(line, NUMBERS.answers);
      line.phone.hangUp(callId);
      await untilCall(line, callId, 'callEnded');
      await line.settle();
      expect(countOf(line, callId, 'callRinging') === 0, 'no ringing after the end');
    },
  },
  {
    name: 'hanging up twice is harmless, and so is hanging up a call nobody knows',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      line.phone.hangUp(callId);
      line.phone.hangUp(callId);
      line.phone.hangUp(newCallId());
      await untilCall(line, callId, 'callEnded');
      line.phone.hangUp(callId);
      await line.settle();
      expect(countOf(line, callId, 'callEnded') === 1, 'exactly one end');
    },
  },
  {
    name: 'a call is held and resumed',
    needs: 'hold',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      line.phone.hold(callId);
      await untilCall(line, callId, 'callHeld');
      line.phone.resume(callId);
      await untilCall(line, callId, 'callResumed');
      expect(countOf(line, callId, 'callEnded') === 0, 'the call to be up still');
    },
  },
  {
    name: 'the microphone of a call is muted and opened again, and the caller’s own is left alone',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      line.phone.setMuted(callId, true);
      expect((await untilCall(line, callId, 'callMuted')).muted, 'the call to be muted');
      line.phone.setMuted(callId, false);
      await line.until('unmuted', (e) => forCall(callId, 'callMuted')(e) && !e.muted);
      line.phone.hangUp(callId);
      await untilCall(line, callId, 'callEnded');
      const untouched = line.microphone.getTracks().every((t) => t.enabled && t.readyState === 'live');
      expect(untouched, 'the caller’s tracks to be live and enabled');
    },
  },
  {
    name: 'digits go into a live call and do not end it',
    async run(rig) {
      const line = await ready(rig);
      const callId = await live(line);
      line.phone.sendDigits(callId, '12#');
      await line.settle();
      expect(countOf(line, callId, 'callEnded') === 0, 'the call to be up still');
    },
  },
  {
    name: 'a call id that is known dials nothing, even after its call has ended',
    async run(rig) {
      const line = await ready(rig);
      const callId = dial(line, NUMBERS.busy);
      line.phone.dial(callId, remoteTo(NUMBERS.answers), line.microphone);
      await untilCall(line, callId, 'callEnded');
      line.phone.dial(callId, remoteTo(NUMBERS.answers), line.microphone);
      await line.settle();
      expect(countOf(line, callId, 'callRinging') === 0, 'no second call');
      expect(countOf(line, callId, 'callEnded') === 1, 'exactly one end');
    },
  },
  {
    name: 'a call sends nothing before it is cleared, and goes its way then',
    async run(rig) {
      const line = await ready(rig);
      const cleared = Promise.withResolvers<boolean>();
      const callId = newCallId();
      line.phone.dial(callId, remoteTo(NUMBERS.neverAnswers), line.microphone, { cleared: cleared.promise });
      await line.settle();
      expect(countOf(line, callId, 'callRinging') === 0, 'silence while it waits for its clearance');
      cleared.resolve(true);
      await untilCall(line, callId, 'callRinging');
      line.phone.hangUp(callId);
      await untilCall(line, callId, 'callEnded');
    },
  },
  {
    name: 'a call that is never cleared never leaves',
    async run(rig) {
      const line = await ready(rig);
      const callId = newCallId();
      line.phone.dial(callId, remoteTo(NUMBERS.answers), line.microphone, {
        cleared: Promise.resolve(false),
      });
      line.phone.hangUp(callId);
      await untilCall(line, dial(line, NUMBERS.busy), 'callEnded');
      expect(countOf(line, callId, 'callRinging') === 0, 'no ringing');
      expect(countOf(line, callId, 'callEnded') === 1, 'exactly one end');
    },
  },
  {
    name: 'dialling before the line is ready ends at once as line not ready',
    async run(rig) {
      const line = await rig.open();
      const { failure, unsent } = await untilCall(line, dial(line, NUMBERS.answers), 'callEnded');
      expect(failure?.code === 'line-not-ready' && !!unsent, 'the failure line-not-ready, unsent');
    },
  },
  {
    name: 'a wrong password is named',
    async run(rig) {
      const line = await rig.open({ wrongPassword: true });
      line.phone.connect();
      const failed = (await line.until(
        'lineFailed',
        (e) => e.type === 'lineFailed',
      )) as EventOf<'lineFailed'>;
      expect(failed.failure.code === 'wrong-credentials', `wrong-credentials, got ${failed.failure.code}`);
    },
  },
  {
    name: 'nothing is reported once the phone is disposed of',
    async run(rig) {
      const line = await ready(rig);
      await live(line);
      const disposed = line.phone.dispose();
      const before = line.reported.length;
      await disposed;
      await line.phone.dispose();
      dial(line, NUMBERS.answers);
      await line.settle();
      expect(line.reported.length === before, 'silence after dispose');
    },
  },
];

export const phoneContract: readonly ContractCase[] = [
  ...coreContract,
  ...incomingContract,
  ...mediaContract,
  ...handoverContract,
];

/** The cases that a phone of these capabilities must show, each with its place in the contract. */
export const contractFor = (capabilities: Capabilities): { name: string; index: number }[] =>
  phoneContract.flatMap(({ name, needs }, index) => (needs && !capabilities[needs] ? [] : [{ name, index }]));

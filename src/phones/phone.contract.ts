/**
 * What every phone must show, whatever SDK is behind it: a list of cases that any runner can run (vitest for the fake,
 * a page in Chromium for the real ones). How the far side is moved is the rig's business.
 */
import { newCallId } from '../call/callId.ts';
import type { PhoneEvent } from '../call/event.ts';
import type { FailureCode } from '../call/failure.ts';
import type { CallId, Remote } from '../call/state.ts';
import { toE164 } from '../numbers/e164.ts';
import type { Phone } from './phone.ts';

type EventOf<Type extends PhoneEvent['type']> = Extract<PhoneEvent, { type: Type }>;

/** One phone with its far side. */
export interface ContractLine {
  readonly phone: Phone;
  readonly microphone: MediaStream;
  /** Everything reported so far. */
  readonly reported: readonly PhoneEvent[];
  /** Waits until an event fits, or finds the one that did. Rejects when the rig's patience ends. */
  until(description: string, fits: (event: PhoneEvent) => boolean): Promise<PhoneEvent>;
  /** Lets the far side and all timers come to rest. */
  settle(): Promise<void>;
  readonly far: {
    /** Takes the call that rings there. */
    answer(): void | Promise<void>;
    hangUp(): void | Promise<void>;
    call(): void | Promise<void>;
  };
}

export interface ContractRig {
  /** A phone on which `connect()` was not called yet. */
  open(options?: { readonly wrongPassword?: boolean }): Promise<ContractLine>;
}

export type ContractCase = { readonly name: string; readonly run: (rig: ContractRig) => Promise<void> };

/** Fictional numbers whose endings mean the same at the fake, the exchange and the lab. */
export const NUMBERS = {
  answers: '+14155550142',
  busy: '+14155550186',
  notFound: '+14155550104',
  declined: '+14155550103',
  unavailable: '+14155550150',
  neverAnswers: '+14155550180',
} as const;

const remoteTo = (number: string): Remote => ({ e164: toE164(number), display: number });

function expect(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(`expected: ${sentence}`);
}

const forCall =
  <Type extends PhoneEvent['type']>(callId: CallId, type: Type) =>
  (event: PhoneEvent): event is EventOf<Type> & PhoneEvent =>
    event.type === type && 'callId' in event && event.callId === callId;

async function untilCall<Type extends PhoneEvent['type']>(line: ContractLine, callId: CallId, type: Type) {
  return (await line.until(type, forCall(callId, type))) as EventOf<Type>;
}

const countOf = (line: ContractLine, callId: CallId, type: PhoneEvent['type']) =>
  line.reported.filter(forCall(callId, type)).length;

async function ready(rig: ContractRig): Promise<ContractLine> {
  const line = await rig.open();
  line.phone.connect();
  await line.until('lineReady', (event) => event.type === 'lineReady');
  return line;
}

const dial = (line: ContractLine, number: string): CallId => {
  const callId = newCallId();
  line.phone.dial(callId, remoteTo(number), line.microphone);
  return callId;
};

async function live(line: ContractLine): Promise<CallId> {
  const callId = dial(line, NUMBERS.answers);
  await untilCall(line, callId, 'callRinging');
  await line.far.answer();
  await untilCall(line, callId, 'callAnswered');
  return callId;
}

async function offered(line: ContractLine): Promise<CallId> {
  await line.far.call();
  const event = await line.until('callOffered', ({ type }) => type === 'callOffered');
  return (event as EventOf<'callOffered'>).callId;
}

const endsWith = (name: string, number: string, code: FailureCode): ContractCase => ({
  name,
  async run(rig) {
    const line = await ready(rig);
    const ended = await untilCall(line, dial(line, number), 'callEnded');
    expect(ended.failure?.code === code, `the failure ${code}, got ${ended.failure?.code ?? 'none'}`);
    expect(ended.by === 'remote', 'the end to come from the far side');
  },
});

export const phoneContract: readonly ContractCase[] = [
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
      const ended = await untilCall(line, callId, 'callEnded');
      expect(ended.by === 'local' && ended.failure === undefined, 'a local end without a failure');
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
      const ended = await untilCall(line, callId, 'callEnded');
      expect(ended.by === 'local' && ended.failure === undefined, 'a local end without a failure');
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
    name: 'dialling before the line is ready ends at once as line not ready',
    async run(rig) {
      const line = await rig.open();
      const ended = await untilCall(line, dial(line, NUMBERS.answers), 'callEnded');
      expect(ended.failure?.code === 'line-not-ready', 'the failure line-not-ready');
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
    name: 'an incoming call is offered, answered and ended',
    async run(rig) {
      const line = await ready(rig);
      const callId = await offered(line);
      line.phone.answer(callId, line.microphone);
      await untilCall(line, callId, 'callAnswered');
      line.phone.hangUp(callId);
      const ended = await untilCall(line, callId, 'callEnded');
      expect(ended.by === 'local' && ended.failure === undefined, 'a local end without a failure');
    },
  },
  {
    name: 'an incoming call can be declined',
    async run(rig) {
      const line = await ready(rig);
      const callId = await offered(line);
      line.phone.hangUp(callId);
      const ended = await untilCall(line, callId, 'callEnded');
      expect(ended.by === 'local' && ended.failure === undefined, 'a local end without a failure');
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

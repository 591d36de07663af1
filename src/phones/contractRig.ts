/** What the contract of phones needs around it: a rig that a runner provides, and the steps that the cases share. */
import { newCallId } from '../call/callId.ts';
import type { PhoneEvent } from '../call/event.ts';
import type { CallId, Remote } from '../call/state.ts';
import { toE164 } from '../numbers/e164.ts';
import type { Phone } from './phone.ts';

export type EventOf<Type extends PhoneEvent['type']> = Extract<PhoneEvent, { type: Type }>;

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

export type ContractCase = {
  readonly name: string;
  /** What not every phone can; the others need not show it. One call at a time is enough for every case. */
  readonly needs?: 'hold' | 'transfer' | 'switchInput';
  readonly run: (rig: ContractRig) => Promise<void>;
};

/** Fictional numbers whose endings mean the same at the fake, the exchange and the lab. */
export const NUMBERS = {
  answers: '+14155550142',
  busy: '+14155550186',
  notFound: '+14155550104',
  declined: '+14155550103',
  unavailable: '+14155550150',
  neverAnswers: '+14155550180',
} as const;

export const remoteTo = (number: string): Remote => ({ e164: toE164(number), display: number });

export function expect(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(`expected: ${sentence}`);
}

export const forCall =
  <Type extends PhoneEvent['type']>(callId: CallId, type: Type) =>
  (event: PhoneEvent): event is EventOf<Type> & PhoneEvent =>
    event.type === type && 'callId' in event && event.callId === callId;

export async function untilCall<Type extends PhoneEvent['type']>(
  line: ContractLine,
  callId: CallId,
  type: Type,
) {
  return (await line.until(type, forCall(callId, type))) as EventOf<Type>;
}

export const countOf = (line: ContractLine, callId: CallId, type: PhoneEvent['type']) =>
  line.reported.filter(forCall(callId, type)).length;

export async function ready(rig: ContractRig): Promise<ContractLine> {
  const line = await rig.open();
  line.phone.connect();
  await line.until('lineReady', (event) => event.type === 'lineReady');
  return line;
}

export const dial = (line: ContractLine, number: string): CallId => {
  const callId = newCallId();
  line.phone.dial(callId, remoteTo(number), line.microphone);
  return callId;
};

export async function live(line: ContractLine): Promise<CallId> {
  const callId = dial(line, NUMBERS.answers);
  await untilCall(line, callId, 'callRinging');
  await line.far.answer();
  await untilCall(line, callId, 'callAnswered');
  return callId;
}

export async function offered(line: ContractLine): Promise<CallId> {
  await line.far.call();
  const event = await line.until('callOffered', ({ type }) => type === 'callOffered');
  return (event as EventOf<'callOffered'>).callId;
}

/** The call ends by our own hang-up, and nothing failed. */
export async function endsHere(line: ContractLine, callId: CallId): Promise<void> {
  const ended = await untilCall(line, callId, 'callEnded');
  expect(ended.by === 'local' && ended.failure === undefined, 'a local end without a failure');
}

/**
 * The shipped fake: a phone of the same rank as the real ones, without a network. For the demo without a server and
 * for tests. What the far side does follows from the number's ending, as at the demo's exchange; everything else is
 * done through `far`. Times come from the clock that is handed in.
 */
import type { FakeCredentials } from '../../accounts/credentials.ts';
import { newCallId } from '../../call/callId.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure, FailureCode } from '../../call/failure.ts';
import type { CallId, CallStatus, Capabilities, Remote, Voicemail } from '../../call/state.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Phone, PhoneContext } from '../phone.ts';
import { createHandover } from './handover.ts';
import { createFakeMedia, type FakeFigures, type FakeMedia } from './media.ts';
import { isAnswered, refusalOf } from './refusals.ts';

export const FAKE_CAPABILITIES: Capabilities = {
  hold: true,
  mute: true,
  dtmf: true,
  incoming: true,
  transfer: true,
  switchInput: true,
  maxCalls: 4,
};

const CONNECTS_AFTER_MS = 50;
const RINGS_AFTER_MS = 300;
const RING_FOR_MS = 60_000;

export type FakePhoneOptions = {
  readonly clock?: Clock;
  /** How long a called person takes; `null`: until `far.answer()`. 2 s when absent. */
  readonly answersAfterMs?: number | null;
  /** What signing in meets; absent: a line that becomes ready. */
  readonly lineFailure?: FailureCode;
  /** The far side hands no call over. */
  readonly refusesTransfers?: boolean;
};

/** The other end of the wire. Without `callId` the newest call is meant. */
export interface FakeFarSide {
  answer(callId?: CallId): void;
  hangUp(callId?: CallId): void;
  /** Somebody calls; the id of the offered call. Nothing is offered where the phone carries all that it can. */
  call(remote: Remote): CallId;
  /** What was keyed into the call so far. */
  digits(callId: CallId): string;
  /** What is sent into the call: the stream that `dial`, `answer` or the last `setInput` gave. */
  input(callId: CallId): MediaStream | null;
  /** How the call sounds from now on; what is not named stays. A call that is not answered has no sound. */
  sounds(callId: CallId, figures: Partial<FakeFigures>): void;
  /** The server counts the messages that wait. */
  leaveMessages(voicemail: Voicemail): void;
  /** The server goes away and comes back by itself; calls go on. */
  loseLine(forMs: number): void;
}

export interface FakePhone extends Phone {
  readonly far: FakeFarSide;
}

type FakeCall = {
  readonly direction: 'outgoing' | 'incoming';
  status: CallStatus;
  digits: string;
  input: MediaStream | null;
  /** Once it is answered. */
  media: FakeMedia | null;
};

const newCall = (direction: FakeCall['direction'], status: CallStatus, input?: MediaStream): FakeCall => ({
  direction,
  status,
  digits: '',
  input: input ?? null,
  media: null,
});

export function openFakePhone(
  { identity }: FakeCredentials,
  context: PhoneContext,
  { clock = systemClock, answersAfterMs = 2_000, lineFailure, refusesTransfers }: FakePhoneOptions = {},
): FakePhone {
  const calls = new Map<CallId, FakeCall>();
  let isReady = false;
  let disposed = false;

  const report = (event: PhoneEvent) => {
    if (!disposed) context.report(event);
  };
  const running = () => [...calls].filter(([, call]) => call.status !== 'ended');
  const isFull = () => running().length >= FAKE_CAPABILITIES.maxCalls;
  const newest = () => running().at(-1)?.[0];
  const end = (callId: CallId, by: 'local' | 'remote', failure?: Failure) => {
    const call = calls.get(callId);
    if (!call || call.status === 'ended') return;
    call.status = 'ended';
    report({ type: 'callEnded', callId, by, ...(failure ? { failure } : {}) });
  };
  const refuse = (callId: CallId, code: FailureCode) => {
    calls.set(callId, newCall('outgoing', 'ended'));
    report({ type: 'callEnded', callId, by: 'local', failure: { code }, unsent: true });
  };
  /** The move, when the call is where it must be for it. */
  const move = (callId: CallId, from: readonly CallStatus[], to: CallStatus, event: PhoneEvent) => {
    const call = calls.get(callId);
    if (!call || !from.includes(call.status)) return;
    call.status = to;
    report(event);
  };
  const isTalking = (callId: CallId) => ['live', 'held'].includes(calls.get(callId)?.status ?? 'ended');
  const handover = createHandover({
    clock,
    answersAfterMs: answersAfterMs ?? 0,
    refuses: () => refusesTransfers === true,
    isTalking,
    report,
    end: (callId) => end(callId, 'local'),
  });
  const handOver = (callId: CallId, begin: () => void) => {
    if (isTalking(callId)) return begin();
    const failure: Failure = { code: 'transfer-failed', detail: 'the call is not answered' };
    if (running().some(([id]) => id === callId)) report({ type: 'callTransferFailed', callId, failure });
  };
  const goLive = (callId: CallId) => {
    const call = calls.get(callId);
    move(callId, ['ringing', 'offered'], 'live', { type: 'callAnswered', callId });
    if (call?.status === 'live') call.media ??= createFakeMedia(clock);
    if (calls.get(callId)?.status === 'live' && !disposed && typeof MediaStream !== 'undefined') {
      context.playRemote(callId, new MediaStream());
    }
  };

  const ring = (callId: CallId, remote: Remote) => {
    const refusal = refusalOf(remote);
    if (calls.get(callId)?.status !== 'dialing') return;
    if (refusal) return end(callId, 'remote', refusal);
    move(callId, ['dialing'], 'ringing', { type: 'callRinging', callId, earlyMedia: false });
    clock.after(RING_FOR_MS, () => {
      if (calls.get(callId)?.status === 'ringing') end(callId, 'local', { code: 'no-answer' });
    });
    if (isAnswered(remote) && answersAfterMs !== null) clock.after(answersAfterMs, () => goLive(callId));
  };

  const connect = () => {
    report({ type: 'lineConnecting', attempt: 1 });
    clock.after(CONNECTS_AFTER_MS, () => {
      if (lineFailure) return report({ type: 'lineFailed', failure: { code: lineFailure } });
      isReady = true;
      report({ type: 'lineReady', identity });
    });
  };

  return {
    capabilities: FAKE_CAPABILITIES,
    connect,
    reconnect: () => (isReady ? undefined : connect()),
    dial(callId, remote, microphone, { cleared } = {}) {
      if (disposed || calls.has(callId)) return;
      if (!isReady) return refuse(callId, 'line-not-ready');
      if (isFull()) return refuse(callId, 'too-many-calls');
      calls.set(callId, newCall('outgoing', 'dialing', microphone));
      const send = () => void clock.after(RINGS_AFTER_MS, () => ring(callId, remote));
      if (!cleared) return send();
      void cleared.then((isCleared) => isCleared && send());
    },
    answer(callId, microphone) {
      const call = calls.get(callId);
      if (call?.status !== 'offered') return;
      call.input = microphone;
      goLive(callId);
    },
    hangUp: (callId) => end(callId, 'local'),
    hold: (callId) => move(callId, ['live'], 'held', { type: 'callHeld', callId }),
    resume: (callId) => move(callId, ['held'], 'live', { type: 'callResumed', callId }),
    setMuted(callId, muted) {
      const status = calls.get(callId)?.status;
      if (status && status !== 'ended') report({ type: 'callMuted', callId, muted });
    },
    sendDigits(callId, digits) {
      const call = calls.get(callId);
      if (call?.status === 'live') call.digits += digits;
    },
    transfer: (callId, to) => handOver(callId, () => handover.toNumber(callId, to)),
    transferTo: (callId, consultId) => handOver(callId, () => handover.toCall(callId, consultId)),
    async setInput(callId, input) {
      const call = calls.get(callId);
      if (!call || call.status === 'ended') throw new Error('the call is over');
      call.input = input;
    },
    sampleMedia: async (callId) => (isTalking(callId) ? (calls.get(callId)?.media?.sample() ?? null) : null),
    async dispose() {
      disposed = true;
      for (const [callId] of running()) end(callId, 'local');
    },
    far: {
      answer(callId = newest()) {
        if (callId && calls.get(callId)?.direction === 'outgoing') goLive(callId);
      },
      hangUp(callId = newest()) {
        if (callId) end(callId, 'remote');
      },
      call(remote) {
        const callId = newCallId();
        if (isFull()) return callId;
        calls.set(callId, newCall('incoming', 'offered'));
        report({ type: 'callOffered', callId, remote });
        return callId;
      },
      digits: (callId) => calls.get(callId)?.digits ?? '',
      input: (callId) => calls.get(callId)?.input ?? null,
      sounds: (callId, figures) => calls.get(callId)?.media?.change(figures),
      leaveMessages: (voicemail) => report({ type: 'voicemailCounted', ...voicemail }),
      loseLine(forMs) {
        isReady = false;
        report({ type: 'lineConnecting', attempt: 1, retryAt: clock.now() + forMs });
        clock.after(forMs, connect);
      },
    },
  };
}

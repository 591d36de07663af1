/**
 * The shipped fake: a phone of the same rank as the real ones, without a network. For the demo without a server and
 * for tests. What the far side does follows from the number's ending, as at the demo's exchange; everything else is
 * done through `far`. Times come from the clock that is handed in.
 */
import type { FakeCredentials } from '../../accounts/credentials.ts';
import { newCallId } from '../../call/callId.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure, FailureCode } from '../../call/failure.ts';
import type { CallId, CallStatus, Capabilities, Remote } from '../../call/state.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Phone, PhoneContext } from '../phone.ts';

export const FAKE_CAPABILITIES: Capabilities = {
  hold: true,
  mute: true,
  dtmf: true,
  incoming: true,
  transfer: false,
  switchInput: false,
  maxCalls: 4,
};

/** By the last four digits. */
const REFUSALS: Readonly<Record<string, Failure>> = {
  '0186': { code: 'busy', detail: 'SIP 486 Busy Here' },
  '0104': { code: 'not-found', detail: 'SIP 404 Not Found' },
  '0103': { code: 'declined', detail: 'SIP 603 Decline' },
  '0150': { code: 'unavailable', detail: 'SIP 503 Service Unavailable' },
};
const NEVER_ANSWERS = '0180';

const CONNECTS_AFTER_MS = 50;
const RINGS_AFTER_MS = 300;
const RING_FOR_MS = 60_000;

export type FakePhoneOptions = {
  readonly clock?: Clock;
  /** How long a called person takes; `null`: until `far.answer()`. 2 s when absent. */
  readonly answersAfterMs?: number | null;
  /** What signing in meets; absent: a line that becomes ready. */
  readonly lineFailure?: FailureCode;
};

/** The other end of the wire. Without `callId` the newest call is meant. */
export interface FakeFarSide {
  answer(callId?: CallId): void;
  hangUp(callId?: CallId): void;
  /** Somebody calls; the id of the offered call. */
  call(remote: Remote): CallId;
  /** What was keyed into the call so far. */
  digits(callId: CallId): string;
}

export interface FakePhone extends Phone {
  readonly far: FakeFarSide;
}

type FakeCall = { readonly direction: 'outgoing' | 'incoming'; status: CallStatus; digits: string };

export function openFakePhone(
  { identity }: FakeCredentials,
  context: PhoneContext,
  { clock = systemClock, answersAfterMs = 2_000, lineFailure }: FakePhoneOptions = {},
): FakePhone {
  const calls = new Map<CallId, FakeCall>();
  let isReady = false;
  let disposed = false;

  const report = (event: PhoneEvent) => {
    if (!disposed) context.report(event);
  };
  const running = () => [...calls].filter(([, call]) => call.status !== 'ended');
  const newest = () => running().at(-1)?.[0];
  const end = (callId: CallId, by: 'local' | 'remote', failure?: Failure) => {
    const call = calls.get(callId);
    if (!call || call.status === 'ended') return;
    call.status = 'ended';
    report({ type: 'callEnded', callId, by, ...(failure ? { failure } : {}) });
  };
  const refuse = (callId: CallId, code: FailureCode) => {
    calls.set(callId, { direction: 'outgoing', status: 'ended', digits: '' });
    report({ type: 'callEnded', callId, by: 'local', failure: { code }, unsent: true });
  };
  /** The move, when the call is where it must be for it. */
  const move = (callId: CallId, from: readonly CallStatus[], to: CallStatus, event: PhoneEvent) => {
    const call = calls.get(callId);
    if (!call || !from.includes(call.status)) return;
    call.status = to;
    report(event);
  };
  const goLive = (callId: CallId) => {
    move(callId, ['ringing', 'offered'], 'live', { type: 'callAnswered', callId });
    if (calls.get(callId)?.status === 'live' && !disposed && typeof MediaStream !== 'undefined') {
      context.playRemote(callId, new MediaStream());
    }
  };

  const ring = (callId: CallId, ending: string) => {
    const refusal = REFUSALS[ending];
    if (calls.get(callId)?.status !== 'dialing') return;
    if (refusal) return end(callId, 'remote', refusal);
    move(callId, ['dialing'], 'ringing', { type: 'callRinging', callId, earlyMedia: false });
    clock.after(RING_FOR_MS, () => {
      if (calls.get(callId)?.status === 'ringing') end(callId, 'local', { code: 'no-answer' });
    });
    if (ending !== NEVER_ANSWERS && answersAfterMs !== null)
      clock.after(answersAfterMs, () => goLive(callId));
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
    dial(callId, remote, _microphone, { cleared } = {}) {
      if (disposed || calls.has(callId)) return;
      if (!isReady) return refuse(callId, 'line-not-ready');
      if (running().length >= FAKE_CAPABILITIES.maxCalls) return refuse(callId, 'too-many-calls');
      calls.set(callId, { direction: 'outgoing', status: 'dialing', digits: '' });
      const send = () => {
        clock.after(RINGS_AFTER_MS, () => ring(callId, (remote.e164 ?? remote.display).slice(-4)));
      };
      if (!cleared) return send();
      void cleared.then((isCleared) => isCleared && send());
    },
    answer(callId) {
      if (calls.get(callId)?.status === 'offered') goLive(callId);
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
    transfer: (callId) => report({ type: 'callTransferFailed', callId, failure: { code: 'not-supported' } }),
    transferTo: (callId) =>
      report({ type: 'callTransferFailed', callId, failure: { code: 'not-supported' } }),
    setInput: () => Promise.reject(new Error('the input cannot be switched in a call')),
    sampleMedia: () => Promise.resolve(null),
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
        calls.set(callId, { direction: 'incoming', status: 'offered', digits: '' });
        report({ type: 'callOffered', callId, remote });
        return callId;
      },
      digits: (callId) => calls.get(callId)?.digits ?? '',
    },
  };
}

/** The SIP phone, assembled: one connection, its calls, and the gate between them. Each part is in its own file. */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { SipCredentials } from '../../accounts/credentials.ts';
import { newCallId } from '../../call/callId.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { CallId, Capabilities, Remote } from '../../call/state.ts';
import { remoteOf } from '../callerIdentity.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { DialOptions, Phone, PhoneContext } from '../phone.ts';
import { type Connection, createConnection } from './connection.ts';
import { warmUp } from './media.ts';
import { followNetwork } from './network.ts';
import { type DialledIn, inviteHeaders, sipTarget } from './outbound.ts';
import { createRenewal, type Renewal } from './renewal.ts';
import { createSipCall, pcConfigOf } from './session.ts';
import { createSignallingGate } from './signallingGate.ts';
import type { SipCall, SipCallParts } from './sipCall.ts';
import type { WebSocketLike } from './socket.ts';

export const SIP_CAPABILITIES: Capabilities = {
  hold: true,
  mute: true,
  dtmf: true,
  incoming: true,
  transfer: true,
  switchInput: true,
  maxCalls: 4,
};

/** For tests, and for a caller that keeps an instance id (RFC 5626) between lives. */
export type SipPhoneOptions = {
  readonly clock?: Clock;
  readonly instanceId?: string;
  readonly openWebSocket?: (url: string) => WebSocketLike;
  /** Needed where the number format is `local`. */
  readonly dialledIn?: DialledIn;
};

type SessionEvent = { readonly originator: string; readonly session: RTCSession };

/**
 * A phone on a SIP server that speaks WebSocket. Not connected yet. Throws when the credentials cannot form a SIP
 * address (JsSIP's ConfigurationError).
 */
export function openSipPhone(
  first: SipCredentials,
  context: PhoneContext,
  options: SipPhoneOptions = {},
): Phone {
  const clock = options.clock ?? systemClock;
  let credentials = first;
  const lifetime = new AbortController();
  const gate = createSignallingGate();
  /** Null: the call is over, and its id is still known, so that a repeated dial does nothing. */
  const calls = new Map<CallId, SipCall | null>();
  const running = () => [...calls.values()].filter((call) => call !== null);
  const isFull = () => running().length >= SIP_CAPABILITIES.maxCalls;

  const report = (event: PhoneEvent) => {
    if (lifetime.signal.aborted) return;
    if (event.type === 'lineReady') renewal.ready();
    if (event.type === 'callEnded' && event.failure?.code === 'wrong-credentials') renewal.callRefused();
    try {
      context.report(event);
    } catch {
      // A listener's mistake must not end a call inside JsSIP.
    }
  };

  const newCall = (
    callId: CallId,
    direction: SipCallParts['direction'],
    more: Pick<SipCallParts, 'extension' | 'sending' | 'hasLeft'> = {},
  ): SipCall => {
    const call = createSipCall({
      callId,
      direction,
      clock,
      gate,
      report,
      iceServers: credentials.iceServers,
      playRemote: context.playRemote,
      closed() {
        calls.set(callId, null);
        if (running().length === 0) renewal.idle();
      },
      ...more,
    });
    calls.set(callId, call);
    return call;
  };

  const offer = (session: RTCSession) => {
    if (isFull()) return session.terminate({ status_code: 486 });
    const callId = newCallId();
    newCall(callId, 'incoming').attach(session);
    report({ type: 'callOffered', callId, remote: remoteOf(session.remote_identity) });
  };

  const openConnection = (): Connection => {
    const opened = createConnection({
      credentials,
      clock,
      instanceId,
      openWebSocket: options.openWebSocket ?? ((url) => new WebSocket(url, 'sip')),
      report,
      refused: (failure) => renewal.refused(failure),
      isTalking: () => running().length > 0,
      transportChanged(isOpen) {
        if (isOpen) return gate.open();
        gate.close();
        for (const call of running()) call.transportLost();
      },
    });
    opened.ua.on('newRTCSession', (({ originator, session }: SessionEvent) => {
      if (originator === 'remote') offer(session);
    }) as never);
    return opened;
  };
  const instanceId = options.instanceId ?? crypto.randomUUID();
  let connection = openConnection();
  const renewal: Renewal = createRenewal(credentials, {
    renew: context.renew,
    clock,
    report,
    isTalking: () => running().length > 0,
    signWith(fresh) {
      credentials = fresh;
      connection.signWith(fresh);
    },
    reopen(fresh) {
      credentials = fresh;
      // Left open for the calls that were up when it was refused.
      connection.retire();
      connection = openConnection();
      connection.line.connect();
    },
    signal: lifetime.signal,
  });

  const whyNoCall = (target: string | null, callerId?: string): Failure | null => {
    if (!connection.line.isReady()) return connection.line.whyNotReady();
    if (isFull()) return { code: 'too-many-calls' };
    if (!target) return { code: 'number-invalid' };
    const isOurs = callerId === undefined || credentials.callerIds?.includes(callerId);
    return isOurs ? null : { code: 'not-supported', detail: 'a caller id that is not of this account' };
  };

  const invite = (
    callId: CallId,
    { extension }: Remote,
    target: string,
    microphone: MediaStream,
    { cleared, callerId }: DialOptions,
  ) => {
    const { clearance } = connection;
    let hasLeft = () => false;
    const call = newCall(callId, 'outgoing', {
      ...(extension ? { extension } : {}),
      sending(sipCallId, stands) {
        clearance.watch(sipCallId, stands, cleared);
        hasLeft = () => clearance.hasSent(sipCallId);
      },
      hasLeft: () => hasLeft(),
    });
    // The session is announced in the middle of `ua.call()`, before anything can happen to it.
    const attach = (({ session }: SessionEvent) => call.attach(session)) as never;
    connection.ua.once('newRTCSession', attach);
    try {
      connection.ua.call(target, {
        mediaStream: call.takeMicrophone(microphone),
        mediaConstraints: { audio: true, video: false },
        pcConfig: pcConfigOf(credentials.iceServers),
        extraHeaders: inviteHeaders(credentials, callerId),
      });
    } catch (error) {
      connection.ua.removeListener('newRTCSession', attach);
      call.end('local', { code: 'unknown', detail: String(error) });
      calls.set(callId, null);
    }
  };

  const handOver = (callId: CallId, target: string | null, consult?: SipCall | null) => {
    const call = calls.get(callId);
    const failed = (detail: string) =>
      report({ type: 'callTransferFailed', callId, failure: { code: 'transfer-failed', detail } });
    if (target) call?.transfer(target, consult ?? undefined).catch((error) => failed(String(error)));
    else if (call) failed('nobody to hand it to');
  };

  const reconnect = () => {
    if (lifetime.signal.aborted) return;
    if (!connection.line.isRefused()) return connection.line.reconnect();
    renewal.retry();
  };

  const networkChanged = () => {
    if (lifetime.signal.aborted) return;
    if (connection.line.isRefused()) return renewal.retry();
    connection.line.networkChanged();
    for (const call of running()) call.networkChanged();
  };
  followNetwork({
    returned: networkChanged,
    // Reason enough to ask the server, not to disturb the calls, nor to try a refused password again.
    mayHaveChanged: () => !connection.line.isRefused() && connection.line.reconnect(),
    signal: lifetime.signal,
  });

  return {
    capabilities: SIP_CAPABILITIES,
    connect() {
      connection.line.connect();
      void warmUp();
    },
    reconnect,
    dial(callId, remote, microphone, wanted = {}) {
      if (calls.has(callId) || lifetime.signal.aborted) return;
      const target = sipTarget(remote, credentials, options.dialledIn);
      const failure = whyNoCall(target, wanted.callerId);
      if (!failure && target) return invite(callId, remote, target, microphone, wanted);
      calls.set(callId, null);
      report({ type: 'callEnded', callId, by: 'local', ...(failure ? { failure, unsent: true } : {}) });
    },
    answer: (callId, microphone) => calls.get(callId)?.answer(microphone),
    hangUp: (callId, why) => calls.get(callId)?.hangUp(why),
    hold: (callId) => calls.get(callId)?.hold(),
    resume: (callId) => calls.get(callId)?.resume(),
    setMuted: (callId, muted) => calls.get(callId)?.setMuted(muted),
    sendDigits: (callId, digits) => calls.get(callId)?.sendDigits(digits),
    transfer: (callId, to) => handOver(callId, sipTarget(to, credentials, options.dialledIn)),
    transferTo(callId, consultId) {
      const consult = calls.get(consultId);
      // Where it was dialled: the server finds its call there, which a Contact behind a carrier need not say.
      handOver(callId, consult?.session()?.remote_identity.uri.toString() ?? null, consult);
    },
    setInput: (callId, input) =>
      calls.get(callId)?.setInput(input) ?? Promise.reject(new Error('the call is over')),
    sampleMedia: (callId) => calls.get(callId)?.sampleMedia() ?? Promise.resolve(null),
    dispose() {
      if (lifetime.signal.aborted) return Promise.resolve();
      lifetime.abort();
      connection.line.stop();
      for (const call of running()) call.hangUp();
      return connection.line.isRefused() ? Promise.resolve() : connection.leave();
    },
  };
}

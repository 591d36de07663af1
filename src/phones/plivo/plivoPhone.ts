/**
 * The Plivo phone, assembled: one line, one call at a time, and our own server's yes before each. The SDK's own idea of
 * whether it is busy is not relied upon.
 *
 *   dial ─► our server: POST /calls ─► intent ─► SDK: INVITE to the Plivo number, X-PH-Dest, X-PH-Intent
 */
import type { PlivoCredentials } from '../../accounts/credentials.ts';
import { requestIntent } from '../../accounts/plivoServer.ts';
import { newCallId } from '../../call/callId.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { CallId, Capabilities, Remote } from '../../call/state.ts';
import type { E164 } from '../../numbers/e164.ts';
import { remoteOf } from '../callerIdentity.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Phone, PhoneContext } from '../phone.ts';
import { createPlivoCall, type PlivoCall, type PlivoCallParts } from './call.ts';
import { invitationHeaders } from './headers.ts';
import { createPlivoLine } from './line.ts';
import { startLogPurge } from './logStore.ts';
import { openSdk } from './openSdk.ts';
import type { CallInfo, SdkClient } from './sdk.ts';
import { createTokens } from './tokens.ts';

/** The SDK has neither hold nor transfer nor a second call; of several incoming ones all but the first get 486. */
export const PLIVO_CAPABILITIES: Capabilities = {
  hold: false,
  mute: true,
  dtmf: true,
  incoming: true,
  transfer: false,
  switchInput: true,
  maxCalls: 1,
};

/** The SDK closes its socket after unregistering; it must not keep the next phone waiting. */
const FAREWELL_MS = 3_000;

export type PlivoPhoneOptions = {
  readonly clock?: Clock;
  readonly openSdk?: typeof openSdk;
  readonly fetch?: typeof fetch;
};

/**
 * A phone on Plivo's Browser SDK, not connected yet. Rejects with FreshDocumentNeeded when this document has held the
 * SDK before.
 */
export async function openPlivoPhone(
  credentials: PlivoCredentials,
  context: PhoneContext,
  options: PlivoPhoneOptions = {},
): Promise<Phone> {
  const clock = options.clock ?? systemClock;
  const fetch: typeof globalThis.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
  const sdk = await (options.openSdk ?? openSdk)(credentials, clock);
  const { client } = sdk;
  const lifetime = new AbortController();
  /** Null: the call is over, and its id is still known, so that a repeated dial does nothing. */
  const calls = new Map<CallId, PlivoCall | null>();
  /** The call that the SDK is busy with: what it reports is about this one. */
  let holder: PlivoCall | null = null;
  /** Settled when it is rid of all calls so far. */
  let free: Promise<unknown> = Promise.resolve();

  const report = (event: PhoneEvent) => {
    if (lifetime.signal.aborted) return;
    try {
      context.report(event);
    } catch {
      // A listener's mistake must not stop the SDK in the middle of a call.
    }
  };
  const tokens = createTokens({ credentials, renew: context.renew, clock });
  const purge = startLogPurge(sdk.purgeLog, clock);
  const isTalking = () => [...calls.values()].some((call) => call && !call.signal.aborted);
  const line = createPlivoLine({
    sdk,
    tokens,
    clock,
    report,
    isTalking,
    identity: `+${credentials.plivoNumber}`,
    needFreshDocument: () => context.needFreshDocument?.(),
  });

  const newCall = (
    callId: CallId,
    more: Pick<PlivoCallParts, 'direction' | 'callUUID' | 'extension'>,
  ): PlivoCall => {
    const done = Promise.withResolvers<void>();
    free = Promise.all([free, done.promise]);
    const call = createPlivoCall({
      callId,
      sdk,
      clock,
      report,
      playRemote: context.playRemote,
      isConnected: () => line.isReady(),
      whenConnected: (run) => line.whenReady(run),
      ended: () => line.idle(),
      stuck: () => line.broken('the SDK did not let go of a call'),
      released() {
        calls.set(callId, null);
        if (holder === call) holder = null;
        purge.callEnded();
        done.resolve();
        line.idle();
      },
      ...more,
    });
    calls.set(callId, call);
    return call;
  };
  const offer = (callUUID: string, remote: Remote) => {
    if (isTalking() || holder || lifetime.signal.aborted) return void client.reject(callUUID);
    const callId = newCallId();
    holder = newCall(callId, { direction: 'incoming', callUUID });
    report({ type: 'callOffered', callId, remote });
  };
  followSdk(client, { holder: () => holder, offer });

  /** Everything that must be there before an INVITE; `null` when the call has ended meanwhile. */
  const prepare = async (call: PlivoCall, callId: CallId, to: E164, cleared: Promise<boolean>) => {
    const asked = requestIntent(tokens.credentials, { to, callId }, fetch, call.signal);
    const [isCleared, answer] = await Promise.all([cleared.catch(() => false), asked]);
    return isCleared && !call.signal.aborted ? answer : null;
  };
  const invite = async (
    callId: CallId,
    { e164, extension }: Remote & { e164: E164 },
    microphone: MediaStream,
    cleared: Promise<boolean>,
  ) => {
    const before = free;
    const call = newCall(callId, { direction: 'outgoing', ...(extension ? { extension } : {}) });
    const answer = await prepare(call, callId, e164, cleared);
    await before;
    if (!answer) return call.end('local');
    if (!answer.ok) return call.end('remote', answer.failure);
    const headers = invitationHeaders(e164, answer.intent);
    if (!headers)
      return call.end('local', { code: 'server-unusable', detail: 'its intent cannot travel in a header' });
    if (call.signal.aborted) return;
    holder = call;
    call.place(credentials.plivoNumber, headers, microphone);
  };
  const whyNoCall = ({ e164 }: Remote): Failure | null => {
    if (!line.isReady()) return line.whyNotReady();
    if (isTalking()) return { code: 'too-many-calls' };
    return e164 ? null : { code: 'number-invalid' };
  };

  const farewell = () =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(FAREWELL_MS, resolve);
      client.on('onLogout', () => {
        cancel();
        resolve();
      });
      if (client.logout()) return;
      cancel();
      resolve();
    });

  return {
    capabilities: PLIVO_CAPABILITIES,
    connect: () => line.connect(),
    // The SDK tries twice a second by itself, and cannot be told to do more.
    reconnect() {},
    dial(callId, remote, microphone, { cleared = Promise.resolve(true) } = {}) {
      if (calls.has(callId) || lifetime.signal.aborted) return;
      const failure = whyNoCall(remote);
      const { e164 } = remote;
      if (!failure && e164) return void invite(callId, { ...remote, e164 }, microphone, cleared);
      calls.set(callId, null);
      report({ type: 'callEnded', callId, by: 'local', ...(failure ? { failure, unsent: true } : {}) });
    },
    answer: (callId, microphone) => calls.get(callId)?.answer(microphone),
    hangUp: (callId) => calls.get(callId)?.hangUp(),
    hold() {},
    resume() {},
    setMuted: (callId, muted) => calls.get(callId)?.setMuted(muted),
    sendDigits: (callId, digits) => calls.get(callId)?.sendDigits(digits),
    transfer: (callId) => report({ type: 'callTransferFailed', callId, failure: { code: 'not-supported' } }),
    transferTo: (callId) =>
      report({ type: 'callTransferFailed', callId, failure: { code: 'not-supported' } }),
    setInput: (callId, input) =>
      calls.get(callId)?.setInput(input) ?? Promise.reject(new Error('the call is over')),
    sampleMedia: (callId) => calls.get(callId)?.sampleMedia() ?? Promise.resolve(null),
    async dispose() {
      if (lifetime.signal.aborted) return;
      lifetime.abort();
      line.stop();
      tokens.stop();
      for (const call of calls.values()) call?.hangUp();
      await farewell();
      purge.stop();
    },
  };
}

type Following = {
  readonly holder: () => PlivoCall | null;
  readonly offer: (callUUID: string, remote: Remote) => void;
};

/** What the SDK says of calls, to the call that it is about. */
function followSdk(client: SdkClient, { holder, offer }: Following): void {
  const meant = (info: CallInfo) => (holder()?.isMeant(info) ? holder() : null);
  client.on('onCalling', () => {
    // A call that was given up long ago must not go out now.
    if (!holder()) client.hangup();
    holder()?.calling();
  });
  client.on('onPermissionDenied', (detail) => holder()?.end('remote', { code: 'forbidden', detail }));
  client.on('onCallRemoteRinging', (info) => meant(info)?.ringing());
  client.on('onCallAnswered', (info) => meant(info)?.answered());
  client.on('onCallTerminated', ({ originator, reason }, info) =>
    meant(info)?.over(reason, originator, info),
  );
  client.on('onCallFailed', (cause, info) => meant(info)?.over(cause, info.originator ?? 'remote', info));
  client.on('onIncomingCallCanceled', (info) => meant(info)?.over('Canceled', 'remote', info));
  client.on('onIncomingCall', (callerId, _headers, { callUUID }, callerName) => {
    if (callUUID) offer(callUUID, callerOf(callerId, callerName));
  });
}

/** Plivo writes a caller's number without its plus: "14155550142@phone.plivo.com". */
function callerOf(callerId: string, callerName: string | null): Remote {
  const [user = '', host = ''] = callerId.split('@');
  const number = /^\d{7,15}$/.test(user) ? `+${user}` : user;
  return remoteOf({ uri: { user: number, host }, display_name: callerName });
}

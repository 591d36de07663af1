/**
 * One call over JsSIP: its session's events become PhoneEvents, its commands become JsSIP calls. Hold, transfer, digits
 * and what is sent are in files of their own.
 */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { Failure } from '../../call/failure.ts';
import { endOf, failureOfReason } from '../causes.ts';
import { createMicrophoneCopy } from '../microphoneCopy.ts';
import { createDigitSender, postDial } from './dtmf.ts';
import { createHoldSwitch } from './holdSwitch.ts';
import { createIceCap } from './iceCap.ts';
import { followMedia } from './media.ts';
import type { SipCall, SipCallParts } from './sipCall.ts';
import { declineTransfers } from './uninvited.ts';

/** Nobody lets a telephone ring for longer; the far side's voicemail answers before. */
export const RING_FOR_MS = 60_000;

type EndMessage = { status_code?: number; reason_phrase?: string } | null;

export const pcConfigOf = (iceServers: SipCredentials['iceServers']): RTCConfiguration => ({
  iceServers: iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
});

/** JsSIP hands over the BYE itself, and nothing when it was not one that ended the call. */
function byeReason(message: unknown): string | undefined {
  const bye = message as { getHeader?: (name: string) => string | undefined } | null;
  return bye?.getHeader?.('Reason');
}

export function createSipCall(parts: SipCallParts): SipCall {
  const { callId, clock, gate, report } = parts;
  const stopFollowing = new AbortController();
  let session: RTCSession | null = null;
  let muted = false;
  let transferring = false;
  let ended = false;
  let rang: 'no' | 'silent' | 'heard' = 'no';
  let timedOut = false;
  let stopRinging = () => {};
  const isHeld = () => {
    const { local, remote } = session?.isOnHold() ?? { local: false, remote: false };
    return local || remote;
  };
  const microphone = createMicrophoneCopy({
    isOpen: () => !muted && !isHeld(),
    senders: () => session?.connection?.getSenders() ?? [],
  });

  const end = (by: 'local' | 'remote', failure?: Failure) => {
    if (ended) return;
    ended = true;
    stopRinging();
    stopFollowing.abort();
    microphone.stop();
    const unsent = failure !== undefined && parts.hasLeft?.() === false;
    report({ type: 'callEnded', callId, by, ...(failure ? { failure } : {}), ...(unsent && { unsent }) });
  };
  const rings = (earlyMedia: boolean) => {
    const now = earlyMedia ? 'heard' : 'silent';
    if (ended || rang === 'heard' || rang === now) return;
    rang = now;
    report({ type: 'callRinging', callId, earlyMedia });
  };
  const sessionClosed = (originator: string, cause: string, message: EndMessage) => {
    const status = message?.status_code;
    const reason = message?.reason_phrase;
    const how = endOf({
      originator,
      cause,
      rang: rang !== 'no',
      ...(status === undefined ? {} : { status }),
      ...(reason === undefined ? {} : { reason }),
    });
    if (timedOut) end('local', { code: 'no-answer', detail: `rang for ${RING_FOR_MS / 1000} s` });
    else end(how.by, how.failure);
    gate.forget(callId);
    parts.closed();
  };
  const holdSwitch = createHoldSwitch({
    callId,
    clock,
    gate,
    report,
    signal: stopFollowing.signal,
    session: () => session,
    soundLost(cause) {
      end('remote', { code: 'media-failed', detail: cause });
      gate.whenOpen(callId, () => terminate());
    },
  });

  const digits = createDigitSender({ session: () => session, gate, clock, signal: stopFollowing.signal });

  const terminate = (options: { status_code?: number } = {}) => {
    if (!session || session.isEnded()) return;
    try {
      session.terminate(options);
    } catch {
      // It ended in this very moment.
    }
  };

  const outgoingEvents = (of: RTCSession) => {
    of.on('progress', ((event: { response?: { body?: string } | null }) =>
      rings(Boolean(event.response?.body))) as never);
    of.on('sending', ({ request }) => {
      parts.sending?.(request.call_id, () => !ended);
      stopRinging = clock.after(RING_FOR_MS, () => {
        timedOut = true;
        terminate();
      });
    });
  };

  const follow = (connection: RTCPeerConnection) =>
    followMedia(connection, {
      clock,
      signal: stopFollowing.signal,
      play: (stream) => parts.playRemote(callId, stream),
      restartIce: () => holdSwitch.restartIce(['disconnected']),
    });
  const hangUp = (why?: 'busy') => {
    if (ended || !session) return;
    // 603: the person declined, so their other devices stop ringing too. 486: this device only is busy.
    const status_code = why === 'busy' ? 486 : 603;
    if (!session.isEstablished()) return terminate(parts.direction === 'incoming' ? { status_code } : {});
    if (gate.isOpen()) return terminate();
    // The far side must learn of it, and its leg is paid for until then: the BYE goes when the socket is back.
    end('local');
    session.connection?.close();
    gate.whenOpen(callId, () => terminate());
  };

  return {
    attach(newSession) {
      session = newSession;
      holdSwitch.guard(newSession);
      declineTransfers(newSession);
      if (parts.direction === 'outgoing') outgoingEvents(newSession);
      newSession.on('icecandidate', createIceCap(clock, parts.iceServers) as never);
      // An outgoing session has its connection by now; an incoming one gets it when it is answered.
      if (newSession.connection) follow(newSession.connection);
      else newSession.on('peerconnection', ({ peerconnection }) => follow(peerconnection));
      newSession.on('accepted', () => {
        stopRinging();
        if (!ended) report({ type: 'callAnswered', callId });
      });
      newSession.on('confirmed', () => {
        if (parts.extension) digits.send(postDial(parts.extension));
      });
      newSession.on('ended', ({ originator, cause, message }) => {
        const failure = failureOfReason(byeReason(message));
        if (failure) end('remote', failure);
        sessionClosed(originator, cause, null);
      });
      newSession.on('failed', (e) => sessionClosed(e.originator, e.cause, e.message as EndMessage));
    },
    takeMicrophone: microphone.take,
    setInput: microphone.replace,
    // Not needed for a call to come about, as the transfer is not: both are loaded when they are.
    sampleMedia: () =>
      import('../mediaSample.ts').then(
        ({ sampleConnection }) => (ended ? null : sampleConnection(session?.connection, clock.now())),
        () => null,
      ),
    answer(given) {
      if (!session || ended || session.isEstablished()) return;
      session.answer({
        mediaStream: microphone.take(given),
        mediaConstraints: { audio: true, video: false },
        pcConfig: pcConfigOf(parts.iceServers),
      });
    },
    hangUp,
    hold: () => holdSwitch.set(true),
    resume: () => holdSwitch.set(false),
    setMuted(nowMuted) {
      if (!session || ended) return;
      muted = nowMuted;
      if (muted) session.mute({ audio: true, video: false });
      else session.unmute({ audio: true, video: false });
      // JsSIP cannot reach the track before it is in the connection.
      microphone.refresh();
      report({ type: 'callMuted', callId, muted });
    },
    sendDigits: digits.send,
    async transfer(target, consult) {
      if (!session || ended || transferring) return;
      transferring = true;
      const { transferSession } = await import('./transfer.ts');
      const parts = { clock, gate, signal: stopFollowing.signal, done, failed };
      if (!ended) transferSession(session, target, parts, consult?.session() ?? undefined);
      function done() {
        report({ type: 'callTransferred', callId });
        hangUp();
        consult?.hangUp();
      }
      function failed(failure: Failure) {
        transferring = false;
        report({ type: 'callTransferFailed', callId, failure });
      }
    },
    session: () => session,
    transportLost() {
      // Its answer could no longer be sent, and the far side gives up.
      if (parts.direction !== 'incoming' || !session?.isInProgress()) return;
      end('remote', { code: 'server-unreachable' });
      terminate();
    },
    networkChanged: () => holdSwitch.restartIce(['disconnected', 'connected', 'completed']),
    end,
  };
}

/**
 * Everything that re-negotiates a running call: hold, resume, ICE restart. One at a time, never while the server is
 * away, and a re-INVITE that was lost with its socket or refused is taken back instead of ending the call as JsSIP would.
 */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { PhoneEvent } from '../../call/event.ts';
import type { CallId } from '../../call/state.ts';
import type { Clock } from '../clock.ts';
import type { SignallingGate } from './signallingGate.ts';

/** Another offer is on its way (glare): it takes a round trip. */
const GLARE_RETRY_MS = 250;
const GLARE_RETRIES = 8;

/** A server that has just come back may not have found the far side yet, which lost it too and takes as long to return. */
const LOST_RETRY_MS = 1_000;
const LOST_RETRIES = 5;

type TerminateOptions = { readonly reason_phrase?: string; readonly cause?: string };

/** Why JsSIP ends a call by itself whose re-INVITE the far side did not take. */
const REFUSED_OFFER = ['Hold Failed', 'Unhold Failed', 'Media Renegotiation Failed'];

/** Parts of JsSIP 3.13.8's session that its typings leave out. */
type SessionInsides = {
  terminate(options?: TerminateOptions): void;
  _localHold: boolean;
  _setLocalMediaStatus(): void;
  onTransportError(): void;
  onRequestTimeout(): void;
  onDialogError(): void;
};

export type HoldSwitchParts = {
  readonly callId: CallId;
  readonly clock: Clock;
  readonly gate: SignallingGate;
  readonly report: (event: PhoneEvent) => void;
  readonly signal: AbortSignal;
  readonly session: () => RTCSession | null;
  /** No sound can pass any more, and nobody can be told of it now. */
  readonly soundLost: (cause: string) => void;
};

export interface HoldSwitch {
  /** Waits while the server is away; the last wish counts. */
  set(held: boolean): void;
  /** When the server is there, and only in one of these states. */
  restartIce(states: readonly RTCIceConnectionState[]): void;
  /** Keeps an established session alive through requests that are lost with the socket or refused. */
  guard(session: RTCSession): void;
}

export function createHoldSwitch({
  callId,
  clock,
  gate,
  report,
  signal,
  session,
  soundLost,
}: HoldSwitchParts): HoldSwitch {
  let cancelRetry = () => {};
  signal.addEventListener('abort', () => cancelRetry(), { once: true });
  const running = () => {
    const current = session();
    return current?.isEstablished() && !signal.aborted ? current : null;
  };

  const set = (held: boolean, retriesLeft = GLARE_RETRIES) => {
    cancelRetry();
    const current = running();
    if (!current || current.isOnHold().local === held) return;
    const done = () => {
      wanted = null;
      if (!signal.aborted) report({ type: held ? 'callHeld' : 'callResumed', callId });
    };
    const sent = held ? current.hold({}, done) : current.unhold({}, done);
    if (!sent && retriesLeft > 0)
      cancelRetry = clock.after(GLARE_RETRY_MS, () => whenThere(held, retriesLeft - 1));
  };
  const whenThere = (held: boolean, retriesLeft?: number) =>
    gate.whenOpen(`hold ${callId}`, () => set(held, retriesLeft));

  /** Back to what the far side knows: its last answer, and the hold before this one. */
  const takeBackOffer = (of: RTCSession) => {
    const insides = of as unknown as SessionInsides;
    if (of.connection?.signalingState !== 'have-local-offer') return;
    insides._localHold = heldAtFarSide;
    insides._setLocalMediaStatus();
    void of.connection.setLocalDescription({ type: 'rollback' }).catch(() => {});
  };
  let heldAtFarSide = false;
  /** What was asked for and is not so yet. */
  let wanted: { readonly held: boolean; retriesLeft: number } | null = null;

  const tryAgain = () => {
    if (!wanted || wanted.retriesLeft === 0) return;
    const { held } = wanted;
    wanted.retriesLeft -= 1;
    cancelRetry();
    cancelRetry = clock.after(LOST_RETRY_MS, () => whenThere(held));
  };

  return {
    set(held) {
      wanted = { held, retriesLeft: LOST_RETRIES };
      whenThere(held);
    },
    restartIce(states) {
      gate.whenOpen(`ice ${callId}`, () => {
        const current = running();
        const state = current?.connection?.iceConnectionState;
        if (!state || !states.includes(state) || !current.isReadyToReOffer()) return;
        current.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
      });
    },
    guard(guarded) {
      const insides = guarded as unknown as SessionInsides;
      const { onTransportError, onRequestTimeout, onDialogError, terminate } = insides;
      const keep = (otherwise: () => void) => () => {
        if (!guarded.isEstablished()) return otherwise.call(guarded);
        takeBackOffer(guarded);
        tryAgain();
      };
      insides.onTransportError = keep(onTransportError);
      insides.onRequestTimeout = keep(onRequestTimeout);
      // 408 or 481 of whoever stands between. If the far side is gone indeed, its sound is too, and that ends the call.
      insides.onDialogError = keep(onDialogError);
      insides.terminate = (options = {}) => {
        if (REFUSED_OFFER.includes(options.reason_phrase ?? '')) takeBackOffer(guarded);
        else if (options.cause === 'RTP Timeout' && !gate.isOpen()) soundLost(options.cause);
        else terminate.call(guarded, options);
      };
      // JsSIP emits these before the re-INVITE leaves; the signalling state tells whether it was answered.
      guarded.on('sdp', ({ originator, type }) => {
        if (originator === ('remote' as never) && type === 'answer') heldAtFarSide = guarded.isOnHold().local;
      });
    },
  };
}

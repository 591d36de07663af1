/**
 * One call through the SDK. Its methods are called by the phone, with the SDK's events and the user's commands; what
 * the SDK would swallow or get wrong is made up for here: a hang-up that comes before its session, an answer that fails
 * in silence, a call that it accepts and never places.
 */
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { MediaSample } from '../../call/quality.ts';
import type { CallId } from '../../call/state.ts';
import type { Clock } from '../clock.ts';
import { callEnd } from './callEnd.ts';
import { createDtmf, postDial } from './dtmf.ts';
import type { CallInfo, ContainedSdk } from './sdk.ts';

/** Nobody lets a telephone ring for longer; the far side's voicemail answers before. */
const RING_FOR_MS = 60_000;
/** An answer that fails (488) is told by no event; one that succeeds takes well under a second (measured). */
export const ANSWER_WITHIN_MS = 8_000;
/** A session comes within milliseconds of `call()`, or never. */
export const SESSION_WITHIN_MS = 10_000;
/** How long the SDK may take to let go of a call that was hung up, before it is taken for gone. */
export const RELEASE_WITHIN_MS = 5_000;

export type PlivoCallParts = {
  readonly callId: CallId;
  readonly direction: 'outgoing' | 'incoming';
  /** The SDK's name of an incoming call. */
  readonly callUUID?: string;
  readonly extension?: string;
  readonly sdk: Pick<ContainedSdk, 'client' | 'microphone'>;
  readonly clock: Clock;
  readonly report: (event: PhoneEvent) => void;
  readonly playRemote: (callId: CallId, stream: MediaStream) => void;
  readonly isConnected: () => boolean;
  /** Runs at once, or as soon as the server can hear us again. */
  readonly whenConnected: (run: () => void) => void;
  /** It has ended in the state; the SDK may still have to let go of it. */
  readonly ended: () => void;
  /** The SDK is rid of the call: another one may be placed. */
  readonly released: () => void;
  /** It should be and is not: it would accept further calls and place none. */
  readonly stuck: () => void;
};

export interface PlivoCall {
  /** Aborted when the call has ended. */
  readonly signal: AbortSignal;
  /** Gives an outgoing call to the SDK. Nothing when it has ended. */
  place(destination: string, headers: Record<string, string>, microphone: MediaStream): void;
  answer(microphone: MediaStream): void;
  hangUp(): void;
  setMuted(muted: boolean): void;
  sendDigits(digits: string): void;
  setInput(input: MediaStream): Promise<void>;
  sampleMedia(): Promise<MediaSample | null>;
  /** Whether what the SDK says of a call is about this one. */
  isMeant(info: CallInfo): boolean;
  /** The SDK's events. */
  calling(): void;
  ringing(): void;
  answered(): void;
  over(cause: string, originator: string, info: CallInfo): void;
  /** Ends the call in the state. Nothing when it has ended. */
  end(by: 'local' | 'remote', failure?: Failure): void;
}

/** Whether the SDK has a session of the call: not asked for one, asked, has it, rid of it. */
type Session = 'none' | 'asked' | 'has' | 'gone';

export function createPlivoCall(parts: PlivoCallParts): PlivoCall {
  const { callId, direction, callUUID = '', clock, report } = parts;
  const { client, microphone: slot } = parts.sdk;
  const life = new AbortController();
  let session: Session = direction === 'incoming' ? 'has' : 'none';
  let rang: 'no' | 'silent' | 'heard' = 'no';
  let isLive = false;
  let answering = false;
  let muted = false;
  /** Instead of the one that the call is placed with: it may be changed while our server is asked. */
  let chosen: MediaStream | null = null;
  let played = false;
  let cancelWatch = () => {};
  const watch = (withinMs: number, expired: () => void) => {
    cancelWatch();
    cancelWatch = clock.after(withinMs, expired);
  };
  const dtmf = createDtmf((digit) => {
    // The SDK knows INFO alone, and a request that meets a closed socket ends the call.
    if (!parts.isConnected()) return dtmf.stop();
    client.sendDtmf(digit);
    slot.setEnabled(!muted);
  }, clock);

  const release = () => {
    if (session === 'gone') return;
    session = 'gone';
    cancelWatch();
    parts.released();
  };
  const takeForGone = () => {
    if (session === 'asked' || client.callSession) parts.stuck();
    release();
  };
  const end = (by: 'local' | 'remote', failure?: Failure) => {
    if (life.signal.aborted) return;
    life.abort();
    cancelWatch();
    dtmf.stop();
    slot.clear();
    report({ type: 'callEnded', callId, by, ...(failure ? { failure } : {}) });
    if (session === 'none') release();
    parts.ended();
  };
  const quit = () => {
    if (session !== 'has') return;
    watch(RELEASE_WITHIN_MS, takeForGone);
    // The SDK tells of the end in the middle of these, or not at all.
    if (direction === 'incoming' && !answering) client.reject(callUUID);
    else client.hangup();
  };
  /**
   * Ends the call at the SDK, whenever that can be: before the session exists it would not be, and while the server is
   * away nobody would hear of it, and the far side's leg would be paid for until its time is up.
   */
  const leave = () => {
    if (session === 'asked') watch(RELEASE_WITHIN_MS, takeForGone);
    else if (session === 'has') parts.whenConnected(quit);
  };
  const giveUp = (failure: Failure) => {
    end('local', failure);
    leave();
  };

  const ring = (now: 'silent' | 'heard') => {
    if (life.signal.aborted || isLive || rang === 'heard' || rang === now) return;
    rang = now;
    report({ type: 'callRinging', callId, earlyMedia: now === 'heard' });
  };
  const play = (stream: MediaStream) => {
    if (played || life.signal.aborted) return;
    played = true;
    parts.playRemote(callId, stream);
  };
  const playWhatIsThere = () => {
    const receivers = client.getPeerConnection().pc?.getReceivers() ?? [];
    const track = receivers.find((receiver) => receiver.track.kind === 'audio')?.track;
    if (track) play(new MediaStream([track]));
  };
  const follow = () => {
    client.callSession?.on('progress', ({ response }) => ring(response?.body ? 'heard' : 'silent'));
    client
      .getPeerConnection()
      .pc?.addEventListener('track', ({ track }) => play(new MediaStream([track])), { signal: life.signal });
  };

  return {
    signal: life.signal,
    place(destination, headers, microphone) {
      if (life.signal.aborted) return;
      slot.put(chosen ?? microphone);
      slot.setEnabled(!muted);
      session = 'asked';
      watch(SESSION_WITHIN_MS, () => giveUp({ code: 'unknown', detail: 'the SDK placed no call' }));
      if (client.call(destination, headers)) return;
      end('local', { code: 'line-not-ready', detail: 'the SDK took no call' });
      release();
    },
    answer(microphone) {
      if (life.signal.aborted || answering || direction === 'outgoing') return;
      answering = true;
      slot.put(microphone);
      slot.setEnabled(!muted);
      watch(ANSWER_WITHIN_MS, () =>
        giveUp({ code: 'media-failed', detail: 'the answer did not come about' }),
      );
      client.answer(callUUID, 'reject');
    },
    hangUp() {
      if (life.signal.aborted) return;
      end('local');
      leave();
    },
    setMuted(nowMuted) {
      if (life.signal.aborted) return;
      muted = nowMuted;
      slot.setEnabled(!muted);
      // JsSIP must know as well: it opens the tracks again when the far side ends a hold. Without a session the SDK
      // would keep the wish for the next call.
      if (session === 'has' && (isLive || direction === 'outgoing')) tellMuted();
      report({ type: 'callMuted', callId, muted });
    },
    sendDigits(digits) {
      if (isLive && !life.signal.aborted) dtmf.send(digits);
    },
    async setInput(input) {
      if (life.signal.aborted) throw new Error('the call is over');
      chosen = input;
      // Of an offered call, `answer` says what is sent.
      if (session !== 'none' && (direction === 'outgoing' || answering)) await slot.replace(input);
    },
    sampleMedia: () =>
      import('../mediaSample.ts').then(
        ({ sampleConnection }) => {
          const isUp = session === 'has' && !life.signal.aborted;
          return isUp ? sampleConnection(client.getPeerConnection().pc, clock.now()) : null;
        },
        () => null,
      ),
    isMeant: (info) =>
      info.direction === direction && (direction === 'outgoing' || info.callUUID === callUUID),
    calling() {
      if (session !== 'asked') return;
      session = 'has';
      if (life.signal.aborted) return leave();
      watch(RING_FOR_MS, () => giveUp({ code: 'no-answer', detail: `rang for ${RING_FOR_MS / 1000} s` }));
      follow();
      if (muted) tellMuted();
    },
    ringing: () => ring('silent'),
    answered() {
      if (life.signal.aborted || isLive) return;
      isLive = true;
      cancelWatch();
      playWhatIsThere();
      if (muted) tellMuted();
      report({ type: 'callAnswered', callId });
      if (parts.extension) dtmf.send(postDial(parts.extension));
    },
    over(cause, originator, info) {
      const { by, failure } = callEnd(cause, originator, info, rang !== 'no');
      end(by, failure);
      release();
    },
    end,
  };

  function tellMuted(): void {
    if (muted) client.mute();
    else client.unmute();
  }
}

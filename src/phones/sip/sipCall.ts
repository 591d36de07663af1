/** One call as the SIP phone sees it. How it is done on a JsSIP session is session.ts. */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { MediaSample } from '../../call/quality.ts';
import type { CallId } from '../../call/state.ts';
import type { Clock } from '../clock.ts';
import type { SignallingGate } from './signallingGate.ts';

export type SipCallParts = {
  readonly callId: CallId;
  readonly direction: 'outgoing' | 'incoming';
  readonly extension?: string;
  readonly clock: Clock;
  readonly gate: SignallingGate;
  readonly iceServers: SipCredentials['iceServers'];
  readonly report: (event: PhoneEvent) => void;
  readonly playRemote: (callId: CallId, stream: MediaStream) => void;
  /** The session is gone for good, the hang-up delivered. */
  readonly closed: () => void;
  /** An INVITE of this SIP Call-ID is about to be sent; `stands` tells whether the call is still wanted. */
  readonly sending?: (sipCallId: string, stands: () => boolean) => void;
  /** Whether anything of an outgoing call has left for the network. */
  readonly hasLeft?: () => boolean;
};

export interface SipCall {
  /** Ties the call to its session; for outgoing calls inside `ua.call()`, before anything can happen. */
  attach(session: RTCSession): void;
  /** A copy of the caller's microphone for this call. */
  takeMicrophone(microphone: MediaStream): MediaStream;
  setInput(input: MediaStream): Promise<void>;
  sampleMedia(): Promise<MediaSample | null>;
  answer(microphone: MediaStream): void;
  hangUp(why?: 'busy'): void;
  hold(): void;
  resume(): void;
  setMuted(muted: boolean): void;
  sendDigits(digits: string): void;
  /** To a SIP URI; `consult`: in that call's place, and both calls end. */
  transfer(target: string, consult?: SipCall): Promise<void>;
  /** Null before it has one. */
  session(): RTCSession | null;
  /** The socket closed under the call. */
  transportLost(): void;
  /** The way that its sound takes may be gone. */
  networkChanged(): void;
  /** Ends the call in the state; the session may follow later. Nothing when it has ended. */
  end(by: 'local' | 'remote', failure?: Failure): void;
}

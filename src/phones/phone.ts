/**
 * The seam to the SDKs. A Phone has commands as methods and reports facts through one function. It translates, never
 * decides: whether a call may be made, which call is active, what the screen says is not known here.
 */
import type { Credentials } from '../accounts/credentials.ts';
import type { PhoneEvent } from '../call/event.ts';
import type { MediaSample } from '../call/quality.ts';
import type { CallId, Capabilities, Remote } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';

export type PhoneContext = {
  /** The one way out. Never throws back into the SDK. */
  readonly report: (event: PhoneEvent) => void;
  /** Plays what the far side says; called once per call when its audio track arrives (early media included). */
  readonly playRemote: (callId: CallId, stream: MediaStream) => void;
  /**
   * Fresh credentials of the same account, for phones whose credentials expire. Asked for early, never twice at once,
   * and again later when it rejects. The answer's bearer may be new too. Absent: the first credentials are all there is.
   */
  readonly renew?: () => Promise<Credentials>;
  /**
   * The SDK cannot recover in this document: dispose of the phone, close the document, open the phone in a new one.
   * Said at most once, never while a call is up, and after the line has been reported as failed.
   */
  readonly needFreshDocument?: () => void;
};

/**
 * Opening a phone rejects with this when its SDK can only be had in a document that has not held another one (same
 * remedy as `needFreshDocument`; the phone was not opened, so there is nothing to dispose of).
 */
export class FreshDocumentNeeded extends Error {
  override readonly name = 'FreshDocumentNeeded';
}

export type DialOptions = {
  /** Nothing is sent before it resolves with true; with false nothing ever is (the call has ended here by then). Absent: cleared. */
  readonly cleared?: Promise<boolean>;
  /** What the called person sees: one of the account's own numbers. Absent: the account's first, or what its server says. */
  readonly callerId?: E164;
};

export interface Phone {
  readonly capabilities: Capabilities;
  /** Opens and registers the line; progress comes as line… events. */
  connect(): void;
  /** Forget the back-off and try now. */
  reconnect(): void;
  /** Prepares at once and sends when it is cleared. `microphone` stays the caller's: the phone never stops its tracks. */
  dial(callId: CallId, remote: Remote, microphone: MediaStream, options?: DialOptions): void;
  answer(callId: CallId, microphone: MediaStream): void;
  /**
   * Cancels, declines or ends; an unknown or ended call is ignored. `busy`: nobody declined, the agent is not to be
   * disturbed, so the agent's other devices may ring on and a voicemail may answer, where the SDK can say so.
   */
  hangUp(callId: CallId, why?: 'busy'): void;
  hold(callId: CallId): void;
  resume(callId: CallId): void;
  setMuted(callId: CallId, muted: boolean): void;
  sendDigits(callId: CallId, digits: string): void;
  /**
   * Blind transfer (REFER, RFC 3515): reports `callTransferred` and `callEnded`, or `callTransferFailed` and the call
   * goes on. Only with the capability `transfer`.
   */
  transfer(callId: CallId, to: Remote): void;
  /** Attended: the far end of `callId` takes the place that `consultId`, a call of this phone, has (Replaces, RFC 3891). */
  transferTo(callId: CallId, consultId: CallId): void;
  /**
   * What is sent from now on, in place of what `dial` or `answer` was given, without telling the far side; mute and hold
   * stay as they are. The stream stays the caller's. Settles when it is sent; rejects when the call is over. Only with
   * the capability `switchInput`.
   */
  setInput(callId: CallId, input: MediaStream): Promise<void>;
  /** The media's figures now; null: there is no media (yet, or any more). Never rejects. */
  sampleMedia(callId: CallId): Promise<MediaSample | null>;
  /** Hangs up, unregisters, closes. Nothing is reported afterwards. */
  dispose(): Promise<void>;
}

/**
 * What is used of plivo-browser-sdk (measured with 2.2.21), in types of our own: the package's typings describe every
 * private field and call optional things mandatory. Nothing here runs; how the SDK is loaded is in openSdk.ts.
 *
 * Its methods answer "accepted here", never "done"; what happened comes as events, or not at all.
 * https://www.plivo.com/docs/sdk/client/browser/reference
 */

/** `callUUID` is missing when the server sent no X-CallUUID. */
export type CallInfo = {
  readonly callUUID?: string | null;
  readonly direction: string;
  /** Text and Q.850 cause of a Reason header (RFC 3326); "none" and -1 without one. */
  readonly reason?: string;
  readonly code?: number;
};

export type SdkEvents = {
  readonly onLogin: [];
  readonly onLoginFailed: [reason: string];
  readonly onLogout: [];
  readonly onConnectionChange: [change: { readonly state: string; readonly reason: string }];
  /** The session exists; only from now on can it be hung up. */
  readonly onCalling: [];
  readonly onPermissionDenied: [reason: string];
  readonly onCallRemoteRinging: [info: CallInfo];
  readonly onCallAnswered: [info: CallInfo];
  readonly onCallTerminated: [end: { readonly originator: string; readonly reason: string }, info: CallInfo];
  readonly onCallFailed: [cause: string, info: CallInfo & { readonly originator?: string }];
  readonly onIncomingCall: [
    callerId: string,
    headers: Readonly<Record<string, string>>,
    info: CallInfo,
    callerName: string | null,
  ];
  readonly onIncomingCallCanceled: [info: CallInfo];
};

/** JsSIP's session under a call: a private field of the SDK, for the one fact that its events leave out. */
export type SdkSession = {
  /** `body`: the far side sends sound before it answers (early media). */
  on(event: 'progress', listener: (fact: { readonly response?: { body?: string } | null }) => void): unknown;
};

export interface SdkClient {
  on<Name extends keyof SdkEvents>(name: Name, listener: (...facts: SdkEvents[Name]) => void): unknown;
  /** Asks for a token now, and again 60 s before the one it has expires; a rejection ends the login. */
  loginWithAccessTokenGenerator(source: { getAccessToken(): Promise<string> }): boolean;
  logout(): boolean;
  /** `headers` is written to, and without it the call throws. True also while it is busy: then nothing ever follows. */
  call(destination: string, headers: Record<string, string>): boolean;
  answer(callUUID: string, otherCalls: 'reject'): boolean;
  /** 486 Busy Here. */
  reject(callUUID: string): boolean;
  /** False, and nothing happens, before `onCalling`. */
  hangup(): boolean;
  mute(): boolean;
  unmute(): boolean;
  /** One of 0–9 * #, as SIP INFO: the SDK offers no telephone-event. */
  sendDtmf(digit: string): void;
  setRingTone(on: boolean): boolean;
  setRingToneBack(on: boolean): boolean;
  setConnectTone(on: boolean): boolean;
  getPeerConnection(): { readonly pc: RTCPeerConnection | null };
  readonly callSession: SdkSession | null;
}

/** What is seen on the SDK's sockets to its signalling servers; its events leave a short loss out altogether. */
export type SocketFacts = {
  /** Another attempt to connect. */
  readonly attempted: () => void;
  /** The newest socket closed, or never opened. */
  readonly closed: () => void;
  /** A REGISTER was confirmed. */
  readonly registered: () => void;
};

/** The SDK with its document around it, as openSdk.ts prepares both. */
export interface ContainedSdk {
  readonly client: SdkClient;
  readonly microphone: MicrophoneSlot;
  watchSockets(facts: SocketFacts): void;
  /** Removes what the SDK has written down. */
  purgeLog(): void;
}

/** Where the SDK looks for its microphone. */
export interface MicrophoneSlot {
  /** Lays a copy of the caller's stream there, for one call. */
  put(microphone: MediaStream): void;
  /** Sends a copy of another one instead, without telling the far side. Nothing while there is none. */
  replace(microphone: MediaStream): Promise<void>;
  setEnabled(enabled: boolean): void;
  /** Stops the copy; the caller's own stream is left alone. */
  clear(): void;
}

/**
 * A stand-in for the SDK in its document, with its faults (sdk.ts names them): for tests on a hand-moved clock. What the
 * far side does follows from the destination's ending, as at the fake phone.
 */
import type { Clock } from '../clock.ts';
import type { CallInfo, ContainedSdk, SdkClient, SdkEvents, SocketFacts } from './sdk.ts';

const CAUSES: Readonly<Record<string, string>> = {
  '0186': 'Busy',
  '0104': 'Not Found',
  '0103': 'Rejected',
  '0150': 'SIP Failure Code',
};

export type FakeSdk = ContainedSdk & {
  /** What it was asked to do, in order: "call 14155550100", "hangup", "mute", "digit 1", … */
  readonly asked: string[];
  /** The headers of the last call. */
  headers: Readonly<Record<string, string>>;
  readonly faults: { unreachable: boolean; silentAnswer: boolean; placesNothing: boolean };
  /** Whether the microphone that it was given is open; null without one. */
  microphoneOpen: boolean | null;
  /** What it sends: the stream that it was given last; null without one. */
  input: MediaStream | null;
  /** The SDK fetches its next token, as it does 60 s before one expires. */
  askForToken(): void;
  readonly socket: { attempt(): void; close(): void; register(): void };
  readonly far: { answer(): void; hangUp(): void; call(callUUID?: string): void; giveUp(): void };
  emit<Name extends keyof SdkEvents>(name: Name, ...facts: SdkEvents[Name]): void;
};

type Session = { readonly info: CallInfo; established: boolean };

export function createFakeSdk(clock: Clock): FakeSdk {
  const listeners = new Map<string, ((...facts: never[]) => void)[]>();
  const watching: SocketFacts[] = [];
  const asked: string[] = [];
  const faults = { unreachable: false, silentAnswer: false, placesNothing: false };
  let source: { getAccessToken(): Promise<string> } | null = null;
  let session: Session | null = null;
  let offered: Session | null = null;
  let loggedIn = false;

  const emit: FakeSdk['emit'] = (name, ...facts) => {
    for (const listener of listeners.get(name) ?? []) listener(...(facts as never[]));
  };
  const over = (originator: string, cause: string) => {
    const was = session;
    session = null;
    if (was?.established) emit('onCallTerminated', { originator, reason: cause }, was.info);
    else if (was) emit('onCallFailed', cause, { ...was.info, originator });
  };
  const ring = (of: Session, ending: string) => {
    if (session !== of) return;
    const cause = CAUSES[ending];
    if (cause) over('remote', cause);
    else emit('onCallRemoteRinging', of.info);
  };
  const establish = () => {
    if (!session || session.established) return;
    session.established = true;
    emit('onCallAnswered', session.info);
  };
  const login = async () => {
    const token = await source?.getAccessToken();
    if (faults.unreachable || loggedIn) return;
    clock.after(50, () => {
      loggedIn = token !== 'refused';
      if (loggedIn) emit('onLogin');
      else emit('onLoginFailed', 'RELOGIN_FAILED_INVALID_TOKEN');
    });
  };

  const client: SdkClient = {
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener as never]);
    },
    loginWithAccessTokenGenerator(given) {
      source = given;
      void login();
      return true;
    },
    logout() {
      asked.push('logout');
      const was = loggedIn;
      loggedIn = false;
      if (was) queueMicrotask(() => emit('onLogout'));
      return was;
    },
    call(destination, headers) {
      asked.push(`call ${destination}`);
      sdk.headers = { ...headers };
      // Busy: it says yes all the same, and does nothing.
      if (session || offered || faults.placesNothing) return true;
      clock.after(10, () => {
        const placed: Session = { info: { direction: 'outgoing', callUUID: null }, established: false };
        session = placed;
        emit('onCalling');
        clock.after(100, () => ring(placed, headers['X-PH-Dest']?.slice(-4) ?? ''));
      });
      return true;
    },
    answer() {
      asked.push('answer');
      [session, offered] = [offered, null];
      if (faults.silentAnswer) session = null;
      clock.after(50, establish);
      return true;
    },
    reject() {
      asked.push('reject');
      const was = offered;
      offered = null;
      if (was) emit('onCallFailed', 'Rejected', { ...was.info, originator: 'local' });
      return was !== null;
    },
    hangup() {
      asked.push('hangup');
      if (!session) return false;
      over('local', session.established ? 'Terminated' : 'Canceled');
      return true;
    },
    mute: () => asked.push('mute') > 0,
    unmute: () => asked.push('unmute') > 0,
    sendDtmf: (digit) => void asked.push(`digit ${digit}`),
    setRingTone: () => true,
    setRingToneBack: () => true,
    setConnectTone: () => true,
    getPeerConnection: () => ({ pc: session ? connection : null }),
    get callSession() {
      return session ? { on: () => {} } : null;
    },
  };

  /** Sends a packet each 20 ms. */
  const connection = {
    connectionState: 'connected',
    getSenders: () => [],
    getReceivers: () => [],
    addEventListener() {},
    getStats: async () => new Map([['out', { type: 'outbound-rtp', packetsSent: clock.now() / 20 }]]),
  } as unknown as RTCPeerConnection;

  const tell = (fact: keyof SocketFacts) => () => {
    for (const facts of watching) facts[fact]();
  };
  const sdk: FakeSdk = {
    client,
    asked,
    faults,
    headers: {},
    microphoneOpen: null,
    input: null,
    microphone: {
      put: (microphone) => {
        sdk.microphoneOpen = true;
        sdk.input = microphone;
      },
      replace: async (microphone) => {
        sdk.input = microphone;
      },
      setEnabled: (enabled) => {
        if (sdk.microphoneOpen !== null) sdk.microphoneOpen = enabled;
      },
      clear: () => {
        sdk.microphoneOpen = null;
        sdk.input = null;
      },
    },
    watchSockets: (facts) => void watching.push(facts),
    purgeLog: () => void asked.push('purge'),
    askForToken: () => void login(),
    socket: { attempt: tell('attempted'), close: tell('closed'), register: tell('registered') },
    far: {
      answer: establish,
      hangUp: () => over('remote', 'Terminated'),
      call(callUUID = 'incoming-1') {
        offered = { info: { direction: 'incoming', callUUID }, established: false };
        emit('onIncomingCall', '442079460018@phone.plivo.com', {}, offered.info, 'Ada Lovelace');
      },
      giveUp() {
        const was = offered;
        offered = null;
        if (was) emit('onIncomingCallCanceled', was.info);
      },
    },
    emit,
  };
  return sdk;
}

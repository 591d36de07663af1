/**
 * A bare JsSIP phone for the lab's own test: what the browser does when no product is in between. It is bundled and
 * served as a page; the test drives `window.softphone` in it and never imports more than the type from here.
 */
import JsSIP from 'jssip';

type Message = { getHeader(name: string): string };
type Session = ReturnType<JsSIP.UA['call']>;
export type Account = {
  readonly url: string;
  readonly domain: string;
  readonly user: string;
  readonly password: string;
  /** The digest's user name where it is not `user`. */
  readonly authorizationUser?: string;
};

const LISTENING_SAMPLES = 32_768; // the most that an AnalyserNode keeps: 0.7 s at 48 kHz
const CALL = {
  mediaConstraints: {
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    video: false,
  },
  pcConfig: { iceServers: [] },
};

const sound = new AudioContext();
const speaker = new Audio();
const analyser = new AnalyserNode(sound, { fftSize: LISTENING_SAMPLES });

export type Softphone = {
  /** What happened so far: `registered`, `refused 403`, `ringing`, `live`, `transfers: no`, `failed 486 Busy`, `ended remote <its Reason>`, … */
  readonly facts: string[];
  register(account: Account): void;
  unregister(): void;
  /** `headers`: whole lines, such as `X-Name: value`. */
  call(target: string, headers?: string[]): void;
  answer(): void;
  hangUp(): void;
  /** Adds `held` or `unheld` to the facts when the far side agreed. */
  hold(): void;
  unhold(): void;
  /** Digits as RFC 4733 telephone-events. */
  sendDigits(digits: string): void;
  /** A blind transfer; adds `transferring`, then `refer accepted` and `transferred`, or `refer refused <status>`. */
  transfer(target: string): void;
  /** An attended one: the call before the latest is to take the latest one's place. */
  transferIntoLatest(target: string): void;
  /** The last 0.7 s of what the far side says. */
  hear(): { sampleRate: number; samples: number[] };
};

let agent: JsSIP.UA | undefined;
let session: Session | undefined;
let before: Session | undefined;
const facts: string[] = [];

function follow(next: Session): void {
  before = session;
  session = next;
  // An INVITE that is still being built has no connection yet; one that came in has it only when it is answered.
  if (next.connection) listen(next.connection);
  next.on('peerconnection', ({ peerconnection }) => listen(peerconnection));
  next.on('progress', () => facts.push('ringing'));
  next.on('accepted', ({ response }: { response?: Message | null }) => sayWhoTransfers(response ?? null));
  next.on('confirmed', () => facts.push('live'));
  next.on('ended', ({ originator, message }) => {
    const reason = message?.getHeader('Reason');
    facts.push(reason ? `ended ${originator} ${reason}` : `ended ${originator}`);
  });
  next.on('failed', ({ message, cause }) => {
    const status = message && 'status_code' in message ? `${message.status_code} ` : '';
    facts.push(`failed ${status}${cause}`);
  });
}

function sayWhoTransfers(message: Message | null): void {
  const carried = message?.getHeader('X-Offhook-Refer');
  if (carried) facts.push(`transfers: ${carried}`);
}

function listen(connection: RTCPeerConnection): void {
  connection.addEventListener('track', ({ track }) => {
    const stream = new MediaStream([track]);
    speaker.srcObject = stream; // without an element that plays it the stream stays silent for the analyser too
    void speaker.play();
    void sound.resume();
    sound.createMediaStreamSource(stream).connect(analyser);
  });
}

function refer(from: Session, target: string, replaces?: Session): void {
  facts.push('transferring');
  from.refer(target, {
    ...(replaces ? { replaces } : {}),
    eventHandlers: {
      requestSucceeded: () => facts.push('refer accepted'),
      requestFailed: ({ response }: { response?: { status_code: number } }) =>
        facts.push(`refer refused ${response?.status_code ?? ''}`),
      accepted: () => facts.push('transferred'),
    },
  });
}

const softphone: Softphone = {
  facts,
  register({ url, domain, user, password, authorizationUser }) {
    agent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(url)],
      uri: `sip:${user}@${domain}`,
      password,
      ...(authorizationUser ? { authorization_user: authorizationUser } : {}),
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 1,
    });
    agent.on('registered', () => facts.push('registered'));
    agent.on('disconnected', () => facts.push('disconnected'));
    agent.on('unregistered', () => facts.push('unregistered'));
    agent.on('registrationFailed', ({ response }) => facts.push(`refused ${response?.status_code ?? ''}`));
    agent.on('newRTCSession', (event: { originator: string; session: Session; request: Message }) => {
      if (event.originator !== 'remote') return;
      sayWhoTransfers(event.request);
      facts.push('incoming');
      follow(event.session);
    });
    agent.start();
  },
  unregister: () => agent?.unregister(),
  call(target, headers = []) {
    if (agent) follow(agent.call(target, { ...CALL, extraHeaders: headers }));
  },
  answer: () => session?.answer(CALL),
  hangUp: () => session?.terminate(),
  hold: () => session?.hold({}, () => facts.push('held')),
  unhold: () => session?.unhold({}, () => facts.push('unheld')),
  sendDigits: (digits) => session?.sendDTMF(digits, { transportType: 'RFC2833' as never }),
  transfer(target) {
    if (session) refer(session, target);
  },
  transferIntoLatest(target) {
    if (before && session) refer(before, target, session);
  },
  hear() {
    const samples = new Float32Array(LISTENING_SAMPLES);
    analyser.getFloatTimeDomainData(samples);
    return { sampleRate: sound.sampleRate, samples: [...samples] };
  },
};

Object.assign(globalThis, { softphone });

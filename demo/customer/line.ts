/**
 * The customer's line: JsSIP on one side, the few facts that the screen shows on the other. One call at a time; the agent may
 * hand it over, and then this line calls whoever it is handed to, or takes the call that comes in its place.
 */
import { UA, WebSocketInterface } from 'jssip';
import type { IncomingDTMFEvent, OutgoingDTMFEvent, RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRTCSessionEvent, OutgoingRTCSessionEvent } from 'jssip/lib/UA';

export type LineConfig = {
  readonly server: string;
  readonly domain: string;
  readonly user: string;
  readonly password: string;
};

/** `who` is the other party; `dialled` the number they called, when there is one; `since` in ms since 1970. */
export type LineState =
  | { readonly kind: 'offline' }
  | { readonly kind: 'ready'; readonly ended?: string }
  | { readonly kind: 'ringing' | 'calling'; readonly who: string; readonly dialled: string | null }
  | { readonly kind: 'live'; readonly who: string; readonly dialled: string | null; readonly since: number };

export type LineDuties = {
  readonly changed: (state: LineState) => void;
  readonly heard: (stream: MediaStream) => void;
  readonly digit: (tone: string) => void;
  /** What the customer says; asked for when a call is answered or made. */
  readonly voice: () => Promise<MediaStream>;
};

/** What JsSIP gives with REFER and with an INVITE that replaces a call. */
type Handover = { readonly accept: (begun?: null, options?: object) => void };

const MEDIA = { pcConfig: { iceServers: [] } }; // both ends are on this machine

/** Registers at once and stays registered until the page goes. */
export function openLine(config: LineConfig, duties: LineDuties) {
  const ua = new UA({
    sockets: [new WebSocketInterface(config.server)],
    uri: `sip:${config.user}@${config.domain}`,
    password: config.password,
    display_name: 'The customer',
    session_timers: false,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 4,
  });
  let session: RTCSession | null = null;
  let state: LineState = { kind: 'offline' };
  /** The next session takes the place of this one. */
  let isHandedOver = false;

  function become(next: LineState): void {
    state = next;
    duties.changed(next);
  }

  function follow(call: RTCSession, dialled: string | null): void {
    session = call;
    const { display_name, uri } = call.remote_identity;
    const who = display_name || (uri.user === 'agent' ? 'The agent' : uri.user) || 'Somebody';
    become({ kind: call.direction === 'incoming' ? 'ringing' : 'calling', who, dialled });
    const listen = (connection: RTCPeerConnection) =>
      connection.addEventListener('track', ({ streams, track }) =>
        duties.heard(streams[0] ?? new MediaStream([track])),
      );
    if (call.connection) listen(call.connection);
    call.on('peerconnection', ({ peerconnection }) => listen(peerconnection));
    call.on('icecandidate', ({ ready }) => ready()); // the first candidate is on this machine: no need for more
    call.on('confirmed', () => become({ kind: 'live', who, dialled, since: Date.now() }));
    call.on(
      'newDTMF',
      ({ originator, dtmf }: IncomingDTMFEvent | OutgoingDTMFEvent) =>
        originator === 'remote' && duties.digit(dtmf.tone),
    );
    call.on('refer', (({ accept }: Handover) => {
      void duties.voice().then((mediaStream) => inItsPlace(() => accept(null, { mediaStream, ...MEDIA })));
    }) as never);
    call.on('replaces', (({ accept }: Handover) => {
      inItsPlace(() => accept());
      void answer();
    }) as never);
    const over = ({ cause }: { cause: string }) => {
      if (session !== call) return;
      session = null;
      become(ua.isRegistered() ? { kind: 'ready', ended: cause } : { kind: 'offline' });
    };
    call.on('ended', over);
    call.on('failed', over);
  }

  function inItsPlace(begin: () => void): void {
    isHandedOver = true;
    begin();
    isHandedOver = false;
  }

  async function answer(): Promise<void> {
    const call = session;
    if (!call || state.kind !== 'ringing') return;
    const mediaStream = await duties.voice();
    if (session === call && !call.isEnded()) call.answer({ mediaStream, ...MEDIA });
  }

  ua.on(
    'newRTCSession',
    ({ originator, session: call, request }: IncomingRTCSessionEvent | OutgoingRTCSessionEvent) => {
      if (session && !isHandedOver) call.terminate({ status_code: 486 });
      else follow(call, originator === 'remote' ? (request.to.uri.user ?? null) : null);
    },
  );
  ua.on('registered', () => {
    if (!session) become({ kind: 'ready' });
  });
  ua.on('disconnected', () => {
    if (!session) become({ kind: 'offline' });
  });
  ua.start();

  return {
    state: () => state,
    answer,
    decline(): void {
      if (state.kind === 'ringing') session?.terminate({ status_code: 603 });
    },
    hangUp(): void {
      if (session && !session.isEnded()) session.terminate();
    },
    async callAgent(): Promise<void> {
      if (session) return;
      ua.call(`sip:agent@${config.domain}`, { mediaStream: await duties.voice(), ...MEDIA });
    },
  };
}

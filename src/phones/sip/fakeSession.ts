/** JsSIP's RTCSession as far as our calls see it, moved by hand. For tests. */
import type { RTCSession } from 'jssip/lib/RTCSession';

type Listener = (event: never) => void;

export class FakeSession {
  readonly #listeners = new Map<string, Listener[]>();
  phase: 'inProgress' | 'established' | 'ended' = 'inProgress';
  held = false;
  isBusyWithOffer = false;
  readonly done: string[] = [];
  readonly tones: unknown[] = [];
  readonly dtmf = { canInsertDTMF: true };
  /** What sends its sound; `track` is what was put there. */
  readonly sender = {
    track: { kind: 'audio' } as object | null,
    dtmf: this.dtmf,
    replaceTrack: async (track: object | null) => {
      this.sender.track = track;
    },
  };
  readonly remote_identity = { uri: 'sip:+14155550123@sip.example.com' };
  _dialog = { id: { call_id: 'dialog-1', local_tag: 'ours', remote_tag: 'theirs' } };
  readonly connection = Object.assign(new EventTarget(), {
    signalingState: 'stable',
    iceConnectionState: 'connected',
    connectionState: 'connected',
    getSenders: () => [this.sender],
    getStats: async () => new Map([['out', { id: 'out', type: 'outbound-rtp', packetsSent: 50 }]]),
    setLocalDescription: async ({ type }: { type: string }) => void this.done.push(type),
    close: () => void this.done.push('close'),
  });
  _localHold = false;
  _setLocalMediaStatus() {}
  _receiveRefer(_request: { reply(status: number): void }) {}
  onTransportError() {
    this.fails('local', 'Connection Error');
  }
  onDialogError() {
    this.fails('local', 'Dialog Error');
  }
  onRequestTimeout() {
    this.fails('local', 'Request Timeout');
  }

  isInProgress = () => this.phase === 'inProgress';
  isEstablished = () => this.phase === 'established';
  isEnded = () => this.phase === 'ended';
  isOnHold = () => ({ local: this._localHold, remote: false });
  isReadyToReOffer = () => !this.isBusyWithOffer;

  on(type: string, listener: Listener) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
    return this;
  }
  emit(type: string, event?: object) {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }

  terminate(options: { status_code?: number; reason_phrase?: string; cause?: string } = {}) {
    this.done.push(`terminate ${options.status_code ?? ''}`.trim());
    if (this.phase === 'established') this.ends('local');
    else this.fails('local', 'Canceled');
  }
  answer() {
    this.done.push('answer');
  }
  mute() {
    this.done.push('mute');
  }
  unmute() {
    this.done.push('unmute');
  }
  hold(_options: object, done: () => void) {
    return this.#reOffer(true, done);
  }
  unhold(_options: object, done: () => void) {
    return this.#reOffer(false, done);
  }
  renegotiate({ rtcOfferConstraints }: { rtcOfferConstraints: object }) {
    this.done.push(`renegotiate ${JSON.stringify(rtcOfferConstraints)}`);
    return true;
  }
  sendDTMF(tones: string, options: { transportType: string }) {
    this.tones.push([tones, options.transportType]);
  }
  /** What was asked of the far side, and what it says to it. */
  readonly refers: {
    readonly target: string;
    readonly replaces: object | undefined;
    readonly tell: (how: string, fact?: object) => void;
  }[] = [];
  refer(target: string, options: { replaces?: object; eventHandlers: object }) {
    const handlers = options.eventHandlers as Record<string, (fact?: object) => void>;
    const tell = (how: string, fact?: object) => handlers[how]?.(fact);
    this.refers.push({ target, replaces: options.replaces, tell });
  }

  /** The far side takes the re-INVITE that waits. */
  acceptOffer = () => {};

  #reOffer(held: boolean, done: () => void): boolean {
    if (this.isBusyWithOffer) return false;
    this._localHold = held;
    this.connection.signalingState = 'have-local-offer';
    this.acceptOffer = () => {
      this.emit('sdp', { originator: 'remote', type: 'answer' });
      this.connection.signalingState = 'stable';
      done();
    };
    return true;
  }

  rings(body?: string) {
    this.emit('progress', { originator: 'remote', response: { body } });
  }
  answered() {
    this.phase = 'established';
    this.emit('accepted', {});
    this.emit('confirmed', {});
  }
  /** `reason`: the BYE's Reason header. */
  ends(originator: 'local' | 'remote', reason?: string) {
    this.phase = 'ended';
    const message = { getHeader: (name: string) => (name === 'Reason' ? reason : undefined) };
    this.emit('ended', { originator, cause: 'Terminated', message });
  }
  fails(originator: string, cause: string, message: object | null = null) {
    this.phase = 'ended';
    this.emit('failed', { originator, cause, message });
  }
  iceBecomes(state: string) {
    this.connection.iceConnectionState = state;
    this.connection.dispatchEvent(new Event('iceconnectionstatechange'));
  }
  hears(track: object, kind = 'audio') {
    this.connection.dispatchEvent(
      Object.assign(new Event('track'), { track: { ...track, kind }, streams: [] }),
    );
  }

  asSession(): RTCSession {
    return this as unknown as RTCSession;
  }
}

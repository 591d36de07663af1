/** One of our calls on a hand-moved session, with everything around it. For tests. */
import { newCallId } from '../../call/callId.ts';
import type { PhoneEvent } from '../../call/event.ts';
import { createManualClock } from '../fake/manualClock.ts';
import { FakeSession } from './fakeSession.ts';
import { createSipCall } from './session.ts';
import { createSignallingGate } from './signallingGate.ts';
import type { SipCallParts } from './sipCall.ts';

export class FakeTrack {
  readonly kind = 'audio';
  enabled = true;
  stopped = false;
  readonly clones: FakeTrack[] = [];
  clone() {
    const copy = new FakeTrack();
    this.clones.push(copy);
    return copy;
  }
  stop() {
    this.stopped = true;
  }
}
export class FakeStream {
  tracks: FakeTrack[];
  constructor(tracks: FakeTrack[] = []) {
    this.tracks = tracks;
  }
  addTrack(track: FakeTrack) {
    this.tracks = [...this.tracks, track];
  }
  removeTrack(track: FakeTrack) {
    this.tracks = this.tracks.filter((each) => each !== track);
  }
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks;
}

/** An outgoing call whose INVITE has left, unless `change` says otherwise. `MediaStream` must be a FakeStream. */
export function callOn(change: Partial<SipCallParts> = {}) {
  const clock = createManualClock();
  const gate = createSignallingGate();
  gate.open();
  const reported: PhoneEvent[] = [];
  const seen = { closed: 0, heard: [] as unknown[] };
  const callId = newCallId();
  const track = new FakeTrack();
  const call = createSipCall({
    callId,
    direction: 'outgoing',
    clock,
    gate,
    iceServers: [],
    report: (event) => reported.push(event),
    playRemote: (_id, stream) => seen.heard.push(stream),
    closed: () => seen.closed++,
    ...change,
  });
  call.takeMicrophone(new FakeStream([track]) as unknown as MediaStream);
  const session = new FakeSession();
  call.attach(session.asSession());
  session.sender.track = track.clones[0] ?? null;
  session.emit('sending', { request: { call_id: 'sip-call-id' } });
  const live = () => {
    session.rings();
    session.answered();
    return { call, session, gate, clock, reported, track, seen, callId };
  };
  return { live, call, session, gate, clock, reported, track, seen, callId };
}

export const typesOf = (reported: readonly PhoneEvent[]) => reported.map(({ type }) => type);

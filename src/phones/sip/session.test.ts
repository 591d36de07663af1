import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newCallId } from '../../call/callId.ts';
import type { PhoneEvent } from '../../call/event.ts';
import { createManualClock } from '../fake/manualClock.ts';
import { FakeSession } from './fakeSession.ts';
import { RESTART_ICE_AFTER_MS } from './media.ts';
import { createSipCall, RING_FOR_MS, type SipCallParts } from './session.ts';
import { createSignallingGate } from './signallingGate.ts';

class FakeTrack {
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
class FakeStream {
  readonly tracks: FakeTrack[];
  constructor(tracks: FakeTrack[] = []) {
    this.tracks = tracks;
  }
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks;
}

beforeEach(() => void vi.stubGlobal('MediaStream', FakeStream));
afterEach(() => void vi.unstubAllGlobals());

function callOn(change: Partial<SipCallParts> = {}) {
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
  session.emit('sending', {});
  const live = () => {
    session.rings();
    session.answered();
    return { call, session, gate, clock, reported, track, seen, callId };
  };
  return { live, call, session, gate, clock, reported, track, seen, callId };
}

const typesOf = (reported: readonly PhoneEvent[]) => reported.map(({ type }) => type);

describe('an outgoing call', () => {
  it('rings, is answered, and ends when the far side hangs up', () => {
    const { session, reported, callId, seen } = callOn().live();
    session.ends('remote');
    expect(reported).toEqual([
      { type: 'callRinging', callId, earlyMedia: false },
      { type: 'callAnswered', callId },
      { type: 'callEnded', callId, by: 'remote' },
    ]);
    expect(seen.closed).toBe(1);
  });

  it('says again that it rings only when the far side begins to be heard', () => {
    const { session, reported } = callOn();
    session.rings();
    session.rings();
    session.rings('v=0');
    session.rings();
    expect(reported.map((event) => event.type === 'callRinging' && event.earlyMedia)).toEqual([false, true]);
  });

  it('that nobody takes within 60 s is cancelled and ends as no answer', () => {
    const { session, clock, reported, callId } = callOn();
    session.rings();
    clock.advance(RING_FOR_MS);
    expect(session.done).toEqual(['terminate']);
    expect(reported.at(-1)).toMatchObject({ type: 'callEnded', callId, failure: { code: 'no-answer' } });
  });

  it('that was answered is never cancelled by the ringing limit', () => {
    const { session, clock } = callOn().live();
    clock.advance(RING_FOR_MS * 2);
    expect(session.done).toEqual([]);
  });

  it('sends the extension once it is answered, after a pause', () => {
    const { session } = callOn({ extension: '204' }).live();
    expect(session.tones).toEqual([[',204', 'RFC2833']]);
  });

  it('plays the far side once, and only its audio', () => {
    const { session, seen } = callOn();
    session.hears({ name: 'video' }, 'video');
    session.hears({ name: 'early' });
    session.hears({ name: 'again' });
    expect(seen.heard).toEqual([{ name: 'early' }]);
  });

  it('uses a copy of the microphone and stops only that', () => {
    const { session, track } = callOn().live();
    session.ends('remote');
    expect([track.stopped, track.clones.map(({ stopped }) => stopped)]).toEqual([false, [true]]);
  });

  it('mutes its copy alone', () => {
    const { call, track, reported, callId } = callOn().live();
    call.setMuted(true);
    expect([track.enabled, track.clones[0]?.enabled]).toEqual([true, false]);
    expect(reported.at(-1)).toEqual({ type: 'callMuted', callId, muted: true });
  });
});

describe('an incoming call', () => {
  it('is declined with 603 and ends as ours', () => {
    const { call, session, reported } = callOn({ direction: 'incoming' });
    call.hangUp();
    expect(session.done).toEqual(['terminate 603']);
    expect(reported.at(-1)).toMatchObject({ type: 'callEnded', by: 'local' });
  });

  it('that is still offered is over when the socket is lost, for it can no longer be answered', () => {
    const { call, reported } = callOn({ direction: 'incoming' });
    call.transportLost();
    expect(reported).toMatchObject([{ type: 'callEnded', failure: { code: 'server-unreachable' } }]);
  });
});

describe('while the server is away', () => {
  it('a hang-up ends the call at once, silences it, and is delivered on return', () => {
    const { call, session, gate, reported, track, seen } = callOn().live();
    gate.close();
    call.hangUp();
    expect(reported.at(-1)).toMatchObject({ type: 'callEnded', by: 'local' });
    expect([session.done, track.clones[0]?.stopped, seen.closed]).toEqual([['close'], true, 0]);
    gate.open();
    expect([session.done, seen.closed]).toEqual([['close', 'terminate'], 1]);
    expect(typesOf(reported).filter((type) => type === 'callEnded')).toHaveLength(1);
  });

  it('a hang-up that waits is dropped when the far side was first', () => {
    const { call, session, gate } = callOn().live();
    gate.close();
    call.hangUp();
    session.ends('remote');
    gate.open();
    expect(session.done).toEqual(['close']);
  });

  it('hold is refused and digits go by RTP or not at all', () => {
    const { call, session, gate, reported } = callOn().live();
    gate.close();
    const before = reported.length;
    call.hold();
    call.sendDigits('1');
    session.dtmf.canInsertDTMF = false;
    call.sendDigits('2');
    expect([session.tones, reported.length, session._localHold]).toEqual([[['1', 'RFC2833']], before, false]);
  });

  it('a request that was lost with the socket does not end an established call', () => {
    const { session, reported } = callOn().live();
    session.onTransportError();
    session.onRequestTimeout();
    expect(typesOf(reported)).not.toContain('callEnded');
  });

  it('an INVITE that was lost with the socket ends its call as server unreachable', () => {
    const { session, reported } = callOn();
    session.onTransportError();
    expect(reported.at(-1)).toMatchObject({ type: 'callEnded', failure: { code: 'server-unreachable' } });
  });
});

describe('holding', () => {
  it('is reported when the far side agreed, not before', () => {
    const { call, session, reported } = callOn().live();
    call.hold();
    expect(typesOf(reported)).not.toContain('callHeld');
    session.acceptOffer();
    call.resume();
    session.acceptOffer();
    expect(typesOf(reported).slice(-2)).toEqual(['callHeld', 'callResumed']);
  });

  it('waits for another offer that is on its way', () => {
    const { call, session, clock, reported } = callOn().live();
    session.isBusyWithOffer = true;
    call.hold();
    clock.advance(250);
    session.isBusyWithOffer = false;
    clock.advance(250);
    session.acceptOffer();
    expect(typesOf(reported).at(-1)).toBe('callHeld');
  });

  it('that was lost on the way is taken back, so that it can be asked for again', () => {
    const { call, session, reported } = callOn().live();
    call.hold();
    session.onTransportError();
    expect([session._localHold, session.done]).toEqual([false, ['rollback']]);
    session.connection.signalingState = 'stable';
    call.hold();
    session.acceptOffer();
    expect(typesOf(reported).at(-1)).toBe('callHeld');
  });
});

describe('a network that breaks under the audio', () => {
  it('gets an ICE restart after 2 s, before JsSIP would give up', () => {
    const { session, clock } = callOn().live();
    session.iceBecomes('disconnected');
    clock.advance(RESTART_ICE_AFTER_MS);
    expect(session.done).toEqual(['renegotiate {"iceRestart":true}']);
  });

  it('gets none when it healed by itself', () => {
    const { session, clock } = callOn().live();
    session.iceBecomes('disconnected');
    session.iceBecomes('connected');
    clock.advance(RESTART_ICE_AFTER_MS);
    expect(session.done).toEqual([]);
  });

  it('gets it when the server is back', () => {
    const { session, clock, gate } = callOn().live();
    gate.close();
    session.iceBecomes('disconnected');
    clock.advance(RESTART_ICE_AFTER_MS);
    expect(session.done).toEqual([]);
    gate.open();
    expect(session.done).toEqual(['renegotiate {"iceRestart":true}']);
  });
});

describe('an ended call', () => {
  it('is final: nothing is reported and nothing is sent any more', () => {
    const { call, session, reported } = callOn().live();
    session.ends('remote');
    const before = reported.length;
    call.hangUp();
    call.hold();
    call.setMuted(true);
    call.sendDigits('1');
    session.rings('v=0');
    session.answered();
    expect([reported.length, session.tones, session.done]).toEqual([before, [], []]);
  });
});

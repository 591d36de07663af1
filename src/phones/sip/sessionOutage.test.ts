import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callOn, FakeStream, typesOf } from './fakeCall.ts';
import { RESTART_ICE_AFTER_MS } from './media.ts';

beforeEach(() => void vi.stubGlobal('MediaStream', FakeStream));
afterEach(() => void vi.unstubAllGlobals());

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

  it('hold waits and digits go by RTP or not at all', () => {
    const { call, session, gate, reported } = callOn().live();
    gate.close();
    const before = reported.length;
    call.hold();
    call.sendDigits('1');
    session.dtmf.canInsertDTMF = false;
    call.sendDigits('2');
    expect([session.tones, reported.length, session._localHold]).toEqual([[['1', 'RFC2833']], before, false]);
    gate.open();
    session.acceptOffer();
    expect(typesOf(reported).at(-1)).toBe('callHeld');
  });

  it('the last of several wishes to hold is what counts', () => {
    const { call, session, gate } = callOn().live();
    gate.close();
    call.hold();
    call.resume();
    gate.open();
    expect(session._localHold).toBe(false);
  });

  it('sound that can pass no more ends the call, and the far side learns of it on return', () => {
    const { session, gate, reported } = callOn().live();
    gate.close();
    session.terminate({ status_code: 408, cause: 'RTP Timeout' });
    expect(reported.at(-1)).toMatchObject({ type: 'callEnded', failure: { code: 'media-failed' } });
    expect(session.done).toEqual([]);
    gate.open();
    expect(session.done).toEqual(['terminate']);
  });

  it('a request that was lost with the socket does not end an established call', () => {
    const { session, reported } = callOn().live();
    session.onTransportError();
    session.onRequestTimeout();
    session.onDialogError();
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

  it('that was lost on the way is taken back and asked for again', () => {
    const { call, session, clock, reported } = callOn().live();
    call.hold();
    session.onDialogError();
    expect([session._localHold, session.done]).toEqual([false, ['rollback']]);
    session.connection.signalingState = 'stable';
    clock.advance(1_000);
    session.acceptOffer();
    expect(typesOf(reported).at(-1)).toBe('callHeld');
  });

  it('that is lost again and again is given up, and the call is up still', () => {
    const { call, session, clock, reported } = callOn().live();
    call.hold();
    for (let round = 0; round < 20; round += 1) {
      session.onRequestTimeout();
      session.connection.signalingState = 'stable';
      clock.advance(1_000);
    }
    expect(session.done).toHaveLength(6);
    expect(session._localHold).toBe(false);
    expect(typesOf(reported)).not.toContain('callEnded');
  });
});

describe('an offer that the far side does not take', () => {
  it.each(['Hold Failed', 'Unhold Failed', 'Media Renegotiation Failed'])('leaves the call up: %s', (why) => {
    const { call, session, reported } = callOn().live();
    call.hold();
    session.terminate({ status_code: 500, reason_phrase: why });
    expect([session._localHold, session.done]).toEqual([false, ['rollback']]);
    expect(typesOf(reported)).not.toContain('callEnded');
  });
});

describe('a network that changes', () => {
  it('gets an ICE restart at once, in a call that is up', () => {
    const { call, session } = callOn().live();
    call.networkChanged();
    expect(session.done).toEqual(['renegotiate {"iceRestart":true}']);
  });

  it('gets none in a call that is not answered yet', () => {
    const { call, session } = callOn();
    call.networkChanged();
    expect(session.done).toEqual([]);
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

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callOn, FakeStream, FakeTrack } from './fakeCall.ts';
import { RING_FOR_MS } from './session.ts';

beforeEach(() => void vi.stubGlobal('MediaStream', FakeStream));
afterEach(() => void vi.unstubAllGlobals());

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

  it('fails when what ended it on the way says so', () => {
    const { session, reported, callId, seen } = callOn().live();
    session.ends('remote', 'SIP;cause=503;text="Media Relay Lost"');
    const failure = { code: 'media-failed', detail: 'SIP 503 Media Relay Lost' };
    expect(reported.at(-1)).toEqual({ type: 'callEnded', callId, by: 'remote', failure });
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
    expect(seen.heard.map((stream) => (stream as FakeStream).tracks)).toEqual([
      [{ name: 'early', kind: 'audio' }],
    ]);
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

describe('another microphone in a call', () => {
  const given = (track: FakeTrack) => new FakeStream([track]) as unknown as MediaStream;

  it('is sent without telling the far side', async () => {
    const { call, session } = callOn().live();
    const other = new FakeTrack();
    await call.setInput(given(other));
    expect(session.sender.track).toBe(other.clones[0]);
    expect(session.done).toEqual([]);
  });

  it('stays muted and stays silent on hold, and is heard afterwards', async () => {
    const { call, session } = callOn().live();
    const enabled = () => (session.sender.track as unknown as FakeTrack).enabled;
    call.setMuted(true);
    await call.setInput(given(new FakeTrack()));
    expect(enabled()).toBe(false);
    call.hold();
    call.setMuted(false);
    await call.setInput(given(new FakeTrack()));
    expect(enabled()).toBe(false);
    session._localHold = false;
    await call.setInput(given(new FakeTrack()));
    expect(enabled()).toBe(true);
  });

  it('is too late for a call that is over', async () => {
    const { call, session } = callOn().live();
    session.ends('remote');
    await expect(call.setInput(given(new FakeTrack()))).rejects.toThrow('over');
  });
});

describe('the media of a call', () => {
  it('is measured while it is up, and not afterwards', async () => {
    const { call, session } = callOn().live();
    expect(await call.sampleMedia()).toMatchObject({ packetsSent: 50 });
    session.ends('remote');
    expect(await call.sampleMedia()).toBeNull();
  });
});

describe('a call that fails', () => {
  it('says whether another line may still carry it', () => {
    for (const hasLeft of [true, false]) {
      const { session, reported } = callOn({ hasLeft: () => hasLeft });
      session.fails('local', 'Connection Error');
      expect(reported.at(-1)).toMatchObject({ failure: { code: 'server-unreachable' } });
      expect('unsent' in (reported.at(-1) ?? {})).toBe(!hasLeft);
    }
  });

  it('by being hung up is not to be carried by another line', () => {
    const { session, reported } = callOn({ hasLeft: () => false });
    session.fails('local', 'Canceled');
    expect(reported.at(-1)).not.toHaveProperty('unsent');
  });
});

describe('an incoming call', () => {
  it('is refused as busy, not declined, when nobody is to be disturbed', () => {
    const { call, session } = callOn({ direction: 'incoming' });
    call.hangUp('busy');
    expect(session.done).toEqual(['terminate 486']);
  });

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

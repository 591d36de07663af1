import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMicrophoneCopy } from './microphoneCopy.ts';
import { FakeStream, FakeTrack } from './sip/fakeCall.ts';

beforeEach(() => void vi.stubGlobal('MediaStream', FakeStream));
afterEach(() => void vi.unstubAllGlobals());

/** A copy on a connection whose sender takes as long as the test wants. */
function copied() {
  const heard = { isOpen: true };
  const sender = {
    track: null as FakeTrack | null,
    held: Promise.resolve(),
    replaceTrack: async (track: FakeTrack) => {
      await sender.held;
      sender.track = track;
    },
  };
  const copy = createMicrophoneCopy({ isOpen: () => heard.isOpen, senders: () => [sender as never] });
  const first = new FakeTrack();
  const stream = copy.take(new FakeStream([first]) as never) as unknown as FakeStream;
  sender.track = stream.tracks[0] as FakeTrack;
  const replace = (track: FakeTrack) => copy.replace(new FakeStream([track]) as never);
  return { copy, heard, sender, first, stream, replace };
}

const only = (track: FakeTrack) => track.clones[0] as FakeTrack;

describe('replacing what is sent', () => {
  it('sends a copy of the new one, stops the copy of the old one, and leaves the originals alone', async () => {
    const { sender, first, replace, stream } = copied();
    const second = new FakeTrack();
    await replace(second);
    expect(sender.track).toBe(only(second));
    expect(stream.tracks).toEqual([only(second)]);
    expect([only(first).stopped, first.stopped, second.stopped]).toEqual([true, false, false]);
  });

  it('leaves a muted call muted, also when it was muted on the way', async () => {
    const { copy, heard, sender, replace } = copied();
    heard.isOpen = false;
    await replace(new FakeTrack());
    expect(sender.track?.enabled).toBe(false);
    heard.isOpen = true;
    copy.refresh();
    const way = Promise.withResolvers<void>();
    sender.held = way.promise;
    const third = new FakeTrack();
    const replaced = replace(third);
    heard.isOpen = false;
    way.resolve();
    await replaced;
    expect(only(third).enabled).toBe(false);
  });

  it('sends the last of several', async () => {
    const { sender, replace } = copied();
    const tracks = [new FakeTrack(), new FakeTrack(), new FakeTrack()];
    await Promise.all(tracks.map(replace));
    expect(sender.track).toBe(only(tracks[2] as FakeTrack));
    expect(tracks.map((track) => only(track).stopped)).toEqual([true, true, false]);
  });

  it('before the connection has it, gives it the new one', async () => {
    const { sender, stream, replace } = copied();
    sender.track = null;
    const second = new FakeTrack();
    await replace(second);
    expect(stream.tracks).toEqual([only(second)]);
  });

  it('goes on with the old one when the connection refuses, and says so', async () => {
    const { sender, first, stream, replace } = copied();
    sender.held = Promise.reject(new Error('refused'));
    const second = new FakeTrack();
    await expect(replace(second)).rejects.toThrow('refused');
    expect(stream.tracks).toEqual([only(first)]);
    expect([only(first).stopped, only(second).stopped]).toEqual([false, true]);
  });

  it('is refused without a track to send', async () => {
    const { copy, first } = copied();
    await expect(copy.replace(new FakeStream() as never)).rejects.toThrow('no audio track');
    expect(only(first).stopped).toBe(false);
  });
});

describe('after the end of the call', () => {
  it('nothing is open, not even what was on its way', async () => {
    const { copy, sender, first, replace } = copied();
    const way = Promise.withResolvers<void>();
    sender.held = way.promise;
    const second = new FakeTrack();
    const replaced = replace(second);
    await Promise.resolve();
    copy.stop();
    way.resolve();
    await replaced;
    expect([only(first).stopped, only(second).stopped]).toEqual([true, true]);
  });

  it('nothing is replaced', async () => {
    const { copy, replace } = copied();
    copy.stop();
    const late = new FakeTrack();
    await expect(replace(late)).rejects.toThrow('over');
    expect(late.clones).toEqual([]);
  });
});

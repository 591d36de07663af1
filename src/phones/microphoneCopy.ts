/**
 * What one call sends: a copy of the stream that its caller was given, so that mute and hold of one call leave the
 * others alone. It can be replaced while the call runs or connects, by replaceTrack, which tells the far side nothing.
 */

/** What a connection must have to be given another track. */
type Sender = Pick<RTCRtpSender, 'track' | 'replaceTrack'>;

export type MicrophoneCopyParts = {
  /** Whether it may be heard now: neither muted nor held. */
  readonly isOpen: () => boolean;
  /** Of the call's connection, as far as there is one. */
  readonly senders: () => readonly Sender[];
};

export interface MicrophoneCopy {
  /** A copy of this one from now on. The stream is the one to give to the SDK, and stays the same when it is replaced. */
  take(microphone: MediaStream): MediaStream;
  /**
   * Another one instead. Settles when it is sent; rejects, and leaves everything as it was, when that fails or the copy
   * was stopped. Nothing was taken yet: nothing is replaced.
   */
  replace(microphone: MediaStream): Promise<void>;
  /** Looks again whether it may be heard. */
  refresh(): void;
  /** Stops the copy for good; the caller's own stream is left alone. */
  stop(): void;
}

export function createMicrophoneCopy({ isOpen, senders }: MicrophoneCopyParts): MicrophoneCopy {
  let stream: MediaStream | null = null;
  /** Kept beside the stream: an SDK may take the tracks out of that. */
  let tracks: readonly MediaStreamTrack[] = [];
  let isStopped = false;
  let turn: Promise<unknown> = Promise.resolve();

  const refresh = () => {
    for (const track of tracks) track.enabled = isOpen();
  };
  const copyOf = (microphone: MediaStream) => microphone.getAudioTracks().map((track) => track.clone());
  const end = (some: readonly MediaStreamTrack[]) => {
    for (const track of some) track.stop();
  };
  /** In the stream too: who has not read it yet will find the new one there. */
  const swap = (to: readonly MediaStreamTrack[]) => {
    for (const track of tracks) stream?.removeTrack(track);
    for (const track of to) stream?.addTrack(track);
    tracks = to;
    refresh();
  };
  const replaceNow = async (microphone: MediaStream) => {
    if (isStopped) throw new Error('the call is over');
    if (!stream) return;
    const before = tracks;
    const after = copyOf(microphone);
    const [first] = after;
    if (!first) throw new Error('the input has no audio track');
    const sender = senders().find(({ track }) => track && before.includes(track));
    swap(after);
    try {
      await sender?.replaceTrack(first);
    } catch (error) {
      swap(before);
      end(isStopped ? tracks : []);
      end(after);
      throw error;
    }
    end(before);
    refresh();
  };

  return {
    take(microphone) {
      end(tracks);
      tracks = copyOf(microphone);
      stream = new MediaStream([...tracks]);
      refresh();
      return stream;
    },
    replace(microphone) {
      // One after the other: the sender must have the present one when the next one comes.
      const replaced = turn.then(() => replaceNow(microphone));
      turn = replaced.catch(() => {});
      return replaced;
    },
    refresh,
    stop() {
      isStopped = true;
      end(tracks);
    },
  };
}

/**
 * The microphone of a call, handed to the SDK. It looks for one in `window.localStream` and opens its own only when it
 * finds nothing there, for incoming calls while they still ring. So something is always there: the copy of the host's
 * stream during a call, an empty stream otherwise. Which device is used, and when it is open, stays the host's decision.
 */
import type { MicrophoneSlot } from './sdk.ts';

export function createMicrophoneSlot(global: object = globalThis): MicrophoneSlot {
  const nothing = new MediaStream();
  let copy: MediaStream | null = null;
  /** The SDK takes the tracks out of a stream it is done with. */
  let tracks: readonly MediaStreamTrack[] = [];

  Object.defineProperty(global, 'localStream', {
    configurable: true,
    get: () => copy ?? nothing,
    set: () => {}, // the SDK sets null after a call, and would open a microphone at the next one
  });

  const clear = () => {
    for (const track of tracks) track.stop();
    tracks = [];
    copy = null;
  };
  return {
    put(microphone) {
      clear();
      tracks = microphone.getAudioTracks().map((track) => track.clone());
      copy = new MediaStream([...tracks]);
    },
    setEnabled(enabled) {
      for (const track of tracks) track.enabled = enabled;
    },
    clear,
  };
}

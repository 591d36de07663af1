/** What a call's RTCPeerConnection tells: the far side's audio, and the network under it. */
import type { Clock } from '../clock.ts';

/** Short losses heal by themselves; JsSIP hangs up at `failed`, so the restart comes well before. */
export const RESTART_ICE_AFTER_MS = 2_000;

export type MediaParts = {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called once, with the first audio. */
  readonly play: (stream: MediaStream) => void;
  readonly restartIce: () => void;
};

export function followMedia(
  connection: RTCPeerConnection,
  { clock, signal, play, restartIce }: MediaParts,
): void {
  let played = false;
  connection.addEventListener(
    'track',
    ({ track }) => {
      if (played || track.kind !== 'audio') return;
      played = true;
      // Not the stream that it came in: a hold takes the track out of that, and who plays it hears nothing afterwards.
      play(new MediaStream([track]));
    },
    { signal },
  );

  let cancel = () => {};
  connection.addEventListener(
    'iceconnectionstatechange',
    () => {
      cancel();
      if (connection.iceConnectionState === 'disconnected')
        cancel = clock.after(RESTART_ICE_AFTER_MS, restartIce);
    },
    { signal },
  );
  signal.addEventListener('abort', () => cancel(), { once: true });
}

/** The first offer of a page costs some 300 ms (measured); made here and thrown away, no call waits for it. */
export async function warmUp(): Promise<void> {
  const connection = new RTCPeerConnection();
  connection.addTransceiver('audio');
  await connection.createOffer().catch(() => {});
  connection.close();
}

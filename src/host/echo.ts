// How long sound takes through this browser's media, coded, encrypted and sent as in a call: a tone goes out over one
// connection and comes back over the other end of it. Nobody is called and nothing of it is heard.

/** Milliseconds from the tone's start until it is heard again; null: it was not, within `patienceMs`. */
export type Echo = (turnServers: readonly RTCIceServer[], patienceMs: number) => Promise<number | null>;

export type EchoDeps = {
  readonly openPeer: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly openAudio: () => AudioContext;
};

const TONE_HZ = 880;
/** Loud against what a codec makes of silence. */
const HEARD_DB = -50;
/** The connection has settled by then; before it the first packets are not the usual ones. */
const SETTLE_MS = 300;
const LOOK_EVERY_MS = 4;

/** With TURN servers the tone takes their way, as a call behind a firewall would. */
export function createEcho({ openPeer, openAudio }: EchoDeps): Echo {
  return async (turnServers, patienceMs) => {
    const configuration: RTCConfiguration =
      turnServers.length > 0 ? { iceServers: [...turnServers], iceTransportPolicy: 'relay' } : {};
    const [near, far] = [openPeer(configuration), openPeer(configuration)];
    const audio = openAudio();
    try {
      const volume = audio.createGain();
      volume.gain.value = 0;
      const out = audio.createMediaStreamDestination();
      const tone = new OscillatorNode(audio, { frequency: TONE_HZ });
      tone.connect(volume).connect(out);
      tone.start();
      const [track] = out.stream.getAudioTracks();
      if (!track) return null;
      near.addTrack(track, out.stream);
      const heard = await within(connect(near, far), patienceMs);
      if (!heard) return null;
      const ear = earOf(audio, heard);
      await wait(SETTLE_MS);
      volume.gain.value = 1;
      return await timeUntil(() => ear() > HEARD_DB, patienceMs);
    } finally {
      near.close();
      far.close();
      void audio.close();
    }
  };
}

/** Both ends are here: their offers and candidates need no server. Settles with what arrives. */
async function connect(near: RTCPeerConnection, far: RTCPeerConnection): Promise<MediaStream> {
  const arrived = new Promise<MediaStream>((resolve) => {
    far.ontrack = ({ track }) => resolve(new MediaStream([track]));
  });
  near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
  far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
  const up = new Promise<void>((resolve) => {
    near.onconnectionstatechange = () => near.connectionState === 'connected' && resolve();
  });
  await near.setLocalDescription(await near.createOffer());
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
  await far.setLocalDescription(await far.createAnswer());
  await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
  await up;
  return arrived;
}

/** How loud the tone is in `stream` now, in decibels. */
function earOf(audio: AudioContext, stream: MediaStream): () => number {
  // A remote track gives its sound to the graph only while an element plays it.
  const element = new Audio();
  element.muted = true;
  element.srcObject = stream;
  void element.play();
  const analyser = new AnalyserNode(audio, { fftSize: 512, smoothingTimeConstant: 0 });
  audio.createMediaStreamSource(stream).connect(analyser);
  const loudness = new Float32Array(analyser.frequencyBinCount);
  const bin = Math.round((TONE_HZ * analyser.fftSize) / audio.sampleRate);
  return () => {
    analyser.getFloatFrequencyData(loudness);
    return loudness[bin] ?? Number.NEGATIVE_INFINITY;
  };
}

async function timeUntil(isThere: () => boolean, patienceMs: number): Promise<number | null> {
  const begunAt = performance.now();
  while (performance.now() - begunAt < patienceMs) {
    if (isThere()) return performance.now() - begunAt;
    await wait(LOOK_EVERY_MS);
  }
  return null;
}

async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | null> {
  return Promise.race([promise, wait(ms).then(() => null)]);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

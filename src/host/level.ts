// How loud the microphone is, also while a call is muted: a phone mutes what it sends, this reads what the device gives.
// Loaded with the first call that is answered.

export interface LevelMeter {
  /** Root mean square of the last moment, 0–1; exactly 0 where the device gives nothing. Undefined: not known. */
  read(stream: MediaStream | null): number | undefined;
  /** Gives the audio context back. */
  close(): void;
}

/** Two thirds of a second at 48 kHz: the pauses between words are in it. */
const HEARD_SAMPLES = 32_768;

type Ear = {
  readonly context: AudioContext;
  readonly stream: MediaStream;
  readonly analyser: AnalyserNode;
  /** Nothing has gone through it yet: its zeros are its own. */
  isFresh: boolean;
};

/** `openAudio`: a context that needs no loudspeaker. */
export function createLevelMeter(openAudio: () => AudioContext): LevelMeter {
  const samples = new Float32Array(HEARD_SAMPLES);
  let ear: Ear | null = null;

  const close = () => {
    void ear?.context.close();
    ear = null;
  };
  const open = (stream: MediaStream): Ear => {
    const context = openAudio();
    const analyser = context.createAnalyser();
    analyser.fftSize = HEARD_SAMPLES;
    context.createMediaStreamSource(stream).connect(analyser);
    return { context, stream, analyser, isFresh: true };
  };

  return {
    close,
    read(stream) {
      if (ear && ear.stream !== stream) close();
      if (!stream) return undefined;
      ear ??= open(stream);
      const { context, analyser, isFresh } = ear;
      ear.isFresh = false;
      if (isFresh || context.state !== 'running') return undefined;
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
    },
  };
}

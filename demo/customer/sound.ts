/** All that the customer's phone does with sound: speaks, rings, listens and measures. No telephony. */

const VOICE_GAIN = 0.25;
const LISTEN_SAMPLES = 32_768; // 0.68 s at 48 kHz: long enough to tell tones 2 Hz apart
const SILENCE_DB = -120;

/** One AudioContext for everything. It may stay suspended until the page is clicked: `wake` after every click. */
export function openSound(voiceHz: number) {
  const context = new AudioContext();
  const ear = context.createAnalyser();
  ear.fftSize = LISTEN_SAMPLES;
  let source: MediaStreamAudioSourceNode | null = null;
  let bell: { stop(): void } | null = null;

  function samples(): Float32Array<ArrayBuffer> {
    const data = new Float32Array(ear.fftSize);
    if (source) ear.getFloatTimeDomainData(data);
    return data;
  }

  return {
    wake: () => void context.resume(),

    /** A steady sine as a stream: what tests recognise at the other end. */
    tone(): MediaStream {
      const out = context.createMediaStreamDestination();
      const gain = new GainNode(context, { gain: VOICE_GAIN });
      const voice = new OscillatorNode(context, { frequency: voiceHz });
      voice.connect(gain).connect(out);
      voice.start();
      out.stream.getTracks()[0]?.addEventListener('ended', () => voice.stop());
      return out.stream;
    },

    microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),

    listen(stream: MediaStream): void {
      source?.disconnect();
      source = context.createMediaStreamSource(stream);
      source.connect(ear);
    },

    deafen(): void {
      source?.disconnect();
      source = null;
    },

    /** Power of each tone relative to everything heard, in dB: 0 is a pure tone, −120 nothing. */
    hears(tonesHz: readonly number[]): Record<number, number> {
      const data = samples();
      const total = data.reduce((sum, value) => sum + value * value, 0) / data.length;
      return Object.fromEntries(
        tonesHz.map((hz) => [
          hz,
          total < 1e-9 ? SILENCE_DB : decibels(tonePower(data, hz, context.sampleRate) / total),
        ]),
      );
    },

    /** Loudest sample heard just now, 0 to 1. */
    peak: () => samples().reduce((loudest, value) => Math.max(loudest, Math.abs(value)), 0),

    ring(): void {
      bell ??= startBell(context);
    },

    hush(): void {
      bell?.stop();
      bell = null;
    },
  };
}

/** Two tones beating, one second in three, as a desk phone does. */
function startBell(context: AudioContext): { stop(): void } {
  const gain = new GainNode(context, { gain: 0 });
  const tones = [523, 659].map((frequency) => new OscillatorNode(context, { frequency }));
  for (const tone of tones) {
    tone.connect(gain);
    tone.start();
  }
  gain.connect(context.destination);
  const strike = () => gain.gain.setValueCurveAtTime([0, 0.06, 0.05, 0.06, 0], context.currentTime + 0.02, 1);
  strike();
  const timer = setInterval(strike, 3000);
  return {
    stop() {
      clearInterval(timer);
      for (const tone of tones) tone.stop();
      gain.disconnect();
    },
  };
}

/** Goertzel in its plain form: the mean power of one frequency in the samples. */
function tonePower(data: Float32Array, hz: number, sampleRate: number): number {
  const step = (2 * Math.PI * hz) / sampleRate;
  let [real, imaginary] = [0, 0];
  for (const [index, value] of data.entries()) {
    real += value * Math.cos(step * index);
    imaginary -= value * Math.sin(step * index);
  }
  return (2 * (real * real + imaginary * imaginary)) / data.length ** 2;
}

const decibels = (ratio: number): number => Math.max(SILENCE_DB, 10 * Math.log10(ratio + 1e-12));

// The tones that the phone itself makes, from Web Audio oscillators: no file to load, silent at once. Which tone is
// due is decided in sound.ts.

export type Tone = 'ringBack' | 'ringTone' | 'callWaiting';

export interface Tones {
  /** Plays this tone until another one or null. The tone that is already playing goes on undisturbed. */
  play(tone: Tone | null): void;
  /** Where tones are heard from now on: device ids, '' is the system's choice. */
  use(devices: ToneDevices): void;
}

/** `ringer`: for calls that come in. */
export type ToneDevices = { readonly speaker: string; readonly ringer: string };

type Cadence = {
  readonly frequenciesHz: readonly number[];
  readonly onS: number;
  readonly offS: number;
  /** 0–1 for each oscillator. */
  readonly gain: number;
};

const CADENCES: Readonly<Record<Tone, Cadence>> = {
  ringBack: { frequenciesHz: [425], onS: 1, offS: 4, gain: 0.08 }, // ETSI TR 101 041-2: most of Europe
  ringTone: { frequenciesHz: [523, 659], onS: 1.2, offS: 2.4, gain: 0.12 }, // two notes, unlike any tone of the network
  callWaiting: { frequenciesHz: [425], onS: 0.2, offS: 4.8, gain: 0.05 }, // under the voice of the call that is up
};

const LONGEST_S = 180; // nobody lets it ring longer, and every network gives up before
const RAMP_S = 0.01; // an oscillator cut at full swing clicks

/** `openAudio` makes a context for one tone; it is closed with the tone, so that an idle phone holds no audio device. */
export function createTones(openAudio: () => AudioContext, signal: AbortSignal): Tones {
  let devices: ToneDevices = { speaker: '', ringer: '' };
  let playing: { readonly tone: Tone; readonly context: AudioContext } | null = null;

  const deviceFor = (tone: Tone) => (tone === 'ringTone' ? devices.ringer : devices.speaker);
  const play = (tone: Tone | null) => {
    if (tone === (playing?.tone ?? null)) return;
    const was = playing;
    playing = null;
    void was?.context.close();
    if (!tone || signal.aborted) return;
    const context = openAudio();
    playing = { tone, context };
    void send(context, deviceFor(tone));
    sound(context, CADENCES[tone]);
  };

  signal.addEventListener('abort', () => play(null), { once: true });
  return {
    play,
    use(wanted) {
      const before = playing && deviceFor(playing.tone);
      devices = wanted;
      if (playing && deviceFor(playing.tone) !== before) void move(playing.context, deviceFor(playing.tone));
    },
  };
}

async function send(context: AudioContext, device: string): Promise<void> {
  if (device) await move(context, device);
}

/** A device that is not there, or a browser that cannot choose one: it stays where it is. */
async function move(context: AudioContext, device: string): Promise<void> {
  const { setSinkId } = context as { setSinkId?: (id: string) => Promise<void> };
  await setSinkId?.call(context, device).catch(() => undefined);
}

function sound(context: AudioContext, cadence: Cadence): void {
  const gain = context.createGain();
  gain.connect(context.destination);
  gain.gain.setValueAtTime(0, context.currentTime);
  const periodS = cadence.onS + cadence.offS;
  for (let at = context.currentTime; at < context.currentTime + LONGEST_S; at += periodS) {
    gain.gain.setTargetAtTime(cadence.gain, at, RAMP_S);
    gain.gain.setTargetAtTime(0, at + cadence.onS, RAMP_S);
  }
  for (const frequencyHz of cadence.frequenciesHz) {
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequencyHz;
    oscillator.connect(gain);
    oscillator.start();
  }
}

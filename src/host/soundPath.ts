// The way that the sound takes through the host, connected: the devices, what each call is sent, and how it is measured.
// What each part does is in the file of its name; when the microphone is open and which tone sounds is not known here.
import type { CallId } from '../call/state.ts';
import type { Clock } from '../phones/clock.ts';
import { type AudioDeps, type AudioDesk, createAudio } from './audio.ts';
import { createInputs } from './inputs.ts';
import type { Lines } from './lines.ts';
import { followQuality, type SecondsOf } from './measuring.ts';
import type { Speaker } from './speaker.ts';
import type { Store } from './store.ts';

export type SoundPathDeps = Pick<AudioDeps, 'devices' | 'permissions' | 'tones' | 'log'> & {
  readonly store: Store;
  readonly phoneOf: Lines['phoneOf'];
  readonly speaker: Speaker;
  readonly clock: Clock;
  /** A context of which nothing is for a loudspeaker: it runs also where there is none. */
  readonly openAudio?: () => AudioContext;
};

export type SoundPath = AudioDesk & {
  /** What a call's far side says. */
  readonly play: (callId: CallId, stream: MediaStream) => void;
  readonly secondsOf: SecondsOf;
};

export function createSoundPath(deps: SoundPathDeps, signal: AbortSignal): SoundPath {
  const { store, openAudio = openSilentAudio } = deps;
  const inputs = createInputs({
    ...deps,
    microphone: () => audio.microphone.current(),
    loadMixer: async () => (await import('./mixer.ts')).createMixer(openAudio),
  });
  const audio = createAudio(
    {
      ...deps,
      report: (state) => void store.apply({ type: 'microphoneChanged', microphone: state }),
      switched: inputs.switched,
      say: (inUse) => void store.apply({ type: 'audioChanged', audio: inUse }),
    },
    signal,
  );
  const secondsOf = followQuality({ ...deps, microphone: () => audio.microphone.current(), openAudio });
  return { ...audio, play: inputs.play, secondsOf };
}

function openSilentAudio(): AudioContext {
  const options: AudioContextOptions & { sinkId: { type: 'none' } } = { sinkId: { type: 'none' } };
  return new AudioContext(options);
}

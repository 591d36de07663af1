// What the sound goes through: the microphone, loudspeaker and ringer that are set, or what stands in for one that is
// gone, until it is back; and what of it the state says. Opening a microphone is microphone.ts, playing is speaker.ts
// and tones.ts.
import type { Audio, AudioDevice, Microphone as MicrophoneState } from '../call/state.ts';
import type { Settings } from '../settings/settings.ts';
import { createMicrophone, type Microphone, type MicrophoneDeps, type Wish } from './microphone.ts';
import { hardwareOf, pickDevice } from './pickDevice.ts';
import type { Speaker } from './speaker.ts';
import type { Tones } from './tones.ts';

export type AudioSettings = Pick<
  Settings,
  'microphone' | 'speaker' | 'ringer' | 'noiseSuppression' | 'echoCancellation'
>;

export type AudioDeps = Omit<MicrophoneDeps, 'wish'> & {
  readonly speaker: Pick<Speaker, 'use'>;
  readonly tones: Pick<Tones, 'use'>;
  /** What is in use now. */
  readonly say: (audio: Pick<Audio, 'input' | 'output' | 'ringer'>) => void;
};

export interface AudioDesk {
  readonly microphone: Microphone;
  /** What is set; in a call it is heard at once. */
  use(settings: AudioSettings): void;
}

/** Until it is said what is set. */
const UNSET: AudioSettings = {
  microphone: '',
  speaker: '',
  ringer: '',
  noiseSuppression: true,
  echoCancellation: true,
};

export function createAudio(deps: AudioDeps, signal: AbortSignal): AudioDesk {
  let settings = UNSET;
  /** Which devices there are; empty: not known. */
  let listed: readonly MediaDeviceInfo[] = [];
  let known: MicrophoneState = 'unknown';

  const wish = (): Wish => {
    const { microphone: wanted, noiseSuppression, echoCancellation } = settings;
    const picked = pickDevice(listed, 'audioinput', wanted);
    const { deviceId = wanted, identity = null } = picked ?? {};
    return { deviceId, identity, noiseSuppression, echoCancellation };
  };
  const output = (wanted: string) => pickDevice(listed, 'audiooutput', wanted);
  const say = () => {
    const input = inputInUse(microphone.current(), listed, settings.microphone);
    const shown = (wanted: string) => output(wanted)?.shown ?? null;
    deps.say({ input, output: shown(settings.speaker), ringer: shown(settings.ringer) });
  };
  const apply = () => {
    const [speaker, ringer] = [settings.speaker, settings.ringer].map(
      (wanted) => output(wanted)?.deviceId ?? wanted,
    ) as [string, string];
    deps.speaker.use(speaker);
    deps.tones.use({ speaker, ringer });
    say();
    void microphone.renew().then(say);
  };
  const look = async () => {
    // Firefox lists them to a page in focus, and one that waited for that lent no microphone (seen in 153).
    if (deps.devices.areBorrowed) return;
    const now = await deps.devices.enumerateDevices().catch((error: unknown) => {
      deps.log.warn('list the audio devices', error);
      return listed;
    });
    if (signal.aborted) return;
    listed = now;
    apply();
  };

  const microphone = createMicrophone(
    {
      ...deps,
      wish,
      report(state) {
        deps.report(state);
        // What devices are called is told to those only who may use one.
        if (state === 'granted' && known !== 'granted') void look();
        known = state;
        say();
      },
    },
    signal,
  );
  deps.devices.addEventListener('devicechange', () => void look(), { signal });
  void look();
  return {
    microphone,
    use(wanted) {
      settings = wanted;
      apply();
    },
  };
}

/** By what the open track says of itself; of a closed one, or one that does not say, what would be opened. */
function inputInUse(
  open: MediaStream | null,
  listed: readonly MediaDeviceInfo[],
  wanted: string,
): AudioDevice | null {
  const [track] = open?.getAudioTracks?.() ?? [];
  const deviceId = track?.getSettings?.().deviceId;
  const inputs = listed.filter(({ kind }) => kind === 'audioinput');
  const device = inputs.find((one) => deviceId !== undefined && one.deviceId === deviceId);
  if (!device) return pickDevice(listed, 'audioinput', wanted)?.shown ?? null;
  const { label, deviceId: id } = hardwareOf(device, inputs);
  const isSet = wanted === '' || wanted === 'default' || wanted === deviceId || wanted === id;
  return { label, ...(!isSet && { standIn: true }) };
}

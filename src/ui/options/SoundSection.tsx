/** What the sound goes through, and the proof of it: a level from the microphone, a tone from where one hears and where it rings. */
import { useState } from 'preact/hooks';
import type { SettingsView } from '../../messages/protocol.ts';
import { DEVICE_CHOICES, type DeviceSetting, deviceOptions } from '../sound/deviceChoices.ts';
import { LevelMeter } from '../sound/LevelMeter.tsx';
import type { SoundDoors } from '../sound/soundDoors.ts';
import { useSound } from '../sound/useSound.ts';
import { say } from '../words.ts';
import { Choice, Toggle } from './controls.tsx';
import { HeadsetPart } from './HeadsetPart.tsx';
import type { Machine } from './machine.ts';
import type { OptionsModel } from './optionsModel.ts';

type Props = { readonly model: OptionsModel; readonly machine: Machine };

export function SoundSection({ model, machine }: Props) {
  const sound = useSound(machine.loadSound);
  const devices = sound?.devices ?? [];
  const view = model.view.value;
  return (
    <>
      {sound && devices.every(({ name }) => name === '') && (
        <p class="hint">{say('options_devices_unnamed')}</p>
      )}
      {DEVICE_CHOICES.map(({ setting, kind, word }) => (
        <div key={setting} class="soundSetting">
          <Choice
            model={model}
            setting={setting}
            label={say(word)}
            options={deviceOptions(devices, kind, view?.settings[setting] ?? '')}
          />
          {sound && view && <Proof doors={sound.doors} view={view} setting={setting} name={say(word)} />}
        </div>
      ))}
      <Toggle model={model} setting="noiseSuppression" label={say('options_noise_suppression')} />
      <Toggle model={model} setting="echoCancellation" label={say('options_echo_cancellation')} />
      <HeadsetPart machine={machine} />
    </>
  );
}

type ProofProps = {
  readonly doors: SoundDoors;
  readonly view: SettingsView;
  readonly setting: DeviceSetting;
  readonly name: string;
};

function Proof({ doors, view, setting, name }: ProofProps) {
  const deviceId = view.settings[setting];
  return setting === 'microphone' ? (
    <MicrophoneProof doors={doors} deviceId={deviceId} />
  ) : (
    <ToneProof key={deviceId} doors={doors} deviceId={deviceId} name={name} />
  );
}

type DeviceProps = { readonly doors: SoundDoors; readonly deviceId: string };

/** Only while somebody wants to see it: the browser says of a page that listens that it does. */
function MicrophoneProof({ doors, deviceId }: DeviceProps) {
  const [isOn, turn] = useState(false);
  return (
    <div class="proof">
      <button type="button" class="smallButton plain" aria-pressed={isOn} onClick={() => turn(!isOn)}>
        {say(isOn ? 'options_test_stop' : 'options_test_microphone')}
      </button>
      {isOn && <LevelMeter key={deviceId} doors={doors} deviceId={deviceId} />}
    </div>
  );
}

function ToneProof({ doors, deviceId, name }: DeviceProps & { readonly name: string }) {
  const [state, set] = useState<'quiet' | 'plays' | 'failed'>('quiet');
  const play = () => {
    if (state === 'plays') return;
    set('plays');
    doors.playTone(deviceId).then(
      () => set('quiet'),
      () => set('failed'),
    );
  };
  return (
    <div class="proof">
      <button
        type="button"
        class="smallButton plain"
        aria-label={say('options_tone_of', name)}
        aria-disabled={state === 'plays'}
        onClick={play}
      >
        {say('options_tone')}
      </button>
      <p class="hint wrong" role="status">
        {state === 'failed' && say('options_tone_failed')}
      </p>
    </div>
  );
}

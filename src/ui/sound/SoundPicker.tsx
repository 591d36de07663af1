/** What the sound goes through, changed in the middle of a call. Fetched when somebody wants to. */
import { useId } from 'preact/hooks';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { DEVICE_CHOICES, type DeviceSetting, deviceOptions } from './deviceChoices.ts';
import { LevelMeter } from './LevelMeter.tsx';
import type { SoundDevice } from './soundDoors.ts';
import { useSound } from './useSound.ts';

type Props = { readonly model: ScreenModel };

export function SoundPicker({ model }: Props) {
  const sound = useSound(model.loadSound);
  const view = model.settings.value;
  if (!sound || !view) return <p class="hint soundPicker">{say('loading')}</p>;
  const { doors, devices } = sound;
  const { audio } = model.state.value ?? {};
  return (
    <fieldset class="soundPicker">
      <legend class="heardOnly">{say('call_sound')}</legend>
      {DEVICE_CHOICES.map((choice) => (
        <DeviceChoice key={choice.setting} model={model} devices={devices} setting={choice.setting} />
      ))}
      <LevelMeter key={view.settings.microphone} doors={doors} deviceId={view.settings.microphone} />
      <Switch model={model} setting="noiseSuppression" label={say('options_noise_suppression')} />
      <Switch model={model} setting="echoCancellation" label={say('options_echo_cancellation')} />
      {audio?.headset && <p class="hint">{say('headset_connected', audio.headset)}</p>}
    </fieldset>
  );
}

type ChoiceProps = Props & { readonly devices: readonly SoundDevice[]; readonly setting: DeviceSetting };

function DeviceChoice({ model, devices, setting }: ChoiceProps) {
  const id = useId();
  const view = model.settings.value;
  const choice = DEVICE_CHOICES.find((one) => one.setting === setting);
  if (!view || !choice) return null;
  const chosen = view.settings[setting];
  const isLocked = view.locked.includes(setting);
  return (
    <div class="soundChoice">
      <label class="hint" for={id}>
        {say(choice.word)}
        {isLocked && ` · ${say('accounts_managed')}`}
      </label>
      <select
        id={id}
        class="select wide"
        value={chosen}
        disabled={isLocked}
        onChange={({ currentTarget }) => void model.changeSettings({ [setting]: currentTarget.value })}
      >
        {deviceOptions(devices, choice.kind, chosen).map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}

type SwitchProps = Props & {
  readonly setting: 'noiseSuppression' | 'echoCancellation';
  readonly label: string;
};

function Switch({ model, setting, label }: SwitchProps) {
  const view = model.settings.value;
  const isOn = view?.settings[setting] === true;
  const isLocked = view?.locked.includes(setting) ?? true;
  return (
    <label class="soundSwitch">
      <span>
        {label}
        {isLocked && <span class="hint"> · {say('accounts_managed')}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        aria-checked={isOn}
        checked={isOn}
        disabled={isLocked}
        onClick={(event) => {
          // The switch shows what is true: it moves when the setting is kept.
          event.preventDefault();
          void model.changeSettings({ [setting]: !isOn });
        }}
      />
    </label>
  );
}

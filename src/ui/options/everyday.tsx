/** The settings that everybody has: the country of bare numbers, devices, how long calls are kept, how it looks. */
import { useMemo } from 'preact/hooks';
import { countriesByName } from '../countryWords.ts';
import { say } from '../words.ts';
import { Choice, TextSetting } from './controls.tsx';
import type { OptionsModel } from './optionsModel.ts';
import { wholeNumberOf } from './ruleTexts.ts';

type Props = { readonly model: OptionsModel };

export function NumbersSection({ model }: Props) {
  const countries = useMemo(countriesByName, []);
  return (
    <Choice
      model={model}
      setting="country"
      label={say('options_country')}
      hint={say('options_country_hint')}
      options={[['', say('site_country_none')], ...countries.map(({ code, name }) => [code, name] as const)]}
      read={(option) => option || null}
    />
  );
}

const DEVICES = [
  ['microphone', 'audioinput', 'options_microphone'],
  ['speaker', 'audiooutput', 'options_speaker'],
  ['ringer', 'audiooutput', 'options_ringer'],
] as const;

export function SoundSection({ model }: Props) {
  const named = model.devices.value.filter(({ name, id }) => name !== '' && id !== 'default');
  return (
    <>
      {named.length === 0 && <p class="hint">{say('options_devices_unnamed')}</p>}
      {DEVICES.map(([setting, kind, label]) => (
        <Choice
          key={setting}
          model={model}
          setting={setting}
          label={say(label)}
          options={[
            ['', say('options_device_system')],
            ...named.filter((one) => one.kind === kind).map(({ id, name }) => [id, name] as const),
            ...gone(model, model.view.value?.settings[setting] ?? ''),
          ]}
        />
      ))}
    </>
  );
}

/** What was chosen stays chosen while it is not plugged in, and is called by no name: nobody knows it. */
function gone({ devices }: OptionsModel, chosen: string) {
  const isThere = chosen === '' || devices.value.some(({ id }) => id === chosen);
  return isThere ? [] : [[chosen, say('options_device_gone')] as const];
}

const MOST_DAYS = 3_650;

export function HistorySection({ model }: Props) {
  return (
    <TextSetting
      model={model}
      setting="historyDays"
      label={say('options_history_days')}
      hint={say('options_history_days_hint')}
      inputMode="numeric"
      write={String}
      read={(text) => wholeNumberOf(text, 1, MOST_DAYS)}
      wrong={say('options_history_days_wrong')}
    />
  );
}

export function AppearanceSection({ model }: Props) {
  return (
    <Choice
      model={model}
      setting="theme"
      label={say('options_theme')}
      options={[
        ['system', say('options_theme_system')],
        ['light', say('options_theme_light')],
        ['dark', say('options_theme_dark')],
      ]}
    />
  );
}

/** tel: links of any page: a setting, and the browser's own question, which is asked when it is turned on. */
import { useState } from 'preact/hooks';
import { say, type WordKey } from '../words.ts';
import type { Machine } from './machine.ts';
import type { OptionsModel } from './optionsModel.ts';
import { SettingRow } from './SettingRow.tsx';

type Props = { readonly model: OptionsModel; readonly machine: Machine };

export function TelPart({ model, machine }: Props) {
  const [outcome, tell] = useState<WordKey | null>(null);
  const isOn = model.view.value?.settings.telLinks === true;
  const turn = (on: boolean) => {
    try {
      // Within the click: the browser asks nobody who has not just done something.
      if (on) machine.takeTelLinks();
      tell(on ? 'options_tel_asked' : null);
    } catch {
      return tell('options_tel_failed');
    }
    void model.change('telLinks', on);
  };
  return (
    <>
      <SettingRow
        model={model}
        setting="telLinks"
        label={say('options_tel_use')}
        hint={say('options_tel_lead')}
        beside
      >
        {(control) => (
          <input
            {...control}
            type="checkbox"
            role="switch"
            class="switch"
            aria-checked={isOn}
            checked={isOn}
            onClick={(event) => {
              // It moves when the setting is kept, as every switch here.
              event.preventDefault();
              turn(!isOn);
            }}
          />
        )}
      </SettingRow>
      <p class="hint" role="status">
        {outcome && say(outcome)}
      </p>
    </>
  );
}

/** tel: links of any page: a setting, and the browser's own question, which is asked when it is turned on. */
import { useState } from 'preact/hooks';
import { say, type WordKey } from '../words.ts';
import { Toggle } from './controls.tsx';
import type { Machine } from './machine.ts';
import type { OptionsModel } from './optionsModel.ts';

type Props = { readonly model: OptionsModel; readonly machine: Machine };

export function TelPart({ model, machine }: Props) {
  const [outcome, tell] = useState<WordKey | null>(null);
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
      <Toggle
        model={model}
        setting="telLinks"
        label={say('options_tel_use')}
        hint={say('options_tel_lead')}
        turn={turn}
      />
      <p class="hint" role="status">
        {outcome && say(outcome)}
      </p>
    </>
  );
}

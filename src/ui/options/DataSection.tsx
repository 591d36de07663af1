/** What is kept, where, and the way to be rid of it: asked about once more, because nothing brings it back. */
import { useState } from 'preact/hooks';
import { say, type WordKey } from '../words.ts';
import type { OptionsModel } from './optionsModel.ts';

const KEPT: readonly WordKey[] = [
  'options_data_accounts',
  'options_data_settings',
  'options_data_calls',
  'options_data_dnc',
  'options_data_nothing_else',
];

export function DataSection({ model }: { readonly model: OptionsModel }) {
  const [isAsked, ask] = useState(false);
  return (
    <>
      <ul class="keptList">
        {KEPT.map((word) => (
          <li key={word}>{say(word)}</li>
        ))}
      </ul>
      {isAsked ? (
        <fieldset class="buttonRow">
          <legend class="hint">{say('options_erase_sure')}</legend>
          <button
            type="button"
            class="smallButton stop"
            onClick={() => {
              ask(false);
              void model.eraseAll();
            }}
          >
            {say('options_erase_now')}
          </button>
          <button type="button" class="smallButton plain" onClick={() => ask(false)}>
            {say('cancel')}
          </button>
        </fieldset>
      ) : (
        <button type="button" class="smallButton plain" onClick={() => ask(true)}>
          {say('options_erase')}
        </button>
      )}
    </>
  );
}

/** What is kept, where, and the way to be rid of it: asked about once more, because nothing brings it back. */
import { useEffect, useRef, useState } from 'preact/hooks';
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
  const [isErased, setErased] = useState(false);
  const question = useRef<HTMLFieldSetElement>(null);
  // The button that was pressed is gone: the keyboard goes to the answer that erases nothing.
  useEffect(() => {
    if (isAsked) question.current?.querySelector<HTMLElement>('.plain')?.focus();
  }, [isAsked]);
  return (
    <>
      <ul class="keptList">
        {KEPT.map((word) => (
          <li key={word}>{say(word)}</li>
        ))}
      </ul>
      {isAsked ? (
        <fieldset ref={question} class="buttonRow">
          <legend class="hint">{say('options_erase_sure')}</legend>
          <button
            type="button"
            class="smallButton stop"
            onClick={() => {
              ask(false);
              void model.eraseAll().then(setErased);
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
      <p class="hint" role="status">
        {isErased && !isAsked && say('options_erased')}
      </p>
    </>
  );
}

/** The keys there are. The browser's own page changes them; those on a page of the web are fixed. */
import { say, type WordKey } from '../words.ts';
import type { OptionsModel } from './optionsModel.ts';

const KEYS: readonly (readonly [keys: string, word: WordKey])[] = [
  ['Alt+Shift+F', 'options_key_letters'],
  ['Alt+Shift+N', 'options_key_next'],
  ['Alt+Shift+P', 'options_key_previous'],
  ['L', 'options_key_country'],
  ['Esc', 'options_key_close'],
];

export function ShortcutsSection({ model }: { readonly model: OptionsModel }) {
  return (
    <>
      <dl class="keyList">
        {KEYS.map(([keys, word]) => (
          <div key={keys}>
            <dt>
              <kbd dir="ltr">{keys}</kbd>
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
      {model.openShortcuts && (
        <button type="button" class="smallButton plain" onClick={model.openShortcuts}>
          {say('options_keys_browser')}
        </button>
      )}
    </>
  );
}

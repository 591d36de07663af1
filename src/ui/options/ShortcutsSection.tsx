/** The keys there are. The browser's own page changes them; those on a page of the web are fixed. */
import { useEffect, useState } from 'preact/hooks';
import { say, type WordKey } from '../words.ts';
import type { Machine, Shortcut } from './machine.ts';
import type { OptionsModel } from './optionsModel.ts';

const KEYS: readonly (readonly [keys: string, word: WordKey])[] = [
  ['Alt+Shift+F', 'options_key_letters'],
  ['Alt+Shift+N', 'options_key_next'],
  ['Alt+Shift+P', 'options_key_previous'],
  ['C', 'options_key_call'],
  ['L', 'options_key_country'],
  ['Esc', 'options_key_close'],
  ['Enter', 'options_key_enter'],
  ['0–9 * #', 'options_key_digits'],
];

type Props = { readonly model: OptionsModel; readonly machine: Machine };

export function ShortcutsSection({ model, machine }: Props) {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  useEffect(() => void machine.listShortcuts().then(setShortcuts), [machine]);
  return (
    <>
      <dl class="keyList">
        {shortcuts.map(({ name, does, keys }) => (
          <div key={name}>
            <dt>
              {keys ? <kbd dir="ltr">{keys}</kbd> : <span class="hint">{say('options_keys_unset')}</span>}
            </dt>
            <dd>{does || say('options_key_open')}</dd>
          </div>
        ))}
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

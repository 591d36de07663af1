/** tel: links of any page: the browser asks once whether Offhook opens them. */
import { useState } from 'preact/hooks';
import { say, type WordKey } from '../words.ts';
import type { Machine } from './machine.ts';

export function TelPart({ machine }: { readonly machine: Machine }) {
  const [outcome, tell] = useState<WordKey | null>(null);
  const take = () => {
    try {
      machine.takeTelLinks();
      tell('options_tel_asked');
    } catch {
      tell('options_tel_failed');
    }
  };
  return (
    <div class="setting">
      <div class="settingText">
        <b>{say('options_tel')}</b>
        <p class="hint">{say('options_tel_lead')}</p>
      </div>
      <div class="proof">
        <button type="button" class="smallButton plain" onClick={take}>
          {say('options_tel_use')}
        </button>
        <p class="hint" role="status">
          {outcome && say(outcome)}
        </p>
      </div>
    </div>
  );
}

/** The buttons of a headset: the browser asks which one, once; the phone listens to it from then on. */
import { useState } from 'preact/hooks';
import { say } from '../words.ts';
import type { Machine } from './machine.ts';

export function HeadsetPart({ machine: { connectHeadset } }: { readonly machine: Machine }) {
  const [outcome, tell] = useState('');
  if (!connectHeadset) return null;
  const connect = () =>
    connectHeadset().then(
      (name) => tell(name === null ? say('options_headset_none') : say('options_headset_chosen', name)),
      () => tell(say('options_headset_refused')),
    );
  return (
    <div class="setting">
      <div class="settingText">
        <b>{say('options_headset')}</b>
        <p class="hint">{say('options_headset_lead')}</p>
      </div>
      <div class="proof">
        <button type="button" class="smallButton plain" onClick={() => void connect()}>
          {say('options_headset_connect')}
        </button>
        <p class="hint" role="status">
          {outcome}
        </p>
      </div>
    </div>
  );
}

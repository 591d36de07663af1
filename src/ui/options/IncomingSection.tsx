/** What becomes of who calls: told that somebody is busy, announced, answered by itself. */
import { say } from '../words.ts';
import { TextSetting, Toggle } from './controls.tsx';
import type { OptionsModel } from './optionsModel.ts';
import { wholeNumberOf } from './ruleTexts.ts';

const MOST_SECONDS = 60;

export function IncomingSection({ model }: { readonly model: OptionsModel }) {
  return (
    <>
      <Toggle
        model={model}
        setting="doNotDisturb"
        label={say('do_not_disturb')}
        hint={say('options_do_not_disturb_hint')}
      />
      <Toggle
        model={model}
        setting="notifications"
        label={say('options_notifications')}
        hint={say('options_notifications_hint')}
      />
      <TextSetting
        model={model}
        setting="autoAnswerSeconds"
        label={say('options_auto_answer')}
        hint={say('options_auto_answer_hint')}
        inputMode="numeric"
        write={String}
        read={(text) => wholeNumberOf(text, 0, MOST_SECONDS)}
        wrong={say('options_auto_answer_wrong')}
      />
    </>
  );
}

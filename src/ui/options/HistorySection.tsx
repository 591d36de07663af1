/** How long calls are kept, in which words they are noted, the whole of them as a file, and the end of them. */
import { useMemo } from 'preact/hooks';
import { dispositionsOf } from '../calls/dispositions.ts';
import { failureSentence } from '../failureWords.ts';
import { ExportButtons } from '../history/HistoryFoot.tsx';
import { createHistoryModel } from '../history/historyModel.ts';
import { saveFile } from '../history/saveFile.ts';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { TextSetting } from './controls.tsx';
import type { OptionsModel } from './optionsModel.ts';
import { entriesOf, wholeNumberOf } from './ruleTexts.ts';

type Props = { readonly model: OptionsModel; readonly phone: Pick<ScreenModel, 'ask'> };

const MOST_DAYS = 3_650;
const LONGEST_DISPOSITION = 60;

export function HistorySection({ model, phone }: Props) {
  const history = useMemo(() => createHistoryModel(phone.ask, saveFile), [phone]);
  const failure = history.failure.value;
  return (
    <>
      <TextSetting
        model={model}
        setting="dispositions"
        label={say('options_dispositions')}
        hint={say('options_dispositions_hint', dispositionsOf(undefined).join(', '))}
        lines={3}
        isProse
        write={(list) => list.join('\n')}
        read={(text) => entriesOf(text, LONGEST_DISPOSITION)}
        wrong={say('options_dispositions_wrong')}
      />
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
      <ExportButtons history={history} />
      <p class="hint wrong" role="alert">
        {failure && failureSentence(failure)}
      </p>
    </>
  );
}

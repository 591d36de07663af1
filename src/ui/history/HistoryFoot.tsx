/** Under the list: more of it, the whole of it as a file, the end of it. */
import { say } from '../words.ts';
import { Asked } from './Asked.tsx';
import type { HistoryModel } from './historyModel.ts';

export function HistoryFoot({ history }: { readonly history: HistoryModel }) {
  return (
    <div class="historyFoot">
      {history.hasMore.value && (
        <button type="button" class="smallButton plain" onClick={() => void history.more()}>
          {say('history_more')}
        </button>
      )}
      <ExportButtons history={history} />
    </div>
  );
}

/** The journal as a file, and the end of it. */
export function ExportButtons({ history }: { readonly history: HistoryModel }) {
  return (
    <div class="historyDeeds">
      <button type="button" class="textButton quiet" onClick={() => void history.save('csv')}>
        {say('history_csv')}
      </button>
      <button type="button" class="textButton quiet" onClick={() => void history.save('json')}>
        {say('history_json')}
      </button>
      <Asked word="history_erase_all" question="history_erase_all_sure" does={() => void history.forget()} />
    </div>
  );
}

/** The calls that were: found by a word or a filter, opened for what is known of each, called again with one press. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { SearchIcon } from '../calls/icons.tsx';
import { failureSentence } from '../failureWords.ts';
import { HistoryIcon } from '../icons.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say, type WordKey } from '../words.ts';
import { HistoryFoot } from './HistoryFoot.tsx';
import { HistoryList } from './HistoryList.tsx';
import { createHistoryModel, FILTERS, type HistoryFilter, type HistoryModel } from './historyModel.ts';
import { saveFile } from './saveFile.ts';

type Props = { readonly model: ScreenModel };
type HistoryProps = { readonly history: HistoryModel };

export function HistoryScreen({ model }: Props) {
  const history = useMemo(() => createHistoryModel(model.ask, saveFile), [model]);
  const ended = model.state.value?.calls.filter(({ status }) => status === 'ended').length ?? 0;
  const missed = model.state.value?.missed ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a call that has just ended belongs into the list
  useEffect(() => void history.refresh(), [history, ended]);
  // Whoever looks has seen them, also those that come while it is open.
  useEffect(() => {
    if (missed > 0) void model.ask<'markMissedSeen'>({ type: 'markMissedSeen' });
  }, [model, missed]);
  // A call may stand above: whoever opens the history is taken to it, by eye and by keyboard.
  const section = useRef<HTMLElement>(null);
  const isThere = history.records.value !== null;
  useEffect(() => section.current?.focus({ preventScroll: true }), []);
  // Once more when it is there: only then it has the height that it can be scrolled by.
  useEffect(() => {
    if (isThere) section.current?.scrollIntoView();
  }, [isThere]);
  return (
    <section ref={section} class="history" tabIndex={-1} aria-label={say('history_title')}>
      <div class="historyFinder">
        <Search history={history} />
        <Filters history={history} />
      </div>
      <Found model={model} history={history} />
    </section>
  );
}

function Search({ history }: HistoryProps) {
  return (
    <div class="historySearch">
      <SearchIcon />
      <input
        type="search"
        class="textField"
        aria-label={say('history_search')}
        placeholder={say('history_search')}
        autocomplete="off"
        maxLength={120}
        value={history.text.value}
        onInput={({ currentTarget }) => history.show({ text: currentTarget.value })}
      />
    </div>
  );
}

const FILTER_WORDS = {
  all: 'history_all',
  missed: 'outcome_missed',
  incoming: 'outcome_incoming',
  outgoing: 'outcome_outgoing',
} satisfies Record<HistoryFilter, WordKey>;

function Filters({ history }: HistoryProps) {
  return (
    <fieldset class="chips historyFilters">
      <legend class="heardOnly">{say('history_filter')}</legend>
      {FILTERS.map((filter) => (
        <button
          key={filter}
          type="button"
          class="chip"
          aria-pressed={filter === history.filter.value}
          onClick={() => history.show({ filter })}
        >
          {say(FILTER_WORDS[filter])}
        </button>
      ))}
    </fieldset>
  );
}

function Found({ model, history }: Props & HistoryProps) {
  const records = history.records.value;
  const failure = history.failure.value;
  if (failure) {
    return (
      <div class="empty" role="alert">
        <p>
          {say('history_failed')} {failureSentence(failure)}
        </p>
        <button type="button" class="smallButton plain" onClick={() => void history.refresh()}>
          {say('line_action_retry')}
        </button>
      </div>
    );
  }
  if (records === null) return <p class="hint empty">{say('loading')}</p>;
  if (records.length === 0) return <Nothing history={history} />;
  return (
    <>
      <HistoryList model={model} history={history} records={records} />
      <HistoryFoot history={history} />
    </>
  );
}

function Nothing({ history }: HistoryProps) {
  const isSearched = history.text.value.trim() !== '' || history.filter.value !== 'all';
  return (
    <div class="empty" role="status">
      <HistoryIcon />
      <h2>{say(isSearched ? 'history_none_found' : 'history_empty_title')}</h2>
      <p class="hint">{say(isSearched ? 'history_none_found_hint' : 'history_empty')}</p>
    </div>
  );
}

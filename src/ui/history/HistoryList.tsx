/** Calls under their days. Each opens to what is known of it; beside it stands calling again. */
import { useId, useState } from 'preact/hooks';
import type { CallRecord } from '../../call/record.ts';
import type { Remote } from '../../call/state.ts';
import { toE164 } from '../../numbers/e164.ts';
import { IncomingIcon, NoteIcon, OutgoingIcon } from '../calls/icons.tsx';
import { outcomeOf } from '../calls/outcomeWords.ts';
import { screenLanguage } from '../countryWords.ts';
import { PhoneIcon } from '../icons.tsx';
import { remoteTitle } from '../RemoteNumber.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { HistoryDetails } from './HistoryDetails.tsx';
import { byDay } from './historyDays.ts';
import type { HistoryModel } from './historyModel.ts';

type Props = { readonly model: ScreenModel; readonly history: HistoryModel };

export function HistoryList({
  model,
  history,
  records,
}: Props & { readonly records: readonly CallRecord[] }) {
  return (
    <>
      {byDay(records, Date.now(), screenLanguage()).map(({ title, records: found }) => (
        <section key={title} class="historyDay">
          <h2>{title}</h2>
          <ul>
            {found.map((record) => (
              <Item key={record.id} model={model} history={history} record={record} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

type ItemProps = Props & { readonly record: CallRecord };

function Item({ model, history, record }: ItemProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const remote = remoteOf(record);
  const title = remoteTitle(model, remote);
  return (
    <li class={record.outcome === 'missed' ? 'historyItem missed' : 'historyItem'}>
      <div class="historyRow">
        <button
          type="button"
          class="historyOpen"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <Summary record={record} title={title} />
        </button>
        {remote.e164 !== null && (
          <button
            type="button"
            class="iconButton"
            aria-label={say('history_redial', title)}
            title={say('history_redial', title)}
            onClick={() => void model.dial(remote)}
          >
            <PhoneIcon />
          </button>
        )}
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && <HistoryDetails model={model} history={history} record={record} remote={remote} />}
      </div>
    </li>
  );
}

function Summary({ record, title }: { readonly record: CallRecord; readonly title: string }) {
  const isIncoming = record.direction === 'incoming';
  const time = new Intl.DateTimeFormat(screenLanguage(), { timeStyle: 'short' });
  return (
    <>
      <span class="historyWay">
        {isIncoming ? <IncomingIcon /> : <OutgoingIcon />}
        <span class="heardOnly">{say(isIncoming ? 'outcome_incoming' : 'outcome_outgoing')} </span>
      </span>
      <span class="historyWho">
        <bdi class="historyTitle number">{title}</bdi>
        <span class="hint number">{outcomeOf(record)}</span>
        {record.disposition !== undefined && <bdi class="hint">{record.disposition}</bdi>}
      </span>
      {record.note !== undefined && (
        <span class="historyNoted" title={record.note}>
          <NoteIcon />
          <span class="heardOnly">{say('note_label')}</span>
        </span>
      )}
      <time class="hint number" dateTime={new Date(record.startedAt).toISOString()}>
        {time.format(record.startedAt)}
      </time>
    </>
  );
}

function remoteOf({ number, name }: CallRecord): Remote {
  return { e164: toE164(number), display: number, ...(name !== undefined && { name }) };
}

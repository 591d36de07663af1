/** The last calls, each one click away from being called again; without calls, what will be here. */
import type { CallRecord } from '../call/record.ts';
import type { Remote } from '../call/state.ts';
import { toE164 } from '../numbers/e164.ts';
import { screenLanguage } from './countryWords.ts';
import { failureSentence } from './failureWords.ts';
import { IncomingIcon, OutgoingIcon, RecentsIcon } from './icons.tsx';
import { outcomeOf } from './outcomeWords.ts';
import { numberText } from './RemoteNumber.tsx';
import type { ScreenModel } from './screenModel.ts';
import { momentText } from './time.ts';
import { say } from './words.ts';

type Props = { readonly model: ScreenModel };

export function Recents({ model }: Props) {
  const recents = model.recents.value;
  if (recents === null) return <p class="hint empty">{say('recents_loading')}</p>;
  if ('code' in recents) {
    return (
      <p class="hint empty" role="alert">
        {say('recents_failed')} {failureSentence(recents)}
      </p>
    );
  }
  if (recents.length === 0) return <NoCallsYet />;
  const now = Date.now();
  return (
    <ul class="recents" aria-label={say('recents_title')}>
      {recents.map((record) => (
        <Recent key={record.id} model={model} record={record} now={now} />
      ))}
    </ul>
  );
}

function NoCallsYet() {
  return (
    <div class="empty">
      <RecentsIcon />
      <h2>{say('recents_empty_title')}</h2>
      <p class="hint">{say('recents_empty')}</p>
    </div>
  );
}

type RecentProps = Props & { readonly record: CallRecord; readonly now: number };

function Recent({ model, record, now }: RecentProps) {
  const remote = remoteOf(record);
  const number = numberText(model, remote);
  const title = record.name ?? number;
  const incoming = record.direction === 'incoming';
  return (
    <li>
      <button
        type="button"
        class={record.outcome === 'missed' ? 'recent missed' : 'recent'}
        aria-label={`${say('recents_redial', title)}. ${outcomeOf(record)}`}
        onClick={() => void model.dial(remote)}
      >
        <span class="recentWay" title={say(incoming ? 'recents_incoming' : 'recents_outgoing')}>
          {incoming ? <IncomingIcon /> : <OutgoingIcon />}
        </span>
        <span class="recentWho">
          <bdi class="recentTitle number">{title}</bdi>
          <span class="hint number">
            {record.name !== undefined && (
              <>
                <bdi dir="ltr">{number}</bdi>
                {' · '}
              </>
            )}
            {outcomeOf(record)}
          </span>
        </span>
        <time class="hint number" dateTime={new Date(record.startedAt).toISOString()}>
          {momentText(record.startedAt, now, screenLanguage())}
        </time>
      </button>
    </li>
  );
}

function remoteOf(record: CallRecord): Remote {
  return {
    e164: toE164(record.number),
    display: record.number,
    ...(record.name !== undefined && { name: record.name }),
  };
}

/** What is known of one call, and what the agent writes of it. */
import { useEffect } from 'preact/hooks';
import type { CallRecord } from '../../call/record.ts';
import type { Remote } from '../../call/state.ts';
import { type KnownPeople, whoTookOver } from '../calls/handedOver.ts';
import { NoteField } from '../calls/NoteField.tsx';
import { screenLanguage } from '../countryWords.ts';
import { LocalTime } from '../LocalTime.tsx';
import { numberText } from '../RemoteNumber.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { GRADE_WORDS, gradeOfSummary } from '../sound/grades.ts';
import { clockTime } from '../time.ts';
import { say } from '../words.ts';
import { Asked } from './Asked.tsx';
import type { HistoryModel } from './historyModel.ts';

type Props = {
  readonly model: ScreenModel;
  readonly history: HistoryModel;
  readonly record: CallRecord;
  readonly remote: Remote;
};

export function HistoryDetails({ model, history, record, remote }: Props) {
  return (
    <div class="historyDetails">
      <dl>
        {factsOf(model, record, remote).map(([name, value]) => (
          <div key={name}>
            <dt class="hint">{name}</dt>
            <dd class="number">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {remote.e164 && <LocalTime model={model} e164={remote.e164} />}
      <Noted model={model} history={history} record={record} />
      {record.outcome !== 'open' && (
        <Asked
          word="history_erase_one"
          question="history_erase_one_sure"
          does={() => void history.forget(record.id)}
        />
      )}
    </div>
  );
}

/** What is written is seen in the row above too, once it is left. */
function Noted({ model, history, record }: Omit<Props, 'remote'>) {
  const { notes } = model;
  notes.know(record.id, record);
  useEffect(
    () => () => {
      const note = notes.of(record.id).value;
      if (note) history.noted(record.id, note);
    },
    [notes, history, record.id],
  );
  return <NoteField model={model} callId={record.id} />;
}

function factsOf(
  model: KnownPeople & Pick<ScreenModel, 'accounts'>,
  record: CallRecord,
  remote: Remote,
): readonly (readonly [name: string, value: string])[] {
  const { startedAt, answeredAt, endedAt, quality, transferredTo, accountId, override } = record;
  const when = new Intl.DateTimeFormat(screenLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  const account = model.accounts.value?.find(({ id }) => id === accountId)?.label;
  const lasted = answeredAt !== undefined && endedAt !== undefined && clockTime(endedAt - answeredAt);
  const facts: readonly (readonly [name: string, value: string | false | undefined])[] = [
    [say('history_number'), numberText(model, remote)],
    [say('history_when'), when.format(startedAt)],
    [say('history_lasted'), lasted],
    [say('history_quality'), quality && say(GRADE_WORDS[gradeOfSummary(quality)])],
    [say('history_transferred'), transferredTo && whoTookOver(model, transferredTo)],
    [say('history_account'), account],
    [say('history_override'), override],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

/** A call that has just ended: how, how long, and what there is to write of it before the next one. */
import { callActions } from '../../call/actions.ts';
import type { Call, PhoneState } from '../../call/state.ts';
import { PhoneIcon } from '../icons.tsx';
import { RemoteNumber, RemoteTitle, remoteTitle } from '../RemoteNumber.tsx';
import { GRADE_WORDS, gradeOfSummary } from '../sound/grades.ts';
import { clockTime } from '../time.ts';
import { say } from '../words.ts';
import type { CallProps } from './CallCard.tsx';
import { takenOverIn } from './handedOver.ts';
import { NoteField } from './NoteField.tsx';
import { endSentence, failureOf } from './outcomeWords.ts';

export function EndedCall({ model, state, call }: CallProps) {
  const { dismiss } = callActions(state, call.id);
  const { answeredAt, endedAt, quality } = call;
  const lasted = answeredAt !== undefined && endedAt !== undefined ? clockTime(endedAt - answeredAt) : null;
  return (
    <section
      class={`call ended${failureOf(call) ? ' failed' : ''}`}
      aria-label={say('call_label', remoteTitle(model, call.remote))}
    >
      <h2>
        <RemoteTitle model={model} remote={call.remote} />
      </h2>
      {call.remote.name && (
        <p class="callDetail">
          <RemoteNumber model={model} remote={call.remote} />
        </p>
      )}
      <p class="endSentence" role="status">
        {endSentence(model, call)}
        {lasted && <span class="number"> · {say('call_duration', lasted)}</span>}
        {quality && ` · ${say(GRADE_WORDS[gradeOfSummary(quality)])}`}
      </p>
      {isWrittenOf(state, call) && <NoteField model={model} callId={call.id} />}
      <div class="buttonRow">
        {call.remote.e164 !== null && (
          <button type="button" class="smallButton go" onClick={() => void model.dial(call.remote)}>
            <PhoneIcon />
            {say('call_again')}
          </button>
        )}
        {dismiss && (
          <button type="button" class="smallButton plain" onClick={() => void model.send(dismiss)}>
            {say('dismiss')}
          </button>
        )}
      </div>
    </section>
  );
}

/** Of who was only asked about another's call, nothing: what there is to say belongs to that one. */
function isWrittenOf(state: PhoneState, call: Call): boolean {
  if (call.consultFor !== undefined || takenOverIn(state, call)) return false;
  return call.answeredAt !== undefined || call.direction === 'outgoing';
}

type LineProps = Pick<CallProps, 'model' | 'call'> & { readonly unfold: () => void };

/** The same in one line, while something else is looked at. */
export function EndedLine({ model, call, unfold }: LineProps) {
  return (
    <button type="button" class="endedLine" onClick={unfold}>
      <b>
        <RemoteTitle model={model} remote={call.remote} />
      </b>
      <span class="hint">{endSentence(model, call)}</span>
    </button>
  );
}

/** Calls beside the active one: an incoming call, those on hold, and those that have just ended. */
import { callActions } from '../call/actions.ts';
import type { Call, PhoneState } from '../call/state.ts';
import { CallHead, STATUS_WORDS } from './CallCard.tsx';
import { HangUpIcon, PhoneIcon } from './icons.tsx';
import { endSentence } from './outcomeWords.ts';
import { RemoteNumber, RemoteTitle, remoteTitle } from './RemoteNumber.tsx';
import type { ScreenModel } from './screenModel.ts';
import { clockTime, useNow } from './time.ts';
import { say } from './words.ts';

type CallProps = { readonly model: ScreenModel; readonly state: PhoneState; readonly call: Call };

export function IncomingCall({ model, state, call }: CallProps) {
  const { answer, hangUp } = callActions(state, call.id);
  return (
    <section
      class="call offered"
      role="alert"
      aria-label={say('call_label', remoteTitle(model, call.remote))}
    >
      <CallHead model={model} call={call} />
      <div class="buttonRow even">
        {answer && (
          <button type="button" class="bigButton go" onClick={() => void model.send(answer)}>
            <PhoneIcon />
            {say('call_answer')}
          </button>
        )}
        {hangUp && (
          <button type="button" class="bigButton stop" onClick={() => void model.send(hangUp)}>
            <HangUpIcon />
            {say('call_decline')}
          </button>
        )}
      </div>
    </section>
  );
}

export function HeldCall({ model, state, call }: CallProps) {
  const now = useNow(true);
  const { resume, hangUp } = callActions(state, call.id);
  const active = state.activeCallId ? callActions(state, state.activeCallId) : null;
  const swap = async () => {
    // One conversation at a time: the active call is put on hold before the other one is taken up.
    if (active?.hold && !(await model.send(active.hold))) return;
    if (resume) await model.send(resume);
  };
  return (
    <li class="heldCall">
      <div class="heldWho">
        <b>
          <RemoteTitle model={model} remote={call.remote} />
        </b>
        <span class="hint">
          {say(STATUS_WORDS[call.status])}
          {call.answeredAt !== undefined && <span class="number"> · {clockTime(now - call.answeredAt)}</span>}
        </span>
      </div>
      {resume && (
        <button type="button" class="textButton" onClick={() => void swap()}>
          {say('call_swap')}
        </button>
      )}
      {hangUp && (
        <button
          type="button"
          class="iconButton danger"
          aria-label={say('call_hang_up')}
          title={say('call_hang_up')}
          onClick={() => void model.send(hangUp)}
        >
          <HangUpIcon />
        </button>
      )}
    </li>
  );
}

export function EndedCall({ model, state, call }: CallProps) {
  const { dismiss } = callActions(state, call.id);
  const lasted =
    call.answeredAt !== undefined && call.endedAt !== undefined
      ? clockTime(call.endedAt - call.answeredAt)
      : null;
  return (
    <section
      class={`call ended${call.failure ? ' failed' : ''}`}
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
        {endSentence(call)}
        {lasted && <span class="number"> · {say('call_duration', lasted)}</span>}
      </p>
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

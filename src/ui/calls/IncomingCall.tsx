/** Somebody calls: Answer and Decline; in a call, what becomes of that one when this one is answered. */
import { callActions } from '../../call/actions.ts';
import type { Call, PhoneState } from '../../call/state.ts';
import { HangUpIcon, PhoneIcon } from '../icons.tsx';
import { remoteTitle } from '../RemoteNumber.tsx';
import { say } from '../words.ts';
import type { CallProps } from './CallCard.tsx';
import { CallHead } from './CallHead.tsx';

export function IncomingCall({ model, state, call }: CallProps) {
  const { answer, hangUp } = callActions(state, call.id);
  const waits = talking(state);
  return (
    <section
      class="call offered"
      role="alert"
      aria-label={say('call_label', remoteTitle(model, call.remote))}
    >
      <CallHead model={model} call={call} />
      {waits && (
        <p class="hint callWaiting">
          {say(answer ? 'call_waiting' : 'call_waiting_full', remoteTitle(model, waits.remote))}
        </p>
      )}
      <div class="buttonRow even">
        {answer && (
          <button type="button" class="bigButton go" onClick={() => void model.send(answer)}>
            <PhoneIcon />
            {say(waits ? 'call_answer_and_hold' : 'call_answer')}
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

function talking({ calls }: PhoneState): Call | undefined {
  return calls.find(({ status }) => status === 'live');
}

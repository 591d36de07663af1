/** A call beside the active one, in a row: who waits, how long, and the way back. */
import { callActions } from '../../call/actions.ts';
import { HangUpIcon } from '../icons.tsx';
import { RemoteTitle, remoteTitle } from '../RemoteNumber.tsx';
import { clockTime, useNow } from '../time.ts';
import { say } from '../words.ts';
import type { CallProps } from './CallCard.tsx';
import { STATUS_WORDS } from './CallHead.tsx';

export function HeldCall({ model, state, call }: CallProps) {
  const now = useNow(true);
  const { resume, hangUp } = callActions(state, call.id);
  const active = state.activeCallId ? callActions(state, state.activeCallId) : null;
  const title = remoteTitle(model, call.remote);
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
          <span class="heardOnly"> {title}</span>
        </button>
      )}
      {hangUp && (
        <button
          type="button"
          class="iconButton danger"
          aria-label={say('call_hang_up_one', title)}
          title={say('call_hang_up')}
          onClick={() => void model.send(hangUp)}
        >
          <HangUpIcon />
        </button>
      )}
    </li>
  );
}

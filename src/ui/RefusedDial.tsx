/** A call that a rule refused and that a person may allow: by a yes, or by a reason in writing that goes into the journal. */
import { useId, useState } from 'preact/hooks';
import type { RefusedDial as Refused } from './dialModel.ts';
import { failureSentence } from './failureWords.ts';
import { remoteTitle } from './RemoteNumber.tsx';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

const SHORTEST_REASON = 3;
const LONGEST_REASON = 200;

type Props = { readonly model: ScreenModel; readonly refused: Refused };

export function RefusedDial({ model, refused: { remote, failure } }: Props) {
  const [reason, setReason] = useState('');
  const isYes = failure.code === 'needs-confirmation';
  const given = isYes ? 'confirmed' : reason.trim();
  const isReady = given.length >= SHORTEST_REASON;
  return (
    <form
      class="refusedDial"
      aria-label={remoteTitle(model, remote)}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void model.dialNevertheless(given);
      }}
    >
      <p role="alert">{failureSentence(failure)}</p>
      {!isYes && <Reason reason={reason} set={setReason} />}
      <div class="buttonRow">
        <button type="submit" class="smallButton go" aria-disabled={!isReady}>
          {say(isYes ? 'refused_confirm' : 'refused_call')}
        </button>
        <button type="button" class="smallButton plain" onClick={model.dismissRefused}>
          {say('cancel')}
        </button>
      </div>
    </form>
  );
}

function Reason({ reason, set }: { readonly reason: string; readonly set: (reason: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{say('refused_reason')}</label>
      <input
        id={id}
        class="textField"
        maxLength={LONGEST_REASON}
        aria-describedby={`${id}-note`}
        value={reason}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
      <p id={`${id}-note`} class="hint">
        {say('refused_reason_hint')}
      </p>
    </div>
  );
}

/** A call that a rule refused and that a person may allow: by a yes, or by a reason in writing that goes into the journal. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { notHeld, useArmed } from './armed.ts';
import type { RefusedDial as Refused } from './dialModel.ts';
import { failureSentence } from './failureWords.ts';
import { LocalTime } from './LocalTime.tsx';
import { RemoteNumber, RemoteTitle, remoteTitle } from './RemoteNumber.tsx';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

const SHORTEST_REASON = 3;
const LONGEST_REASON = 200;

/** `within`: a part of the card that says which number it is. */
type Props = { readonly model: ScreenModel; readonly refused: Refused; readonly within?: boolean };

export function RefusedDial({ model, refused, within = false }: Props) {
  const { remote, callId, failure } = refused;
  const form = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState('');
  const isArmed = useArmed(callId);
  const isYes = failure.code === 'needs-confirmation';
  const given = isYes ? 'confirmed' : reason.trim();
  // Whoever pressed Enter goes on by the keyboard: at the reason, or at the yes.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, button')?.focus(), []);
  const cancel = () => {
    model.dismissRefused();
    if (within) void model.send({ type: 'dismissRaised', callId });
  };
  return (
    <form
      ref={form}
      class={within ? 'refusedDial within' : 'refusedDial'}
      aria-label={remoteTitle(model, remote)}
      onSubmit={(event) => {
        event.preventDefault();
        if (isArmed && given.length >= SHORTEST_REASON) void model.dialNevertheless(given);
      }}
      onKeyDown={(event) => event.key === 'Escape' && cancel()}
    >
      {!within && <Whom model={model} refused={refused} />}
      <p role="alert">{failureSentence(failure)}</p>
      {!isYes && <Reason reason={reason} set={setReason} />}
      <Answers isYes={isYes} isReady={given.length >= SHORTEST_REASON} cancel={cancel} />
    </form>
  );
}

function Whom({ model, refused: { remote } }: Props) {
  return (
    <div>
      <h2 class="raisedName">
        <RemoteTitle model={model} remote={remote} />
      </h2>
      {remote.name !== undefined && (
        <p class="raisedNumber">
          <RemoteNumber model={model} remote={remote} />
        </p>
      )}
      {remote.e164 && <LocalTime model={model} e164={remote.e164} />}
    </div>
  );
}

type AnswersProps = { readonly isYes: boolean; readonly isReady: boolean; readonly cancel: () => void };

function Answers({ isYes, isReady, cancel }: AnswersProps) {
  return (
    <div class="buttonRow">
      <button type="submit" class="bigButton go" aria-disabled={!isReady} onKeyDown={notHeld}>
        {say(isYes ? 'refused_confirm' : 'refused_call')}
      </button>
      <button type="button" class="bigButton plain" onClick={cancel}>
        {say('cancel')}
      </button>
    </div>
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

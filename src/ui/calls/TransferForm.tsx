/** Handing a call over: to whom, and whether they are asked first. Fetched when somebody wants to. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { callActions } from '../../call/actions.ts';
import type { Remote } from '../../call/state.ts';
import { toE164 } from '../../numbers/e164.ts';
import { NumberField } from '../NumberField.tsx';
import { type EntryError, remoteFrom } from '../numberEntry.ts';
import { numberText, remoteTitle } from '../RemoteNumber.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import type { CallProps } from './CallCard.tsx';

const MOST_SUGGESTIONS = 4; // what stands under a field without pushing the buttons away

export function TransferForm({ model, state, call, close }: CallProps & { readonly close: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Remote | null>(null);
  const [error, setError] = useState<EntryError | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const { transfer, consult } = callActions(state, call.id);
  const write = (next: string) => {
    setError(null);
    setChosen(null);
    setText(next);
  };
  const to = (act: (remote: Remote) => Promise<boolean>) => async () => {
    const room = model.numbers.value;
    if (!room) return;
    const remote = remoteFrom(room, text, model.hint.value);
    if (typeof remote === 'string') setError(remote);
    else if (await act(named(remote, chosen))) close();
  };
  const now = to((remote) => model.send({ type: 'transfer', callId: call.id, to: remote }));
  const ask = to((remote) => model.dial(remote, { consultFor: call.id }));
  return (
    <form
      ref={form}
      class="transferForm"
      aria-label={say('transfer_title', remoteTitle(model, call.remote))}
      onSubmit={(event) => {
        event.preventDefault();
        // Enter does what can be taken back.
        void (consult ? ask() : now());
      }}
    >
      <NumberField
        model={model}
        label={say('transfer_to')}
        text={text}
        setText={write}
        error={error}
        invitation={say('transfer_hint')}
      />
      {text !== '' && chosen?.name && (
        <p class="hint" role="status">
          <bdi>{chosen.name}</bdi>
        </p>
      )}
      {text === '' && (
        <Suggestions
          model={model}
          not={call.remote}
          choose={(remote) => {
            write(numberText(model, remote));
            setChosen(remote);
          }}
        />
      )}
      <div class="buttonRow even">
        {consult && (
          <button type="submit" class="bigButton go">
            {say('transfer_ask')}
          </button>
        )}
        {transfer && (
          <button
            type={consult ? 'button' : 'submit'}
            class="bigButton plain"
            onClick={() => void (consult && now())}
          >
            {say('transfer_now')}
          </button>
        )}
      </div>
    </form>
  );
}

type SuggestionsProps = {
  readonly model: ScreenModel;
  readonly not: Remote;
  readonly choose: (remote: Remote) => void;
};

function Suggestions({ model, not, choose }: SuggestionsProps) {
  const id = useId();
  const remotes = suggested(model, not);
  if (remotes.length === 0) return null;
  return (
    <div>
      <p id={id} class="hint">
        {say('transfer_recent')}
      </p>
      <ul class="suggestions" aria-labelledby={id}>
        {remotes.map((remote) => (
          <li key={remote.display}>
            <button type="button" class="suggestion" onClick={() => choose(remote)}>
              <bdi>{remoteTitle(model, remote)}</bdi>
              {remote.name !== undefined && (
                <bdi class="hint number" dir="ltr">
                  {numberText(model, remote)}
                </bdi>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A person who was chosen has a name, which the number in the field does not tell. */
function named(remote: Remote, chosen: Remote | null): Remote {
  return chosen?.name === undefined ? remote : { ...remote, name: chosen.name };
}

/** Each once, the newest first, without the one who is handed over and those who have no number to be reached by. */
function suggested({ recents }: ScreenModel, not: Remote): readonly Remote[] {
  const found = new Map<string, Remote>();
  for (const { number, name } of recents.value ?? []) {
    const e164 = toE164(number);
    if (!e164 || e164 === not.e164 || found.has(number)) continue;
    found.set(number, { e164, display: number, ...(name !== undefined && { name }) });
  }
  return [...found.values()].slice(0, MOST_SUGGESTIONS);
}

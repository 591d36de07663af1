/** How the call went, in one press, and what there is to say of it. Kept while it is typed. */
import { useEffect, useId } from 'preact/hooks';
import type { CallNote } from '../../call/record.ts';
import type { CallId } from '../../call/state.ts';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { dispositionsOf } from './dispositions.ts';

type Props = {
  readonly model: Pick<ScreenModel, 'notes' | 'settings'>;
  readonly callId: CallId;
  /** With whom the call was, where it is another than the one that is shown. */
  readonly whose?: string | undefined;
};

const LONGEST_NOTE = 2_000;

export function NoteField({ model, callId, whose }: Props) {
  const { notes } = model;
  const id = useId();
  const note = notes.of(callId).value;
  useEffect(() => {
    // A popup goes with the next click elsewhere: what was typed does not.
    globalThis.addEventListener('pagehide', notes.flush);
    return () => {
      globalThis.removeEventListener('pagehide', notes.flush);
      notes.flush();
    };
  }, [notes]);
  if (!note) return null;
  const write = (change: CallNote) => notes.write(callId, { ...note, ...change });
  return (
    <div class="callNote">
      <Dispositions
        whose={whose}
        options={dispositionsOf(model.settings.value?.settings, note.disposition)}
        chosen={note.disposition ?? ''}
        choose={(disposition) => write({ disposition })}
      />
      <label class="hint" for={id}>
        {whose === undefined ? say('note_label') : say('note_about', whose)}
      </label>
      <textarea
        id={id}
        class="textField"
        rows={2}
        maxLength={LONGEST_NOTE}
        value={note.note ?? ''}
        onInput={({ currentTarget }) => write({ note: currentTarget.value })}
        onBlur={notes.flush}
      />
    </div>
  );
}

type DispositionsProps = Pick<Props, 'whose'> & {
  readonly options: readonly string[];
  readonly chosen: string;
  readonly choose: (disposition: string) => void;
};

/** The one that is pressed again is taken back. */
function Dispositions({ whose, options, chosen, choose }: DispositionsProps) {
  return (
    <fieldset class="chips">
      <legend class="hint">
        {say('note_disposition')}
        {whose !== undefined && <bdi> · {whose}</bdi>}
      </legend>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          class="chip"
          aria-pressed={option === chosen}
          onClick={() => choose(option === chosen ? '' : option)}
        >
          {option}
        </button>
      ))}
    </fieldset>
  );
}

/** A field for a number: grouped while it is typed, pasted in any form, with the country that it was read in. */
import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { afterEdit, type EntryError, entryHint, pastedNumber } from './numberEntry.ts';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

type Props = {
  readonly model: Pick<ScreenModel, 'numbers' | 'hint'>;
  readonly label: string;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly error: EntryError | null;
  /** Said under an empty field. */
  readonly invitation: string;
  /** Large and without a frame, as on the dial pad; else a field among others. */
  readonly isPad?: boolean;
  readonly field?: RefObject<HTMLInputElement>;
  /** Of a list of suggestions. */
  readonly list?: string;
};

const LONG = 17; // characters: more are written smaller

export function NumberField({
  model,
  label,
  text,
  setText,
  error,
  invitation,
  isPad = false,
  field,
  list,
}: Props) {
  const id = useId();
  const room = model.numbers.value;
  const hint = model.hint.value;
  const paste = (event: ClipboardEvent) => {
    const pasted = pastedNumber(room, event.clipboardData?.getData('text') ?? '', hint);
    if (pasted === null || text !== '') return;
    event.preventDefault();
    setText(pasted);
  };
  const look = isPad ? `entryField number${text.length > LONG ? ' long' : ''}` : 'textField number';
  return (
    <>
      <input
        ref={field ?? null}
        class={look}
        type="tel"
        dir="ltr"
        autocomplete="off"
        list={list}
        aria-label={label}
        aria-describedby={id}
        aria-invalid={error !== null}
        value={text}
        onInput={({ currentTarget }) => setText(afterEdit(room, currentTarget, text, hint?.country ?? null))}
        onPaste={paste}
      />
      <p id={id} class={error ? 'hint wrong' : 'hint'} aria-live="polite">
        {error ? say(error) : text === '' ? invitation : entryHint(room, text, hint)}
      </p>
    </>
  );
}

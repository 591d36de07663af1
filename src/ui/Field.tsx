/** One labelled text field with its hint and its error. Values are Latin by nature: left to right in every language. */
import { useId } from 'preact/hooks';
import { say, type WordKey } from './words.ts';

type FieldProps = {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly hint?: string;
  readonly error?: WordKey | undefined;
  readonly type?: 'text' | 'password';
  readonly inputMode?: 'url' | 'text';
  readonly autocomplete?: 'off' | 'username' | 'current-password';
  /** More than one: a field in which Enter begins a new line. */
  readonly lines?: number;
  /** The whole text after something was pasted: `set` is not called then. */
  readonly onPaste?: (text: string) => void;
};

export function Field(props: FieldProps) {
  const { label, name, value, set, hint, error, type, inputMode, autocomplete, lines = 1 } = props;
  const id = useId();
  const note = error ? say(error) : hint;
  const shared = {
    id,
    name,
    class: 'textField',
    dir: 'ltr' as const,
    inputMode: inputMode ?? ('text' as const),
    autocomplete: autocomplete ?? ('off' as const),
    autocapitalize: 'none' as const,
    spellcheck: false,
    value,
    'aria-invalid': error !== undefined,
    ...(note && { 'aria-describedby': `${id}-note` }),
    onInput: (event: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement } & Event) => {
      const isPaste = event instanceof InputEvent && event.inputType === 'insertFromPaste';
      (isPaste && props.onPaste ? props.onPaste : set)(event.currentTarget.value);
    },
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {lines > 1 ? (
        <textarea {...shared} rows={lines} />
      ) : type === 'password' ? (
        <input {...shared} type="password" />
      ) : (
        <input {...shared} type="text" />
      )}
      {note && (
        <p id={`${id}-note`} class={error ? 'hint wrong' : 'hint'}>
          {note}
        </p>
      )}
    </div>
  );
}

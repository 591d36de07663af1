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
};

export function Field({ label, name, value, set, hint, error, type, inputMode, autocomplete }: FieldProps) {
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
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => set(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'password' ? <input {...shared} type="password" /> : <input {...shared} type="text" />}
      {note && (
        <p id={`${id}-note`} class={error ? 'hint wrong' : 'hint'}>
          {note}
        </p>
      )}
    </div>
  );
}

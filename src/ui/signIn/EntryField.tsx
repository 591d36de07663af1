/** One field that takes whatever an administrator sent: an address, a token, a SIP address. It fills in the form that is meant. */
import { useState } from 'preact/hooks';
import { readEntry } from '../../accounts/entry.ts';
import { Field } from '../Field.tsx';
import { say } from '../words.ts';
import type { SignInModel } from './signInModel.ts';

type Props = { readonly signIn: SignInModel; readonly onRecognised: () => void };

export function EntryField({ signIn, onRecognised }: Props) {
  const [text, setText] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const take = (typed: string) => {
    // What may be a secret does not stay where it can be read over a shoulder.
    const known = signIn.recognise(readEntry(typed));
    setText(known ? '' : typed);
    setUnknown(!known && typed.trim() !== '');
    if (known) onRecognised();
  };
  return (
    <form
      class="entryForm"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        take(text);
      }}
    >
      <Field
        label={say('sign_in_entry')}
        hint={say('sign_in_entry_hint')}
        error={isUnknown ? 'sign_in_entry_unknown' : undefined}
        name="entry"
        value={text}
        set={(typed) => {
          setText(typed);
          setUnknown(false);
        }}
        onPaste={take}
      />
      <button type="submit" class="bigButton go" aria-disabled={text.trim() === ''}>
        {say('sign_in_continue')}
      </button>
    </form>
  );
}

/** The sign-in screen, first run and later: the accounts there are, one field that knows what it is given, and the forms. */
import { useRef, useState } from 'preact/hooks';
import type { AccountForm } from '../../messages/protocol.ts';
import { BackIcon } from '../icons.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say, type WordKey } from '../words.ts';
import { AccountList } from './AccountList.tsx';
import { accountAgain } from './again.ts';
import { EntryField } from './EntryField.tsx';
import { useFormFocus } from './formFocus.ts';
import { ServerForm } from './ServerForm.tsx';
import { SiperbForm } from './SiperbForm.tsx';
import { SipForm } from './SipForm.tsx';

type Props = { readonly model: ScreenModel };
/** `within`: a section of a larger page, which has its own heading and main. */
type ScreenProps = Props & { readonly within?: boolean };

const FORMS = { sip: SipForm, plivo: ServerForm, gateway: ServerForm, siperb: SiperbForm } as const;

export function SignIn({ model, within = false }: ScreenProps) {
  const { signIn } = model;
  const accounts = model.accounts.value ?? [];
  const again = signIn.again.value;
  const isForm = signIn.form.value || accounts.length === 0;
  const body = isForm ? (
    <AccountForms key={again ?? ''} model={model} takesKeyboard={!within || signIn.form.value} />
  ) : (
    <AccountList model={model} within={within} />
  );
  if (within && !model.accounts.value) return null;
  if (within) return <div class="signIn">{body}</div>;
  return (
    <main class="signIn">
      <SignInHead model={model} isForm={isForm} />
      {body}
    </main>
  );
}

/** `takesKeyboard`: nobody had to look for it, so the keyboard is here already. */
function AccountForms({ model, takesKeyboard }: Props & { readonly takesKeyboard: boolean }) {
  const { signIn } = model;
  const forms = useRef<HTMLDivElement>(null);
  /** How often something was pasted: the form takes it up by beginning anew. */
  const [pasted, setPasted] = useState(0);
  const kind = signIn.kind.value;
  useFormFocus(forms, signIn, takesKeyboard && (kind === null || signIn.again.value !== null), pasted);
  const Form = kind && FORMS[kind];
  return (
    <div ref={forms}>
      {kind === null && <EntryField signIn={signIn} onRecognised={() => setPasted((count) => count + 1)} />}
      {signIn.again.value === null && (
        <Carriers
          chosen={kind}
          choose={(next) => {
            signIn.startOver();
            signIn.kind.value = next;
          }}
        />
      )}
      {Form && <Form key={`${kind} ${pasted}`} model={model} />}
    </div>
  );
}

function SignInHead({ model, isForm }: Props & { readonly isForm: boolean }) {
  const { signIn } = model;
  const isFirst = !model.accounts.value?.length;
  if (isFirst && signIn.kind.value === null) return <h1>{say('sign_in_title')}</h1>;
  const again = signIn.again.value !== null;
  const later = !isForm ? 'accounts_title' : again ? 'sign_in_again_title' : 'accounts_add';
  const account = accountAgain(model, signIn.kind.value ?? 'sip');
  return (
    <div class="headRow">
      <button type="button" class="iconButton" aria-label={say('back')} onClick={signIn.back}>
        <BackIcon />
      </button>
      <div>
        <h1>{say(isFirst ? 'sign_in_title' : later)}</h1>
        {account && <p class="hint">{account.label}</p>}
      </div>
    </div>
  );
}

const CARRIERS: readonly (readonly [AccountForm['kind'], WordKey])[] = [
  ['sip', 'sign_in_carrier_sip'],
  ['plivo', 'sign_in_carrier_server'],
  ['siperb', 'sign_in_carrier_siperb'],
];

type CarriersProps = {
  readonly chosen: AccountForm['kind'] | null;
  readonly choose: (kind: AccountForm['kind']) => void;
};

/** Radio buttons, so that arrow keys choose and a screen reader says how many there are. */
function Carriers({ chosen, choose }: CarriersProps) {
  return (
    <fieldset class="carriers">
      <legend class={chosen === null ? 'carriersLegend' : 'heardOnly'}>
        {say(chosen === null ? 'sign_in_by_hand' : 'sign_in_carrier')}
      </legend>
      {CARRIERS.map(([kind, word]) => (
        <label key={kind} class="carrier">
          <input
            type="radio"
            name="carrier"
            value={kind}
            checked={kind === chosen}
            onChange={() => choose(kind)}
          />
          {say(word)}
        </label>
      ))}
    </fieldset>
  );
}

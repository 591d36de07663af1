/** The sign-in form, first run and later: four values, where the password is kept, and why it did not work. */
import { useId, useState } from 'preact/hooks';
import type { Failure } from '../call/failure.ts';
import type { SipAccountForm } from '../messages/protocol.ts';
import { Banner } from './Banner.tsx';
import { Field } from './Field.tsx';
import { BackIcon } from './icons.tsx';
import type { ScreenModel } from './screenModel.ts';
import type { SignInModel } from './signInModel.ts';
import { say } from './words.ts';

type Props = { readonly model: ScreenModel };

export function SignIn({ model }: Props) {
  const account = model.account.value;
  const { signIn } = model;
  const [typed, setTyped] = useState<SipAccountForm>({
    server: account?.server ?? '',
    user: account?.user ?? '',
    password: '',
    domain: account?.domain ?? '',
  });
  const [remember, setRemember] = useState(account?.remembered ?? false);
  const change = (part: Partial<SipAccountForm>) => setTyped((last) => ({ ...last, ...part }));
  return (
    <main class="signIn">
      <SignInHead model={model} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void signIn.submit(typed, remember);
        }}
      >
        <SignInFields typed={typed} signIn={signIn} change={change} />
        <Remember on={remember} set={setRemember} />
        {signIn.failure.value && <Banner tone="stop">{signInFailure(signIn.failure.value)}</Banner>}
        <button type="submit" class="bigButton go" aria-disabled={signIn.busy.value}>
          {say(signIn.busy.value ? 'sign_in_busy' : 'sign_in_submit')}
        </button>
      </form>
      {account && (
        <button type="button" class="textButton quiet" onClick={() => void signIn.signOut()}>
          {say('sign_out')}
        </button>
      )}
    </main>
  );
}

function SignInHead({ model }: Props) {
  if (!model.account.value) {
    return (
      <>
        <h1>{say('sign_in_title')}</h1>
        <p class="lead">{say('sign_in_intro')}</p>
      </>
    );
  }
  const line = model.state.value?.line;
  const again = line?.status === 'failed' && line.failure.code === 'wrong-credentials';
  return (
    <div class="headRow">
      <button type="button" class="iconButton" aria-label={say('back')} onClick={model.signIn.hide}>
        <BackIcon />
      </button>
      <h1>{say(again ? 'sign_in_again_title' : 'sign_in_account_title')}</h1>
    </div>
  );
}

type FieldsProps = {
  readonly typed: SipAccountForm;
  readonly signIn: SignInModel;
  readonly change: (part: Partial<SipAccountForm>) => void;
};

function SignInFields({ typed, signIn, change }: FieldsProps) {
  const errors = signIn.errors.value;
  return (
    <>
      <Field
        label={say('sign_in_server')}
        hint={say('sign_in_server_hint')}
        error={errors.server}
        inputMode="url"
        name="server"
        value={typed.server}
        set={(server) => change({ server })}
      />
      <div class="fieldPair">
        <Field
          label={say('sign_in_user')}
          error={errors.user}
          name="user"
          autocomplete="username"
          value={typed.user}
          set={(user) => change({ user })}
        />
        <Field
          label={say('sign_in_password')}
          error={errors.password}
          name="password"
          type="password"
          autocomplete="current-password"
          value={typed.password}
          set={(password) => change({ password })}
        />
      </div>
      <Field
        label={say('sign_in_domain')}
        hint={say('sign_in_domain_hint')}
        error={errors.domain}
        name="domain"
        value={typed.domain}
        set={(domain) => change({ domain })}
      />
    </>
  );
}

function Remember({ on, set }: { readonly on: boolean; readonly set: (on: boolean) => void }) {
  const id = useId();
  return (
    <div class="remember">
      <input
        id={id}
        type="checkbox"
        class="switch"
        checked={on}
        aria-describedby={`${id}-where`}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      <label for={id}>{say('sign_in_remember')}</label>
      <p id={`${id}-where`} class="hint">
        {say(on ? 'sign_in_remember_on' : 'sign_in_remember_off')}
      </p>
    </div>
  );
}

function signInFailure(failure: Failure): string {
  if (failure.code === 'wrong-credentials') return say('sign_in_failed_credentials');
  if (failure.code === 'server-unreachable') return say('sign_in_failed_server');
  return say('sign_in_failed_other');
}

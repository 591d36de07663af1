/** Signing in to a SIP server: four values. */
import { useState } from 'preact/hooks';
import type { SipAccountForm } from '../messages/protocol.ts';
import { Banner } from './Banner.tsx';
import { Field } from './Field.tsx';
import { Remember } from './Remember.tsx';
import type { ScreenModel } from './screenModel.ts';
import type { SignInModel } from './signInModel.ts';
import { signInFailure } from './signInWords.ts';
import { say } from './words.ts';

type Typed = Omit<SipAccountForm, 'kind'>;

export function SipForm({ model }: { readonly model: ScreenModel }) {
  const { signIn } = model;
  const account = model.account.value?.kind === 'sip' ? model.account.value : null;
  const [typed, setTyped] = useState<Typed>({
    server: account?.server ?? '',
    user: account?.user ?? '',
    password: '',
    domain: account?.domain ?? '',
  });
  const [remember, setRemember] = useState(account?.remembered ?? false);
  const change = (part: Partial<Typed>) => setTyped((last) => ({ ...last, ...part }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void signIn.submitSip(typed, remember);
      }}
    >
      <p class="lead">{say('sign_in_intro')}</p>
      <SipFields typed={typed} signIn={signIn} change={change} />
      <Remember kind="sip" on={remember} set={setRemember} />
      {signIn.failure.value && (
        <Banner tone="stop">{signInFailure(signIn.failure.value, 'sip', false)}</Banner>
      )}
      <button type="submit" class="bigButton go" aria-disabled={signIn.busy.value}>
        {say(signIn.busy.value ? 'sign_in_busy' : 'sign_in_submit')}
      </button>
    </form>
  );
}

type FieldsProps = {
  readonly typed: Typed;
  readonly signIn: SignInModel;
  readonly change: (part: Partial<Typed>) => void;
};

function SipFields({ typed, signIn, change }: FieldsProps) {
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

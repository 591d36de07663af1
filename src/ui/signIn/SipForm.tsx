/** Signing in to a SIP server: four values, and below them what only some servers want to be told. */
import { useState } from 'preact/hooks';
import { Banner } from '../Banner.tsx';
import { Field } from '../Field.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { accountAgain } from './again.ts';
import { Remember } from './Remember.tsx';
import { SipDetails } from './SipDetails.tsx';
import { EMPTY_SIP, readSipForm, type SipTyped } from './signInForm.ts';
import type { SignInModel } from './signInModel.ts';
import { signInFailure } from './signInWords.ts';

export function SipForm({ model }: { readonly model: ScreenModel }) {
  const { signIn } = model;
  const account = accountAgain(model, 'sip');
  const [typed, setTyped] = useState<SipTyped>(() => knownOf(model));
  const [remember, setRemember] = useState(account?.remembered ?? false);
  const change = (part: Partial<SipTyped>) => setTyped((last) => ({ ...last, ...part }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void signIn.submitSip(readSipForm(typed), remember);
      }}
    >
      <SipFields typed={typed} signIn={signIn} change={change} />
      <SipDetails typed={typed} signIn={signIn} change={change} />
      {model.mayStaySignedIn.value && <Remember kind="sip" on={remember} set={setRemember} />}
      {signIn.failure.value && (
        <Banner tone="stop">{signInFailure(signIn.failure.value, 'sip', false)}</Banner>
      )}
      <button type="submit" class="bigButton go" aria-disabled={signIn.busy.value}>
        {say(signIn.busy.value ? 'sign_in_busy' : 'sign_in_submit')}
      </button>
    </form>
  );
}

/** What is known before anybody types: of the account that is signed in again, or of what was pasted. */
function knownOf(model: ScreenModel): SipTyped {
  const account = accountAgain(model, 'sip');
  if (account) {
    const { servers, user, domain, callerIds } = account;
    return { ...EMPTY_SIP, servers: servers.join(' '), user, domain, callerIds: callerIds.join(', ') };
  }
  const entry = model.signIn.entry.value;
  if (entry?.kind !== 'sip') return EMPTY_SIP;
  const { servers = [], user = '', domain = '', password = '' } = entry;
  return { ...EMPTY_SIP, servers: servers.join(' '), user, domain, password };
}

type FieldsProps = {
  readonly typed: SipTyped;
  readonly signIn: SignInModel;
  readonly change: (part: Partial<SipTyped>) => void;
};

function SipFields({ typed, signIn, change }: FieldsProps) {
  const errors = signIn.errors.value;
  return (
    <>
      <Field
        label={say('sign_in_server')}
        hint={say('sign_in_server_hint')}
        error={errors.servers}
        inputMode="url"
        name="server"
        value={typed.servers}
        set={(servers) => change({ servers })}
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

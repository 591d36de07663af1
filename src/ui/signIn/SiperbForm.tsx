/** Signing in to Siperb: one token, and which device it is where there are several. */
import { useId, useState } from 'preact/hooks';
import type { SiperbDevice } from '../../messages/protocol.ts';
import { Banner } from '../Banner.tsx';
import { Field } from '../Field.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { accountAgain } from './again.ts';
import { Remember } from './Remember.tsx';
import { readSiperbForm } from './signInForm.ts';
import { signInFailure } from './signInWords.ts';

export function SiperbForm({ model }: { readonly model: ScreenModel }) {
  const { signIn } = model;
  const account = accountAgain(model, 'siperb');
  const entry = signIn.entry.value?.kind === 'siperb' ? signIn.entry.value : null;
  const [token, setToken] = useState(entry?.token ?? '');
  const [api, setApi] = useState(account?.api ?? '');
  const [chosen, choose] = useState(account?.deviceToken ?? '');
  const [remember, setRemember] = useState(account?.remembered ?? false);
  const devices = signIn.devices.value;
  const failure = signIn.failure.value;
  const deviceToken = devices ? chosen || devices[0]?.deviceToken : chosen || undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void signIn.submitSiperb(
          readSiperbForm({ token, api, ...(deviceToken && { deviceToken }) }),
          remember,
        );
      }}
    >
      <p class="lead">{say('sign_in_siperb_intro')}</p>
      <Field
        label={say('sign_in_token')}
        hint={say('sign_in_token_hint')}
        error={signIn.errors.value.token}
        name="token"
        type="password"
        autocomplete="current-password"
        value={token}
        set={setToken}
      />
      {devices && <Devices devices={devices} chosen={deviceToken ?? ''} choose={choose} />}
      <details class="more" open={signIn.errors.value.api !== undefined || undefined}>
        <summary>{say('sign_in_more')}</summary>
        <div class="moreFields">
          <Field
            label={say('sign_in_api')}
            hint={say('sign_in_api_hint')}
            error={signIn.errors.value.api}
            name="api"
            inputMode="url"
            value={api}
            set={setApi}
          />
        </div>
      </details>
      {model.mayStaySignedIn.value && <Remember kind="siperb" on={remember} set={setRemember} />}
      {failure && <Banner tone="stop">{signInFailure(failure, 'siperb', false)}</Banner>}
      <button type="submit" class="bigButton go" aria-disabled={signIn.busy.value}>
        {say(signIn.busy.value ? 'sign_in_busy' : 'sign_in_submit')}
      </button>
    </form>
  );
}

type DevicesProps = {
  readonly devices: readonly SiperbDevice[];
  readonly chosen: string;
  readonly choose: (deviceToken: string) => void;
};

function Devices({ devices, chosen, choose }: DevicesProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{say('sign_in_device')}</label>
      <select
        id={id}
        class="select wide"
        value={chosen}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {devices.map(({ deviceToken, name }) => (
          <option key={deviceToken} value={deviceToken}>
            {name}
          </option>
        ))}
      </select>
      <p class="hint" role="status">
        {say('sign_in_device_hint')}
      </p>
    </div>
  );
}

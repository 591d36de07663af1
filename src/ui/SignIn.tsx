/** The sign-in screen, first run and later: who carries the calls, and below it that carrier's form. */
import type { AccountForm } from '../messages/protocol.ts';
import { BackIcon } from './icons.tsx';
import { PlivoForm } from './PlivoForm.tsx';
import { SipForm } from './SipForm.tsx';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

type Props = { readonly model: ScreenModel };

export function SignIn({ model }: Props) {
  const { signIn } = model;
  const kind = signIn.kind.value ?? model.account.value?.kind ?? 'sip';
  return (
    <main class="signIn">
      <SignInHead model={model} />
      <Carriers
        chosen={kind}
        choose={(next) => {
          signIn.startOver();
          signIn.kind.value = next;
        }}
      />
      {kind === 'sip' ? <SipForm model={model} /> : <PlivoForm model={model} />}
      {model.account.value && (
        <div class="accountFoot">
          {model.account.value.kind === 'plivo' && kind === 'plivo' && (
            <a class="textButton" href="/options.html" target="_blank" rel="noopener">
              {say('check_title')}
            </a>
          )}
          <button type="button" class="textButton quiet" onClick={() => void signIn.signOut()}>
            {say('sign_out')}
          </button>
        </div>
      )}
    </main>
  );
}

function SignInHead({ model }: Props) {
  if (!model.account.value) return <h1>{say('sign_in_title')}</h1>;
  const line = model.state.value?.line;
  const refused = line?.status === 'failed' ? line.failure.code : null;
  const again = refused === 'wrong-credentials' || refused === 'sign-in-expired';
  return (
    <div class="headRow">
      <button type="button" class="iconButton" aria-label={say('back')} onClick={model.signIn.hide}>
        <BackIcon />
      </button>
      <h1>{say(again ? 'sign_in_again_title' : 'sign_in_account_title')}</h1>
    </div>
  );
}

const CARRIERS = [
  ['sip', 'sign_in_carrier_sip'],
  ['plivo', 'sign_in_carrier_plivo'],
] as const;

type CarriersProps = {
  readonly chosen: AccountForm['kind'];
  readonly choose: (kind: AccountForm['kind']) => void;
};

/** Radio buttons, so that arrow keys choose and a screen reader says how many there are. */
function Carriers({ chosen, choose }: CarriersProps) {
  return (
    <fieldset class="carriers">
      <legend class="heardOnly">{say('sign_in_carrier')}</legend>
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

/** First run, in a tab: one button for the microphone, then what is left to do; if it is blocked, how to unblock it. */
import { CheckIcon, MicrophoneIcon, MutedIcon, PhoneIcon, WarningIcon } from './icons.tsx';
import type { WelcomeModel } from './welcomeModel.ts';
import { say, type WordKey } from './words.ts';

type Props = { readonly model: WelcomeModel };

export function WelcomeScreen({ model }: Props) {
  return (
    <main class="welcome">
      <p class="brand">
        <PhoneIcon />
        {say('appName')}
      </p>
      <div class="welcomeCard" aria-live="polite">
        <Step model={model} />
      </div>
    </main>
  );
}

function Step({ model }: Props) {
  switch (model.microphone.value) {
    case null:
      return null;
    case 'granted':
      return <Granted />;
    case 'denied':
      return <Denied model={model} />;
    case 'missing':
      return <Missing model={model} />;
    case 'asking':
      return <Ask model={model} asking />;
    case 'unknown':
      return <Ask model={model} asking={false} />;
  }
}

function Ask({ model, asking }: Props & { readonly asking: boolean }) {
  return (
    <>
      <span class={asking ? 'seal wait' : 'seal'}>
        <MicrophoneIcon />
      </span>
      <h1>{say(asking ? 'welcome_asking' : 'welcome_title')}</h1>
      <p class="lead">{say(asking ? 'welcome_asking_hint' : 'welcome_intro')}</p>
      {!asking && <AskButton model={model} word="welcome_ask" />}
    </>
  );
}

function AskButton({ model, word }: Props & { readonly word: WordKey }) {
  return (
    <button type="button" class="bigButton go" onClick={() => void model.request()}>
      {say(word)}
    </button>
  );
}

const NEXT_STEPS = [
  ['welcome_next_sign_in_title', 'welcome_next_sign_in'],
  ['welcome_next_site_title', 'welcome_next_site'],
  ['welcome_next_call_title', 'welcome_next_call'],
] as const satisfies readonly (readonly [WordKey, WordKey])[];

function Granted() {
  return (
    <>
      <span class="seal go">
        <CheckIcon />
      </span>
      <h1>{say('welcome_granted_title')}</h1>
      <p class="lead">{say('welcome_granted')}</p>
      <ol class="steps">
        {NEXT_STEPS.map(([title, text]) => (
          <li key={title}>
            <b>{say(title)}</b>
            <span>{say(text)}</span>
          </li>
        ))}
      </ol>
      <p class="hint">{say('welcome_done')}</p>
    </>
  );
}

function Denied({ model }: Props) {
  return (
    <>
      <span class="seal stop">
        <MutedIcon />
      </span>
      <h1>{say('welcome_denied_title')}</h1>
      <p class="lead">{say('welcome_denied')}</p>
      <ol class="steps">
        <li>{say('welcome_denied_step_1')}</li>
        <li>{say('welcome_denied_step_2')}</li>
        <li>{say('welcome_denied_step_3')}</li>
      </ol>
      <AskButton model={model} word="welcome_try_again" />
    </>
  );
}

function Missing({ model }: Props) {
  return (
    <>
      <span class="seal stop">
        <WarningIcon />
      </span>
      <h1>{say('welcome_missing_title')}</h1>
      <p class="lead">{say('welcome_missing')}</p>
      <AskButton model={model} word="welcome_try_again" />
    </>
  );
}

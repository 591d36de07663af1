/** The bar on top of every screen: the line's sentence, its next step, and the way to the account and the panel. */
import { AccountIcon, PanelIcon } from './icons.tsx';
import { type LineDeed, type LineSentence, lineSentence } from './lineSentence.ts';
import type { ScreenModel } from './screenModel.ts';
import { useNow } from './time.ts';
import { say } from './words.ts';

export function LineBar({ model }: { readonly model: ScreenModel }) {
  const line = lineSentence(model.state.value, model.account.value);
  const deeds: Record<LineDeed, () => void> = {
    reconnect: () => void model.send({ type: 'reconnect' }),
    signIn: () => model.signIn.show(model.account.value ?? undefined),
    fixMicrophone: model.openWelcome,
  };
  const { action } = line;
  return (
    <header class={`lineBar ${line.tone}`}>
      <span class="lineDot" aria-hidden="true" />
      <Sentence line={line} />
      {action && !(action.does === 'signIn' && model.signIn.open.value) && (
        <button type="button" class="textButton" onClick={deeds[action.does]}>
          {action.label}
        </button>
      )}
      <AccountButton model={model} />
      {model.openSidePanel && (
        <button
          type="button"
          class="iconButton"
          title={say('panel_button')}
          aria-label={say('panel_button')}
          onClick={model.openSidePanel}
        >
          <PanelIcon />
        </button>
      )}
    </header>
  );
}

function Sentence({ line }: { readonly line: LineSentence }) {
  return (
    <p class="lineSentence" role="status">
      <b class="lineTitle">
        {line.title}
        {line.retryAt !== undefined && <Countdown to={line.retryAt} />}
      </b>
      {line.detail !== '' && (
        <>
          <span class="heardOnly"> · </span>
          <bdi class="lineDetail number">{line.detail}</bdi>
        </>
      )}
    </p>
  );
}

/** Seen, not heard: a screen reader would otherwise read a new sentence each second. */
function Countdown({ to }: { readonly to: number }) {
  const left = Math.max(0, Math.ceil((to - useNow(true)) / 1_000));
  return (
    <span class="number" aria-hidden="true">
      {' '}
      {say('line_seconds', String(left))}
    </span>
  );
}

function AccountButton({ model }: { readonly model: ScreenModel }) {
  if (!model.account.value) return null;
  const toggle = model.signIn.open.value ? model.signIn.hide : () => model.signIn.show();
  return (
    <button
      type="button"
      class="iconButton"
      title={say('account_button')}
      aria-label={say('account_button')}
      aria-expanded={model.signIn.open.value}
      onClick={() => toggle()}
    >
      <AccountIcon />
    </button>
  );
}

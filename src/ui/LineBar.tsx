/** The bar on top of every screen: the line's sentence, its next step, and the way to the account and the panel. */
import { AccountIcon, BellIcon, PanelIcon, QuietIcon, VoicemailIcon } from './icons.tsx';
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
      <VoicemailLamp model={model} />
      <QuietSwitch model={model} />
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
          <bdi class="lineDetail number" title={line.detail}>
            {line.detail}
          </bdi>
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

/** Which number the mailbox has nobody tells us: the lamp says that somebody spoke to it. */
function VoicemailLamp({ model }: { readonly model: ScreenModel }) {
  const boxes = (model.state.value?.lines ?? []).flatMap(({ voicemail }) =>
    voicemail?.waiting ? [voicemail] : [],
  );
  if (boxes.length === 0) return null;
  const fresh = boxes.reduce((sum, box) => sum + (box.fresh ?? 0), 0);
  const word = fresh > 0 ? say('voicemail_fresh', String(fresh)) : say('voicemail_waiting');
  return (
    <span class="voicemail" role="img" aria-label={word} title={word}>
      <VoicemailIcon />
      {fresh > 0 && <span class="count number">{fresh}</span>}
    </span>
  );
}

function QuietSwitch({ model }: { readonly model: ScreenModel }) {
  const view = model.settings.value;
  if (!model.account.value || !view) return null;
  // What the phone does, not only what is set: they part for a moment.
  const isQuiet = model.state.value?.doNotDisturb ?? view.settings.doNotDisturb;
  const isLocked = view.locked.includes('doNotDisturb');
  const title = say('do_not_disturb');
  return (
    <button
      type="button"
      role="switch"
      class="iconButton quietSwitch"
      aria-checked={isQuiet}
      aria-label={title}
      title={isLocked ? `${title} · ${say('accounts_managed')}` : title}
      disabled={isLocked}
      onClick={() => void model.changeSettings({ doNotDisturb: !isQuiet })}
    >
      {isQuiet ? <QuietIcon /> : <BellIcon />}
    </button>
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

/** The whole phone, as popup and side panel show it: line, calls, and one of the views below. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isTurnedAway } from '../call/change.ts';
import { Banner } from './Banner.tsx';
import { DialPad } from './DialPad.tsx';
import { failureSentence } from './failureWords.ts';
import { HistoryIcon, KeypadIcon, MicrophoneIcon } from './icons.tsx';
import { LineBar } from './LineBar.tsx';
import { later } from './later.tsx';
import { SiteRow } from './SiteRow.tsx';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

/** What the first screen does without. A call is shown by what was fetched while nobody waited for it. */
const SignIn = later(() => import('./signIn/SignIn.tsx').then((found) => found.SignIn));
const Calls = later(() => import('./calls/Calls.tsx').then((found) => found.Calls));
const RaisedCard = later(() => import('./RaisedCard.tsx').then((found) => found.RaisedCard));
const RefusedDial = later(() => import('./RefusedDial.tsx').then((found) => found.RefusedDial));
const HistoryScreen = later(() => import('./history/HistoryScreen.tsx').then((found) => found.HistoryScreen));

type Props = { readonly model: ScreenModel };

export function PhoneScreen({ model }: Props) {
  const account = model.account.value;
  // The side panel stays open for days: it asks what is set each time somebody comes back to it.
  useEffect(() => {
    const refresh = () => void model.refreshSettings();
    globalThis.addEventListener('focus', refresh);
    void model.signedIn.then(() => Promise.all([Calls.fetch(), RaisedCard.fetch()]));
    return () => globalThis.removeEventListener('focus', refresh);
  }, [model]);
  return (
    <div class="screen">
      <LineBar model={model} />
      {account === undefined ? null : account === null || model.signIn.open.value ? (
        <SignIn model={model} key={model.signIn.again.value ?? ''} />
      ) : (
        <Phone model={model} />
      )}
    </div>
  );
}

type View = 'keypad' | 'history';

function Phone({ model }: Props) {
  const state = model.state.value;
  const waits = (state?.raised ?? null) !== null || model.refused.value !== null;
  // Who was turned away is in the history, and asks for nothing now.
  const calls = state?.calls.filter((call) => !isTurnedAway(call)) ?? [];
  const busy = calls.length > 0 || waits;
  const view = useSignal<View | null>(null);
  // Controls never disappear: while something needs attention, a view opens below it only when asked for.
  const shown = view.value ?? (busy ? null : 'keypad');
  const isUrgent = waits || calls.some(({ status }) => status !== 'ended');
  const before = useRef({ busy, isUrgent });
  useEffect(() => {
    if ((busy && !before.current.busy) || (isUrgent && !before.current.isUrgent)) view.value = null;
    before.current = { busy, isUrgent };
  }, [busy, isUrgent, view]);
  const close = () => {
    view.value = null;
  };
  return (
    <>
      <main class="phone">
        <h1 class="heardOnly">{say('appName')}</h1>
        <Notices model={model} />
        {state?.raised && <RaisedCard model={model} raised={state.raised} />}
        {state && calls.length > 0 && <Calls model={model} state={state} unfold={view.value && close} />}
        {shown === 'keypad' && <DialPad model={model} />}
        {shown === 'history' && <HistoryScreen model={model} />}
      </main>
      <SiteRow model={model.site} />
      <Tabs
        shown={shown}
        missed={state?.missed ?? 0}
        choose={(next) => {
          view.value = busy && shown === next ? null : next;
        }}
      />
    </>
  );
}

function Notices({ model }: Props) {
  const state = model.state.value;
  const notice = model.notice.value;
  const refused = model.refused.value;
  const ask = state?.line.status === 'ready' && state.microphone === 'unknown';
  return (
    <>
      {ask && (
        <Banner
          tone="wait"
          icon={<MicrophoneIcon />}
          action={{ label: say('microphone_ask_action'), run: model.openWelcome }}
        >
          {say('microphone_ask')}
        </Banner>
      )}
      {refused && refused.callId !== state?.raised?.callId && (
        <RefusedDial key={refused.callId} model={model} refused={refused} />
      )}
      {notice && (
        <Banner
          tone="stop"
          onDismiss={() => {
            model.notice.value = null;
          }}
        >
          {failureSentence(notice)}
        </Banner>
      )}
    </>
  );
}

type TabsProps = {
  readonly shown: View | null;
  readonly missed: number;
  readonly choose: (view: View) => void;
};

function Tabs({ shown, missed, choose }: TabsProps) {
  return (
    <nav class="tabs" aria-label={say('tabs_label')}>
      <button type="button" aria-pressed={shown === 'keypad'} onClick={() => choose('keypad')}>
        <KeypadIcon />
        {say('tab_keypad')}
      </button>
      <button type="button" aria-pressed={shown === 'history'} onClick={() => choose('history')}>
        <HistoryIcon />
        <span>
          {say('tab_history')}
          {missed > 0 && (
            <>
              <span class="count number" aria-hidden="true">
                {missed}
              </span>
              <span class="heardOnly"> · {say('badge_missed', String(missed))}</span>
            </>
          )}
        </span>
      </button>
    </nav>
  );
}

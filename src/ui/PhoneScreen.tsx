/** The whole phone, as popup and side panel show it: line, calls, and one of the views below. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PhoneState } from '../call/state.ts';
import { Banner } from './Banner.tsx';
import { CallCard } from './CallCard.tsx';
import { DialPad } from './DialPad.tsx';
import { failureSentence } from './failureWords.ts';
import { KeypadIcon, MicrophoneIcon, RecentsIcon } from './icons.tsx';
import { LineBar } from './LineBar.tsx';
import { EndedCall, HeldCall, IncomingCall } from './OtherCalls.tsx';
import { RaisedCard } from './RaisedCard.tsx';
import { Recents } from './Recents.tsx';
import { RefusedDial } from './RefusedDial.tsx';
import { SiteRow } from './SiteRow.tsx';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

type Props = { readonly model: ScreenModel };

export function PhoneScreen({ model }: Props) {
  const account = model.account.value;
  // The side panel stays open for days: it asks what is set each time somebody comes back to it.
  useEffect(() => {
    const refresh = () => void model.refreshSettings();
    globalThis.addEventListener('focus', refresh);
    return () => globalThis.removeEventListener('focus', refresh);
  }, [model]);
  return (
    <div class="screen">
      <LineBar model={model} />
      {account === undefined ? null : account === null || model.signIn.open.value ? (
        <SignInLater model={model} />
      ) : (
        <Phone model={model} />
      )}
    </div>
  );
}

type SignInScreen = typeof import('./signIn/SignIn.tsx').SignIn;

/** Forms that most days nobody needs: fetched when somebody does, so that the popup opens without them. */
function SignInLater({ model }: Props) {
  const screen = useSignal<SignInScreen | null>(null);
  useEffect(() => {
    void import('./signIn/SignIn.tsx').then(({ SignIn }) => {
      screen.value = SignIn;
    });
  }, [screen]);
  const Screen = screen.value;
  return Screen && <Screen model={model} key={model.signIn.again.value ?? ''} />;
}

type View = 'keypad' | 'recents';

function Phone({ model }: Props) {
  const state = model.state.value;
  const waits = (state?.raised ?? null) !== null || model.refused.value !== null;
  const busy = (state?.calls.length ?? 0) > 0 || waits;
  const view = useSignal<View | null>(null);
  // Controls never disappear: while something needs attention, a view opens below it only when asked for.
  const shown = view.value ?? (busy ? null : 'keypad');
  const wasBusy = useRef(busy);
  useEffect(() => {
    if (busy && !wasBusy.current) view.value = null;
    wasBusy.current = busy;
  }, [busy, view]);
  return (
    <>
      <main class="phone">
        <h1 class="heardOnly">{say('appName')}</h1>
        <Notices model={model} />
        {state && <Calls model={model} state={state} />}
        {shown === 'keypad' && <DialPad model={model} />}
        {shown === 'recents' && <Recents model={model} />}
      </main>
      <SiteRow model={model.site} />
      <Tabs
        shown={shown}
        choose={(next) => {
          view.value = busy && shown === next ? null : next;
          if (next === 'recents') void model.refreshRecents();
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

function Calls({ model, state }: Props & { readonly state: PhoneState }) {
  const { calls, activeCallId, raised } = state;
  const offered = calls.filter((call) => call.status === 'offered');
  const active = calls.find(
    (call) => call.id === activeCallId && !['offered', 'ended'].includes(call.status),
  );
  const others = calls.filter((call) => call !== active && !['offered', 'ended'].includes(call.status));
  const ended = calls.filter((call) => call.status === 'ended');
  return (
    <>
      {offered.map((call) => (
        <IncomingCall key={call.id} model={model} state={state} call={call} />
      ))}
      {raised && <RaisedCard model={model} raised={raised} />}
      {active && <CallCard key={active.id} model={model} state={state} call={active} />}
      {others.length > 0 && (
        <ul class="heldCalls" aria-label={say('call_others')}>
          {others.map((call) => (
            <HeldCall key={call.id} model={model} state={state} call={call} />
          ))}
        </ul>
      )}
      {ended.map((call) => (
        <EndedCall key={call.id} model={model} state={state} call={call} />
      ))}
    </>
  );
}

type TabsProps = { readonly shown: View | null; readonly choose: (view: View) => void };

function Tabs({ shown, choose }: TabsProps) {
  return (
    <nav class="tabs" aria-label={say('tabs_label')}>
      <button type="button" aria-pressed={shown === 'keypad'} onClick={() => choose('keypad')}>
        <KeypadIcon />
        {say('tab_keypad')}
      </button>
      <button type="button" aria-pressed={shown === 'recents'} onClick={() => choose('recents')}>
        <RecentsIcon />
        {say('tab_recents')}
      </button>
    </nav>
  );
}

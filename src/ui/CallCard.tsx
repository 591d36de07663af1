/** The call somebody is in: who, how long, and the actions the state allows. An action that is null has no button. */
import { useState } from 'preact/hooks';
import { type CallActions, callActions } from '../call/actions.ts';
import type { Command } from '../call/command.ts';
import type { Call, PhoneState } from '../call/state.ts';
import { Banner } from './Banner.tsx';
import { HangUpIcon, HoldIcon, KeypadIcon, MicrophoneIcon, MutedIcon, ResumeIcon } from './icons.tsx';
import { Keypad } from './Keypad.tsx';
import { numberText, RemoteNumber, remoteTitle } from './RemoteNumber.tsx';
import type { ScreenModel } from './screenModel.ts';
import { clockTime, useNow } from './time.ts';
import { say, type WordKey } from './words.ts';

type CallProps = { readonly model: ScreenModel; readonly state: PhoneState; readonly call: Call };

export function CallCard({ model, state, call }: CallProps) {
  const [tones, setTones] = useState<string | null>(null);
  const actions = callActions(state, call.id);
  const send = (command: Command) => void model.send(command);
  return (
    <section class={`call ${call.status}`} aria-label={say('call_label', remoteTitle(model, call.remote))}>
      <CallHead model={model} call={call} lineLost={state.line.status !== 'ready'} />
      {call.muted && (
        <Banner tone="wait" icon={<MutedIcon />}>
          {say('call_muted_banner')}
        </Banner>
      )}
      <Controls actions={actions} send={send} keypadOpen={tones !== null} setTones={setTones} />
      {actions.keypad && tones !== null && (
        <TonePad
          tones={tones}
          setTones={setTones}
          send={(digits) => send({ type: 'sendDigits', callId: call.id, digits })}
        />
      )}
      {actions.hangUp && <HangUp command={actions.hangUp} send={send} />}
    </section>
  );
}

export const STATUS_WORDS = {
  offered: 'call_offered',
  dialing: 'call_dialing',
  ringing: 'call_ringing',
  live: 'call_live',
  held: 'call_held',
  ended: 'call_ended',
} satisfies Record<Call['status'], WordKey>;

type HeadProps = { readonly model: ScreenModel; readonly call: Call; readonly lineLost?: boolean };

export function CallHead({ model, call, lineLost = false }: HeadProps) {
  const title = remoteTitle(model, call.remote);
  const number = numberText(model, call.remote);
  return (
    <div class={`callHead${lineLost ? ' lineLost' : ''}`}>
      <div class="callWho">
        <h2>{title === number ? <RemoteNumber model={model} remote={call.remote} /> : title}</h2>
        <p class="callDetail">
          {title !== number && <RemoteNumber model={model} remote={call.remote} />}
          {title !== number && call.remote.company && ' · '}
          {call.remote.company}
        </p>
      </div>
      <div class="callNow">
        {call.answeredAt !== undefined && <Timer since={call.answeredAt} />}
        <p class="callStatus" role="status">
          {say(STATUS_WORDS[call.status])}
        </p>
      </div>
    </div>
  );
}

function Timer({ since }: { readonly since: number }) {
  return (
    <p class="timer number" role="timer">
      {clockTime(useNow(true) - since)}
    </p>
  );
}

type ControlsProps = {
  readonly actions: CallActions;
  readonly send: (command: Command) => void;
  readonly keypadOpen: boolean;
  readonly setTones: (tones: string | null) => void;
};

function Controls({ actions, send, keypadOpen, setTones }: ControlsProps) {
  const { mute, unmute, hold, resume, keypad } = actions;
  if (!(mute || unmute || hold || resume || keypad)) return null;
  return (
    <div class="controls">
      {mute && (
        <button type="button" class="control" onClick={() => send(mute)}>
          <MicrophoneIcon />
          {say('call_mute')}
        </button>
      )}
      {unmute && (
        <button type="button" class="control on" onClick={() => send(unmute)}>
          <MutedIcon />
          {say('call_unmute')}
        </button>
      )}
      {keypad && (
        <button
          type="button"
          class={keypadOpen ? 'control on' : 'control'}
          aria-expanded={keypadOpen}
          onClick={() => setTones(keypadOpen ? null : '')}
        >
          <KeypadIcon />
          {say('call_keypad')}
        </button>
      )}
      {hold && (
        <button type="button" class="control" onClick={() => send(hold)}>
          <HoldIcon />
          {say('call_hold')}
        </button>
      )}
      {resume && (
        <button type="button" class="control on" onClick={() => send(resume)}>
          <ResumeIcon />
          {say('call_resume')}
        </button>
      )}
    </div>
  );
}

type TonePadProps = {
  readonly tones: string;
  readonly setTones: (tones: string) => void;
  readonly send: (digits: string) => void;
};

function TonePad({ tones, setTones, send }: TonePadProps) {
  const press = (key: string) => {
    setTones(tones + key);
    send(key);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a keyboard's digits do what the keys inside do
    <div class="tonePad" onKeyDown={(event) => /^[0-9*#]$/.test(event.key) && press(event.key)}>
      <p class="tones number" dir="ltr" role="status" aria-label={say('call_digits_sent')}>
        {tones}
      </p>
      <Keypad plus={false} press={press} />
    </div>
  );
}

/** The second click of a double click on Call must not end the call that the first one made. */
function HangUp({ command, send }: { readonly command: Command; readonly send: (command: Command) => void }) {
  return (
    <button type="button" class="bigButton stop" onClick={(event) => event.detail <= 1 && send(command)}>
      <HangUpIcon />
      {say('call_hang_up')}
    </button>
  );
}

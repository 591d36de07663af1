/** The controls of a call as a grid of keys: each does one thing at once, or opens what it needs below. */
import type { ComponentChildren } from 'preact';
import type { CallActions } from '../../call/actions.ts';
import type { Command } from '../../call/command.ts';
import { KeypadIcon, MicrophoneIcon, MutedIcon } from '../icons.tsx';
import { say, type WordKey } from '../words.ts';
import { HeadsetIcon, HoldIcon, JoinIcon, ResumeIcon, TransferIcon } from './icons.tsx';

/** What is open below the controls; null: nothing. */
export type Opened = 'keypad' | 'transfer' | 'sound' | 'quality' | null;

type Props = {
  readonly actions: CallActions;
  readonly isAnswered: boolean;
  readonly canChooseSound: boolean;
  readonly opened: Opened;
  readonly toggle: (what: Opened) => void;
  readonly send: (command: Command) => void;
};

export function Controls({ actions, isAnswered, canChooseSound, opened, toggle, send }: Props) {
  const { mute, unmute, hold, resume, keypad, transfer, consult, mix } = actions;
  const hasSound = isAnswered && canChooseSound;
  if (![mute, unmute, hold, resume, keypad, transfer, consult, mix, hasSound].some(Boolean)) return null;
  const opens = (what: NonNullable<Opened>) => ({
    isOpen: opened === what,
    press: () => toggle(what),
    does: what,
  });
  return (
    <div class="controls">
      <Control word="call_mute" icon={<MicrophoneIcon />} command={mute} send={send} />
      <Control word="call_unmute" icon={<MutedIcon />} command={unmute} send={send} isOn />
      {keypad && <Opener word="call_keypad" icon={<KeypadIcon />} {...opens('keypad')} />}
      <Control word="call_hold" icon={<HoldIcon />} command={hold} send={send} />
      <Control word="call_resume" icon={<ResumeIcon />} command={resume} send={send} isOn />
      {(transfer || consult) && (
        <Opener word="call_transfer" icon={<TransferIcon />} {...opens('transfer')} />
      )}
      <Control word="call_join" icon={<JoinIcon />} command={mix} send={send} />
      {hasSound && <Opener word="call_sound" icon={<HeadsetIcon />} {...opens('sound')} />}
    </div>
  );
}

type ControlProps = {
  readonly word: WordKey;
  readonly icon: ComponentChildren;
  readonly command: Command | null;
  readonly send: (command: Command) => void;
  readonly isOn?: boolean;
};

function Control({ word, icon, command, send, isOn = false }: ControlProps) {
  if (!command) return null;
  return (
    <button type="button" class={isOn ? 'control on' : 'control'} onClick={() => send(command)}>
      {icon}
      {say(word)}
    </button>
  );
}

type OpenerProps = {
  readonly word: WordKey;
  readonly icon: ComponentChildren;
  readonly isOpen: boolean;
  readonly press: () => void;
  readonly does: string;
};

function Opener({ word, icon, isOpen, press, does }: OpenerProps) {
  return (
    <button
      type="button"
      class={isOpen ? 'control on' : 'control'}
      data-opens={does}
      aria-expanded={isOpen}
      onClick={press}
    >
      {icon}
      {say(word)}
    </button>
  );
}

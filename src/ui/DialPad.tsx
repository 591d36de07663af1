/** Typing or pasting a number and calling it. Nothing is dialled before the text is understood. */
import { DialChoices } from './DialChoices.tsx';
import { BackspaceIcon, PhoneIcon } from './icons.tsx';
import { Keypad } from './Keypad.tsx';
import { NumberField } from './NumberField.tsx';
import { grouped, withoutLast } from './numberEntry.ts';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

type Props = { readonly model: ScreenModel };

export function DialPad({ model }: Props) {
  return (
    <form
      class="dialPad"
      onSubmit={(event) => {
        event.preventDefault();
        // As on a desk phone: the first press shows who was called last, the second calls.
        if (model.typed.value.trim() !== '' || !model.recallLast()) void model.dialTyped();
      }}
    >
      <Entry model={model} />
      <Keypad plus press={(key) => type(model, model.typed.value + key)} />
      <DialChoices model={model} />
      <button type="submit" class="bigButton go">
        <PhoneIcon />
        {say('dial_call')}
      </button>
    </form>
  );
}

function Entry({ model }: Props) {
  const { typed, entryError } = model;
  const last = model.lastDialled.value;
  return (
    <div class="entry">
      <NumberField
        model={model}
        label={say('dial_label')}
        text={typed.value}
        setText={(text) => write(model, text)}
        error={entryError.value}
        invitation={say(last ? 'dial_hint_redial' : 'dial_hint_empty')}
        isPad
      />
      {typed.value !== '' && (
        <button
          type="button"
          class="iconButton backspace"
          aria-label={say('dial_backspace')}
          onClick={() => type(model, withoutLast(typed.value))}
        >
          <BackspaceIcon />
        </button>
      )}
    </div>
  );
}

function write(model: ScreenModel, text: string): void {
  model.entryError.value = null;
  model.typed.value = text;
}

function type(model: ScreenModel, text: string): void {
  write(model, grouped(model.numbers.value, text, model.hint.value?.country ?? null));
}

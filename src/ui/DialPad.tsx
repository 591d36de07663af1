/** Typing or pasting a number and calling it. Nothing is dialled before the text is understood. */
import { useId, useRef } from 'preact/hooks';
import { countryReason } from './countryWords.ts';
import { DialChoices } from './DialChoices.tsx';
import { BackspaceIcon, PhoneIcon } from './icons.tsx';
import { Keypad } from './Keypad.tsx';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

type Props = { readonly model: ScreenModel };

export function DialPad({ model }: Props) {
  const entry = useRef<HTMLInputElement>(null);
  return (
    <form
      class="dialPad"
      onSubmit={(event) => {
        event.preventDefault();
        void model.dialTyped();
      }}
    >
      <Entry model={model} entry={entry} />
      <Keypad plus press={(key) => type(model, model.typed.value + key)} />
      <DialChoices model={model} />
      <button type="submit" class="bigButton go">
        <PhoneIcon />
        {say('dial_call')}
      </button>
    </form>
  );
}

function Entry({ model, entry }: Props & { readonly entry: { current: HTMLInputElement | null } }) {
  const id = useId();
  const { typed, entryError } = model;
  return (
    <div class="entry">
      <div class="entryRow">
        <input
          ref={entry}
          class={`entryField number${typed.value.length > 17 ? ' long' : ''}`}
          type="tel"
          dir="ltr"
          autocomplete="off"
          aria-label={say('dial_label')}
          aria-describedby={id}
          aria-invalid={entryError.value !== null}
          value={typed.value}
          onInput={(event) => edited(model, event.currentTarget)}
          onPaste={(event) => pasted(model, event)}
        />
        {typed.value !== '' && (
          <button
            type="button"
            class="iconButton backspace"
            aria-label={say('dial_backspace')}
            onClick={() => type(model, dropLast(typed.value))}
          >
            <BackspaceIcon />
          </button>
        )}
      </div>
      <p id={id} class={entryError.value ? 'hint wrong' : 'hint'} aria-live="polite">
        {entryError.value ? say(entryError.value) : entryHint(model)}
      </p>
    </div>
  );
}

function entryHint(model: ScreenModel): string {
  const text = model.typed.value;
  if (text === '') return say('dial_hint_empty');
  const hint = model.hint.value;
  const parsed = model.numbers.value?.parseNumber(text, hint);
  if (parsed) return countryReason(parsed.country, parsed.why);
  return text.startsWith('+') || hint ? '' : say('dial_hint_plus');
}

function type(model: ScreenModel, text: string): void {
  model.entryError.value = null;
  const country = model.hint.value?.country ?? null;
  // Only plain dialling characters are regrouped: what else somebody typed is theirs.
  const plain = /^[+\d\s().-]*$/.test(text);
  model.typed.value = plain ? (model.numbers.value?.formatWhileTyping(text, country) ?? text) : text;
}

/** Regrouping while the caret stands inside the number would throw it to the end: leave the text alone then. */
function edited(model: ScreenModel, field: HTMLInputElement): void {
  const atEnd = field.selectionStart === null || field.selectionStart === field.value.length;
  if (atEnd && field.value.length > model.typed.value.length) type(model, field.value);
  else {
    model.entryError.value = null;
    model.typed.value = field.value;
  }
}

/** Any way of writing a number may be pasted over an empty entry: it is shown as it was understood. */
function pasted(model: ScreenModel, event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text').trim() ?? '';
  const parsed = model.numbers.value?.parseNumber(text, model.hint.value);
  if (!parsed || model.typed.value !== '') return;
  event.preventDefault();
  const extension = parsed.extension === undefined ? '' : ` ext. ${parsed.extension}`;
  model.entryError.value = null;
  model.typed.value = `${model.numbers.value?.formatNumber(parsed.e164) ?? parsed.e164}${extension}`;
}

/** One press of the key removes one digit, never only a space that the formatting put there. */
function dropLast(text: string): string {
  return text.replace(/[^\d+*#a-z]*[\d+*#a-z][^\d+*#a-z]*$/i, '');
}

/** A deed that nothing brings back: asked about once more, with the keyboard on the answer that does nothing. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { say, type WordKey } from '../words.ts';

type Props = {
  readonly word: WordKey;
  readonly question: WordKey;
  readonly does: () => void;
};

export function Asked({ word, question, does }: Props) {
  const [isAsked, ask] = useState(false);
  const answers = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (isAsked) answers.current?.querySelector<HTMLElement>('.plain')?.focus();
  }, [isAsked]);
  if (!isAsked) {
    return (
      <button type="button" class="textButton quiet" onClick={() => ask(true)}>
        {say(word)}
      </button>
    );
  }
  return (
    <fieldset ref={answers} class="buttonRow asked">
      <legend class="hint">{say(question)}</legend>
      <button
        type="button"
        class="smallButton stop"
        onClick={() => {
          ask(false);
          does();
        }}
      >
        {say('history_erase')}
      </button>
      <button type="button" class="smallButton plain" onClick={() => ask(false)}>
        {say('cancel')}
      </button>
    </fieldset>
  );
}

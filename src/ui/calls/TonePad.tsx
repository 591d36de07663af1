/** Tones in a call: pressed, typed or pasted. A comma is a pause; what no telephone knows is left out. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Keypad } from '../Keypad.tsx';
import { say } from '../words.ts';

/** What is sent of a pasted text: digits, the two signs, A–D, and pauses. */
export function tonesIn(text: string): string {
  return text.toUpperCase().replace(/[^\d*#A-D,]/g, '');
}

export function TonePad({ send }: { readonly send: (digits: string) => void }) {
  const [sent, setSent] = useState('');
  const pad = useRef<HTMLDivElement>(null);
  // The keyboard's digits and a pasted code go where the pad is.
  useEffect(() => pad.current?.querySelector<HTMLElement>('.key')?.focus(), []);
  const press = (digits: string) => {
    if (digits === '') return;
    setSent((before) => before + digits);
    send(digits);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a keyboard's digits do what the keys inside do
    <div
      ref={pad}
      class="tonePad"
      onKeyDown={({ key }) => /^[0-9*#]$/.test(key) && press(key)}
      onPaste={(event) => press(tonesIn(event.clipboardData?.getData('text') ?? ''))}
    >
      <p class="tones number" dir="ltr" role="status" aria-label={say('call_digits_sent')}>
        {sent}
      </p>
      <Keypad plus={false} press={press} />
      <p class="hint toneHint">{say('call_digits_paste')}</p>
    </div>
  );
}

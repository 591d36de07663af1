/** Twelve keys. Holding 0 gives a plus; who uses the pad decides what a key does. */
import { useRef } from 'preact/hooks';
import { say } from './words.ts';

const KEYS: readonly (readonly [key: string, letters: string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', ''],
  ['#', ''],
];

const LONG_PRESS_MS = 500; // the platforms' habit for a long press

type KeypadProps = {
  readonly press: (key: string) => void;
  /** Holding 0 gives a plus: wanted where a number is typed, not where tones are sent. */
  readonly plus: boolean;
};

export function Keypad({ press, plus }: KeypadProps) {
  return (
    // The order of keys is the telephone's in every script.
    <fieldset class="keypad" dir="ltr">
      <legend class="heardOnly">{say('dial_keypad')}</legend>
      {KEYS.map(([key, letters]) =>
        key === '0' && plus ? (
          <ZeroKey key={key} press={press} />
        ) : (
          <button key={key} type="button" class="key number" {...spoken(key)} onClick={() => press(key)}>
            {key}
            <small aria-hidden="true">{letters}</small>
          </button>
        ),
      )}
    </fieldset>
  );
}

function ZeroKey({ press }: { readonly press: (key: string) => void }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef(false);
  const release = () => clearTimeout(timer.current);
  return (
    <button
      type="button"
      class="key number"
      title={say('dial_plus_hint')}
      onPointerDown={() => {
        held.current = false;
        timer.current = setTimeout(() => {
          held.current = true;
          press('+');
        }, LONG_PRESS_MS);
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => held.current && event.preventDefault()}
      onClick={() => {
        if (!held.current) press('0');
        held.current = false;
      }}
    >
      0<small aria-hidden="true">+</small>
    </button>
  );
}

/** A digit says itself; the two signs have names. */
function spoken(key: string): { readonly 'aria-label'?: string } {
  if (key === '*') return { 'aria-label': say('dial_star') };
  return key === '#' ? { 'aria-label': say('dial_hash') } : {};
}

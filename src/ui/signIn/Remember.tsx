/** "Stay signed in", and where the secret is then: said before it is typed, not in a policy. */
import { useId } from 'preact/hooks';
import type { AccountForm } from '../../messages/protocol.ts';
import { say } from '../words.ts';

type Props = {
  readonly kind: AccountForm['kind'];
  readonly on: boolean;
  readonly set: (on: boolean) => void;
};

const WHERE = {
  sip: { on: 'sign_in_remember_on', off: 'sign_in_remember_off' },
  plivo: { on: 'sign_in_remember_plivo_on', off: 'sign_in_remember_plivo_off' },
  gateway: { on: 'sign_in_remember_plivo_on', off: 'sign_in_remember_plivo_off' },
  siperb: { on: 'sign_in_remember_plivo_on', off: 'sign_in_remember_plivo_off' },
} as const;

export function Remember({ kind, on, set }: Props) {
  const id = useId();
  return (
    <div class="remember">
      <input
        id={id}
        type="checkbox"
        class="switch"
        checked={on}
        aria-describedby={`${id}-where`}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      <label for={id}>{say('sign_in_remember')}</label>
      <p id={`${id}-where`} class="hint">
        {say(WHERE[kind][on ? 'on' : 'off'])}
      </p>
    </div>
  );
}

/** Signing in and out: the form's state, and how long it waits for the line. The password is never kept here. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '../call/failure.ts';
import type { PhoneState } from '../call/state.ts';
import type { SipAccountForm } from '../messages/protocol.ts';
import type { ScreenWire } from './screenModel.ts';
import { readSignIn, type SignInErrors } from './signInForm.ts';

export type SignInModel = {
  /** Asked for by the user although somebody is signed in. */
  readonly open: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  readonly errors: ReadonlySignal<SignInErrors>;
  readonly failure: ReadonlySignal<Failure | null>;
  show(): void;
  hide(): void;
  submit(typed: SipAccountForm, remember: boolean): Promise<void>;
  signOut(): Promise<void>;
  lineChanged(state: PhoneState): void;
};

export function createSignInModel(
  wire: ScreenWire,
  state: ReadonlySignal<PhoneState | null>,
  refreshAccount: () => Promise<void>,
): SignInModel {
  const open = signal(false);
  const busy = signal(false);
  const errors = signal<SignInErrors>({});
  const failure = signal<Failure | null>(null);
  // Accepted is not connected: the form stays until the line says ready, or why not.
  let waiting = false;

  function settle(next: PhoneState): void {
    if (!waiting) return;
    if (next.line.status === 'ready') {
      waiting = false;
      busy.value = false;
      open.value = false;
      failure.value = null;
    } else if (next.line.status === 'failed') {
      busy.value = false;
      failure.value = next.line.failure;
    } else if (next.line.status === 'connecting' && next.line.retryAt !== undefined) {
      busy.value = false;
      failure.value = { code: 'server-unreachable' };
    }
  }

  async function submit(typed: SipAccountForm, remember: boolean): Promise<void> {
    const reading = readSignIn(typed);
    errors.value = reading.errors;
    failure.value = null;
    if (busy.value || Object.keys(reading.errors).length > 0) return;
    const before = state.value;
    busy.value = true;
    open.value = true;
    const reply = await wire.ask<'signIn'>({ type: 'signIn', account: reading.account, remember });
    if (!reply.ok) {
      busy.value = false;
      failure.value = reply.failure;
      return;
    }
    waiting = true;
    await refreshAccount();
    if (state.value && state.value !== before) settle(state.value);
  }

  async function signOut(): Promise<void> {
    waiting = false;
    const reply = await wire.ask<'signOut'>({ type: 'signOut' });
    failure.value = reply.ok ? null : reply.failure;
    if (!reply.ok) return;
    open.value = false;
    await refreshAccount();
  }

  return {
    open,
    busy,
    errors,
    failure,
    show: () => {
      errors.value = {};
      failure.value = null;
      open.value = true;
    },
    hide: () => {
      waiting = false;
      busy.value = false;
      open.value = false;
    },
    submit,
    signOut,
    lineChanged: settle,
  };
}

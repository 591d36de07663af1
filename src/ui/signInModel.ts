/** Signing in and out: the form's state, and how long it waits for the line. No secret is ever kept here. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SignInOffer } from '../accounts/tokenContract.ts';
import type { Failure } from '../call/failure.ts';
import type { PhoneState } from '../call/state.ts';
import type { AccountForm, SipAccountForm } from '../messages/protocol.ts';
import type { ScreenWire } from './screenModel.ts';
import { type PlivoTyped, readPlivoForm, readSipForm, type SignInErrors } from './signInForm.ts';

export type SignInModel = {
  /** Asked for by the user although somebody is signed in. */
  readonly open: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  readonly errors: ReadonlySignal<SignInErrors>;
  readonly failure: ReadonlySignal<Failure | null>;
  /** How the Plivo server that was asked last lets agents in; null until one has answered. */
  readonly offer: ReadonlySignal<SignInOffer | null>;
  /** null: the kind of the account there is, or SIP. */
  readonly kind: Signal<AccountForm['kind'] | null>;
  show(): void;
  hide(): void;
  /** Another kind of form, or another server: what was said of the last one is no longer true. */
  startOver(): void;
  submitSip(typed: Omit<SipAccountForm, 'kind'>, remember: boolean): Promise<void>;
  /** First asks the server how agents sign in there; then, with a key or without, signs in. */
  askPlivo(server: string): Promise<void>;
  submitPlivo(typed: PlivoTyped, remember: boolean): Promise<void>;
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
  const offer = signal<SignInOffer | null>(null);
  const kind = signal<AccountForm['kind'] | null>(null);
  // Accepted is not connected: the form stays until the line says ready, or why not.
  let waiting = false;
  /** The question to a server that is under way; its answer is not for a form that was changed meanwhile. */
  let asking: symbol | null = null;

  function startOver(): void {
    if (asking) busy.value = false;
    asking = null;
    errors.value = {};
    failure.value = null;
    offer.value = null;
  }

  function settle(next: PhoneState): void {
    if (!waiting) return;
    if (next.line.status === 'ready') {
      waiting = false;
      busy.value = false;
      open.value = false;
      startOver();
    } else if (next.line.status === 'failed') {
      busy.value = false;
      failure.value = next.line.failure;
    } else if (next.line.status === 'connecting' && next.line.retryAt !== undefined) {
      busy.value = false;
      failure.value = { code: 'server-unreachable' };
    }
  }

  /** False: a field is wrong, or the last attempt is still under way. */
  function mayAsk(found: SignInErrors): boolean {
    errors.value = found;
    failure.value = null;
    return !busy.value && Object.keys(found).length === 0;
  }

  async function enter(account: AccountForm, remember: boolean): Promise<void> {
    const before = state.value;
    busy.value = true;
    open.value = true;
    const reply = await wire.ask<'signIn'>({ type: 'signIn', account, remember });
    if (!reply.ok) {
      busy.value = false;
      failure.value = reply.failure;
      return;
    }
    waiting = true;
    await refreshAccount();
    if (state.value && state.value !== before) settle(state.value);
  }

  async function askPlivo(typed: string): Promise<void> {
    const { account, errors: found } = readPlivoForm({ server: typed });
    if (!mayAsk(found)) return;
    busy.value = true;
    const mine = Symbol(account.server);
    asking = mine;
    const reply = await wire.ask<'getSignInOffer'>({ type: 'getSignInOffer', server: account.server });
    if (asking !== mine) return;
    asking = null;
    busy.value = false;
    if (reply.ok) offer.value = reply.value;
    else failure.value = reply.failure;
  }

  async function signOut(): Promise<void> {
    waiting = false;
    const reply = await wire.ask<'signOut'>({ type: 'signOut' });
    failure.value = reply.ok ? null : reply.failure;
    if (!reply.ok) return;
    open.value = false;
    offer.value = null;
    await refreshAccount();
  }

  return {
    open,
    busy,
    errors,
    failure,
    offer,
    kind,
    show: () => {
      startOver();
      open.value = true;
    },
    hide: () => {
      waiting = false;
      busy.value = false;
      open.value = false;
    },
    startOver,
    submitSip: async (typed, remember) => {
      const { account, errors: found } = readSipForm(typed);
      if (mayAsk(found)) await enter(account, remember);
    },
    askPlivo,
    submitPlivo: async (typed, remember) => {
      const { account, errors: found } = readPlivoForm(typed);
      if (mayAsk(found)) await enter(account, remember);
    },
    signOut,
    lineChanged: settle,
  };
}

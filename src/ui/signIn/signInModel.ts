/**
 * Signing in and out: the form's state, and how long it waits for the line. What was typed comes here as it was read
 * (signInForm.ts), and no secret outlives its form.
 */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AccountKind, Entry } from '../../accounts/entry.ts';
import type { SignInOffer } from '../../accounts/tokenContract.ts';
import type { Failure } from '../../call/failure.ts';
import type { AccountId, PhoneState } from '../../call/state.ts';
import type {
  AccountForm,
  ServerAccountForm,
  SipAccountForm,
  SiperbAccountForm,
  SiperbDevice,
} from '../../messages/protocol.ts';
import type { ScreenWire } from '../screenModel.ts';
import type { SignInErrors, SignInReading } from './signInForm.ts';

type Recognised = Extract<Entry, { kind: AccountKind }>;

export type SignInModel = {
  /** Asked for by the user although somebody is signed in. */
  readonly open: ReadonlySignal<boolean>;
  /** A form is open: to one account again, or to one more. It stays while what was sent is not yet known to be good. */
  readonly form: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  readonly errors: ReadonlySignal<SignInErrors>;
  readonly failure: ReadonlySignal<Failure | null>;
  /** How the Offhook server that was asked last lets agents in; null until one has answered. */
  readonly offer: ReadonlySignal<SignInOffer | null>;
  /** Which form is open; null: nobody has chosen yet. */
  readonly kind: Signal<AccountForm['kind'] | null>;
  /** With an account: to sign in to that one again. */
  show(again?: { readonly id: AccountId; readonly kind: AccountForm['kind'] }): void;
  /** Opens the way to one more account. */
  add(): void;
  /** One step: from a form to the choice of forms, from there to the accounts, from there to the phone. */
  back(): void;
  hide(): void;
  /** What was recognised of a pasted text: the forms take it up as it comes. */
  readonly entry: ReadonlySignal<Recognised | null>;
  /** The account that is signed in again; null: one more. */
  readonly again: ReadonlySignal<AccountId | null>;
  /** The devices to choose from, where a token has several. */
  readonly devices: ReadonlySignal<readonly SiperbDevice[] | null>;
  /** False: nothing that says of itself what it is. */
  recognise(found: Entry): boolean;
  /** Another kind of form, or another server: what was said of the last one is no longer true. */
  startOver(): void;
  submitSip(read: SignInReading<SipAccountForm>, remember: boolean): Promise<void>;
  /** First asks the server how agents sign in there; then, with a key or without, signs in. */
  askServer(read: SignInReading<ServerAccountForm>): Promise<void>;
  submitServer(read: SignInReading<ServerAccountForm>, remember: boolean): Promise<void>;
  submitSiperb(read: SignInReading<SiperbAccountForm>, remember: boolean): Promise<void>;
  signOut(accountId?: AccountId): Promise<void>;
  makeDefault(accountId: AccountId): Promise<void>;
  lineChanged(state: PhoneState): void;
};

export function createSignInModel(
  wire: ScreenWire,
  state: ReadonlySignal<PhoneState | null>,
  refreshAccounts: () => Promise<void>,
): SignInModel {
  const open = signal(false);
  const form = signal(false);
  const busy = signal(false);
  const errors = signal<SignInErrors>({});
  const failure = signal<Failure | null>(null);
  const offer = signal<SignInOffer | null>(null);
  const kind = signal<AccountForm['kind'] | null>(null);
  const entry = signal<Recognised | null>(null);
  const again = signal<AccountId | null>(null);
  const devices = signal<readonly SiperbDevice[] | null>(null);
  // Accepted is not connected: the form stays until that account's line says ready, or why not.
  let waiting: AccountId | null = null;
  /** The question to a server that is under way; its answer is not for a form that was changed meanwhile. */
  let asking: symbol | null = null;

  function startOver(): void {
    if (asking) busy.value = false;
    asking = null;
    errors.value = {};
    failure.value = null;
    offer.value = null;
    devices.value = null;
  }

  /** What was pasted may be a secret: it does not outlive its form. */
  function clear(): void {
    waiting = null;
    busy.value = false;
    again.value = null;
    kind.value = null;
    entry.value = null;
    startOver();
  }

  function close(): void {
    clear();
    form.value = false;
    open.value = false;
  }

  function back(): void {
    const isChoosing = kind.value === null || again.value !== null;
    clear();
    if (!isChoosing) return;
    if (form.value) form.value = false;
    else open.value = false;
  }

  function settle(next: PhoneState): void {
    const line = next.lines.find(({ accountId }) => accountId === waiting)?.line;
    if (!line) return;
    if (line.status === 'ready') close();
    else if (line.status === 'failed') {
      busy.value = false;
      failure.value = line.failure;
    } else if (line.status === 'connecting' && line.retryAt !== undefined) {
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
    form.value = true;
    const accountId = again.value ?? undefined;
    const request = { type: 'signIn' as const, account, remember, ...(accountId && { accountId }) };
    const reply = await wire.ask<'signIn'>(request);
    if (!reply.ok) {
      busy.value = false;
      failure.value = reply.failure;
      return;
    }
    waiting = reply.value;
    await refreshAccounts();
    // What was known before is not what came of this.
    if (state.value && state.value !== before) settle(state.value);
  }

  async function submit({ account, errors: found }: SignInReading<AccountForm>, remember: boolean) {
    if (mayAsk(found)) await enter(account, remember);
  }

  async function submitSiperb(read: SignInReading<SiperbAccountForm>, remember: boolean): Promise<void> {
    await submit(read, remember);
    if (failure.value?.code !== 'device-not-chosen') return;
    busy.value = true;
    const { token, api } = read.account;
    const reply = await wire.ask<'getSiperbDevices'>({
      type: 'getSiperbDevices',
      token,
      ...(api && { api }),
    });
    busy.value = false;
    failure.value = reply.ok ? null : reply.failure;
    if (reply.ok) devices.value = reply.value;
  }

  async function askServer({ account, errors: found }: SignInReading<ServerAccountForm>): Promise<void> {
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

  async function signOut(accountId?: AccountId): Promise<void> {
    const reply = await wire.ask<'signOut'>({ type: 'signOut', ...(accountId && { accountId }) });
    failure.value = reply.ok ? null : reply.failure;
    if (!reply.ok) return;
    clear();
    form.value = false;
    await refreshAccounts();
  }

  async function makeDefault(accountId: AccountId): Promise<void> {
    const reply = await wire.ask<'setDefaultAccount'>({ type: 'setDefaultAccount', accountId });
    failure.value = reply.ok ? null : reply.failure;
    await refreshAccounts();
  }

  function recognise(found: Entry): boolean {
    if (found.kind === null) return false;
    startOver();
    entry.value = found;
    kind.value = found.kind;
    return true;
  }

  return {
    open,
    form,
    busy,
    errors,
    failure,
    offer,
    kind,
    entry,
    again,
    devices,
    recognise,
    show: (account) => {
      clear();
      again.value = account?.id ?? null;
      kind.value = account?.kind ?? null;
      form.value = account !== undefined;
      open.value = true;
    },
    add: () => {
      clear();
      form.value = true;
    },
    back,
    hide: close,
    startOver,
    submitSip: submit,
    askServer,
    submitServer: submit,
    submitSiperb,
    signOut,
    makeDefault,
    lineChanged: settle,
  };
}

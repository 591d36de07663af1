/**
 * What popup and side panel show and do: signals in, requests out. Nothing here touches browser.*: the entrypoint
 * hands over the wire. Signing in and the site have models of their own beside this file.
 */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { mayDialNow } from '../call/actions.ts';
import { newCallId } from '../call/callId.ts';
import type { Command } from '../call/command.ts';
import type { Failure } from '../call/failure.ts';
import type { CallRecord } from '../call/record.ts';
import type { CallId, PhoneState, RaisedNumber, Remote } from '../call/state.ts';
import type { AccountView, SettingsView } from '../messages/protocol.ts';
import type { askSwitchboard } from '../messages/send.ts';
import type { CountryHint } from '../numbers/e164.ts';
import { loadNumbersRoom, type NumbersRoom } from './numbersRoom.ts';
import { createSignInModel, type SignInModel } from './signIn/signInModel.ts';
import { createSiteModel, type SiteModel } from './siteModel.ts';
import type { WordKey } from './words.ts';

export type ScreenWire = {
  readonly ask: typeof askSwitchboard;
  readonly onSnapshot: (handler: (state: PhoneState) => void, signal: AbortSignal) => void;
  /** Opens the page that can ask for the microphone: neither popup nor panel can. */
  readonly openWelcome: () => void;
  /** Absent where there is nothing to open: in the side panel itself. */
  readonly openSidePanel?: () => void;
  /** The origin of the tab under the popup, or null if it is no web page. Absent in the side panel. */
  readonly currentTabOrigin?: () => Promise<string | null>;
  /** Called inside the click, or the browser refuses to ask. */
  readonly requestSitePermission?: (origin: string) => Promise<boolean>;
};

/** Why the typed text was not dialled. */
export type EntryError = Extract<WordKey, `dial_error_${string}`>;

export type ScreenModel = {
  /** null while no host is running. */
  readonly state: ReadonlySignal<PhoneState | null>;
  /** undefined until they are known. The default one first. */
  readonly accounts: ReadonlySignal<readonly AccountView[] | undefined>;
  /** The default one; null: nobody is signed in. */
  readonly account: ReadonlySignal<AccountView | null | undefined>;
  /** What is set and by whom; null until it is known. */
  readonly settings: ReadonlySignal<SettingsView | null>;
  readonly mayStaySignedIn: ReadonlySignal<boolean>;
  readonly mayAddAccounts: ReadonlySignal<boolean>;
  readonly recents: ReadonlySignal<readonly CallRecord[] | Failure | null>;
  readonly numbers: ReadonlySignal<NumbersRoom | null>;
  /** The last request that was refused, until the next one is accepted. */
  readonly notice: Signal<Failure | null>;
  readonly typed: Signal<string>;
  readonly entryError: Signal<EntryError | null>;
  readonly signIn: SignInModel;
  readonly site: SiteModel;
  readonly openWelcome: () => void;
  readonly openSidePanel: (() => void) | null;
  send(command: Command): Promise<boolean>;
  dial(remote: Remote, callId?: CallId): Promise<boolean>;
  dialRaised(raised: RaisedNumber): Promise<boolean>;
  dialTyped(): Promise<boolean>;
  refreshRecents(): Promise<void>;
};

const RECENT_CALLS = 30; // what a person scrolls through; the journal keeps more

export function createScreenModel(
  wire: ScreenWire,
  lifetime: AbortSignal,
  loadNumbers: () => Promise<NumbersRoom> = loadNumbersRoom,
): ScreenModel {
  const state = signal<PhoneState | null>(null);
  const accounts = signal<readonly AccountView[] | undefined>(undefined);
  const account = computed(() => {
    const known = accounts.value;
    return known && (known.find(({ isDefault }) => isDefault) ?? known[0] ?? null);
  });
  const settings = signal<SettingsView | null>(null);
  const mayStaySignedIn = computed(() => settings.value?.settings.staySignedIn !== 'never');
  const mayAddAccounts = computed(
    () => !settings.value?.policy?.set.some(({ key, value }) => key === 'ownAccounts' && value === 'false'),
  );
  const recents = signal<readonly CallRecord[] | Failure | null>(null);
  const numbers = signal<NumbersRoom | null>(null);
  const notice = signal<Failure | null>(null);
  const typed = signal('');
  const entryError = signal<EntryError | null>(null);
  const site = createSiteModel(wire);
  const numbersReady = loadNumbers().then((room) => {
    numbers.value = room;
    return room;
  });

  async function refreshAccounts(): Promise<void> {
    const reply = await wire.ask<'getAccounts'>({ type: 'getAccounts' });
    accounts.value = reply.ok ? reply.value : [];
  }

  async function refreshSettings(): Promise<void> {
    const reply = await wire.ask<'getSettings'>({ type: 'getSettings' });
    settings.value = reply.ok ? reply.value : null;
  }

  async function refreshRecents(): Promise<void> {
    const reply = await wire.ask<'getRecentCalls'>({ type: 'getRecentCalls', limit: RECENT_CALLS });
    recents.value = reply.ok ? reply.value : reply.failure;
  }

  async function send(command: Command): Promise<boolean> {
    const reply = await wire.ask<'command'>({ type: 'command', command });
    notice.value = reply.ok ? null : reply.failure;
    return reply.ok;
  }

  // One click, one call: until the host has answered and the state has moved, a second click asks for nothing.
  let inFlight: { readonly callId: CallId; accepted: boolean } | null = null;

  async function dial(remote: Remote, callId: CallId = newCallId()): Promise<boolean> {
    if (inFlight) return false;
    const now = state.value ? mayDialNow(state.value) : { ok: false as const, failure: NOT_READY };
    if (!now.ok) {
      notice.value = now.failure;
      return false;
    }
    inFlight = { callId, accepted: false };
    const accepted = await send({ type: 'dial', callId, remote });
    if (!accepted || knows(state.value, callId)) inFlight = null;
    else inFlight = { callId, accepted };
    return accepted;
  }

  function accept(next: PhoneState): void {
    const last = state.value;
    if (last && last.hostId === next.hostId && next.rev <= last.rev) return;
    state.value = next;
    if (inFlight && (inFlight.accepted || knows(next, inFlight.callId))) inFlight = null;
    signIn.lineChanged(next);
    // Not when an ended call makes way for a new one: the host has better to do in that very moment.
    if (endedCount(next) > endedCount(last)) void refreshRecents();
  }

  async function dialTyped(): Promise<boolean> {
    const text = typed.value.trim();
    const room = await numbersReady;
    const parsed = room.parseNumber(text, site.hint.value);
    if (!parsed) {
      entryError.value = whyNot(text, site.hint.value);
      return false;
    }
    entryError.value = null;
    const { e164, extension } = parsed;
    const display = room.formatNumber(e164);
    const accepted = await dial({ e164, display, ...(extension !== undefined && { extension }) });
    if (accepted) typed.value = '';
    return accepted;
  }

  const signIn = createSignInModel(wire, state, refreshAccounts);
  wire.onSnapshot(accept, lifetime);
  void wire.ask<'getState'>({ type: 'getState' }).then((reply) => {
    if (reply.ok && reply.value && !state.value) accept(reply.value);
  });
  void refreshAccounts();
  void refreshSettings();
  void refreshRecents();

  return {
    state,
    accounts,
    account,
    settings,
    mayStaySignedIn,
    mayAddAccounts,
    recents,
    numbers,
    notice,
    typed,
    entryError,
    signIn,
    site,
    openWelcome: wire.openWelcome,
    openSidePanel: wire.openSidePanel ?? null,
    send,
    dial,
    dialRaised: (raised) => dial(raised.remote, raised.callId),
    dialTyped,
    refreshRecents,
  };
}

const NOT_READY: Failure = { code: 'line-not-ready' };

function knows(state: PhoneState | null, callId: CallId): boolean {
  return state?.calls.some((call) => call.id === callId) ?? false;
}

function endedCount(state: PhoneState | null): number {
  return state?.calls.filter((call) => call.status === 'ended').length ?? 0;
}

function whyNot(text: string, hint: CountryHint | null): EntryError {
  if (text === '') return 'dial_error_empty';
  return text.startsWith('+') || text.startsWith('00') || hint ? 'dial_error_invalid' : 'dial_error_country';
}

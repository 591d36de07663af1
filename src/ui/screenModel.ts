/**
 * What popup and side panel show and do: signals in, requests out. Nothing here touches browser.*: the entrypoint
 * hands over the wire. Signing in and the site have models of their own beside this file.
 */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Command } from '../call/command.ts';
import type { Failure } from '../call/failure.ts';
import type { CallRecord } from '../call/record.ts';
import type { PhoneState, RaisedNumber } from '../call/state.ts';
import type { AccountView, SettingsView } from '../messages/protocol.ts';
import type { askSwitchboard } from '../messages/send.ts';
import type { CountryHint, E164 } from '../numbers/e164.ts';
import { createDialModel, type DialModel } from './dialModel.ts';
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
  readonly requestSitePermission?: (pattern: string) => Promise<boolean>;
};

/** Why the typed text was not dialled. */
export type EntryError = Extract<WordKey, `dial_error_${string}`>;

export type ScreenModel = Omit<DialModel, 'stateChanged'> & {
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
  /** How numbers without a prefix are read here. */
  readonly hint: ReadonlySignal<CountryHint | null>;
  send(command: Command): Promise<boolean>;
  timeZonesOf(e164: E164): Promise<readonly string[]>;
  dialRaised(raised: RaisedNumber): Promise<boolean>;
  dialTyped(): Promise<boolean>;
  refreshRecents(): Promise<void>;
  /** They may have been changed on the options page since. */
  refreshSettings(): Promise<void>;
};

/** 118, 4711, *43: service numbers and extensions of an exchange. */
const SHORT_NUMBER = /^[\d*#](?:\s?[\d*#]){1,5}$/;
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
  const dialling = createDialModel(wire, state, notice);
  const { dial } = dialling;
  const hint = computed(() => site.hint.value ?? settledHint(settings.value));
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

  async function timeZonesOf(e164: E164): Promise<readonly string[]> {
    const reply = await wire.ask<'getTimeZones'>({ type: 'getTimeZones', e164 });
    return reply.ok && reply.value ? reply.value : [];
  }

  function accept(next: PhoneState): void {
    const last = state.value;
    if (last && last.hostId === next.hostId && next.rev <= last.rev) return;
    state.value = next;
    dialling.stateChanged(next);
    signIn.lineChanged(next);
    // Signed in or out, or put in another order, perhaps on another screen.
    if (last && linesOf(next) !== linesOf(last)) void refreshAccounts();
    // Not when an ended call makes way for a new one: the host has better to do in that very moment.
    if (endedCount(next) > endedCount(last)) void refreshRecents();
  }

  async function dialTyped(): Promise<boolean> {
    const text = typed.value.trim();
    const room = await numbersReady;
    const parsed = room.parseNumber(text, hint.value);
    if (!parsed && SHORT_NUMBER.test(text)) return dialAsTyped(text.replace(/\s/g, ''));
    if (!parsed) {
      entryError.value = whyNot(text, hint.value);
      return false;
    }
    entryError.value = null;
    const { e164, extension } = parsed;
    const display = room.formatNumber(e164);
    const accepted = await dial({ e164, display, ...(extension !== undefined && { extension }) });
    if (accepted) typed.value = '';
    return accepted;
  }

  /** Whether a short number may be called is for the rules to say, and they say why not. */
  async function dialAsTyped(text: string): Promise<boolean> {
    entryError.value = null;
    const accepted = await dial({ e164: null, display: text });
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
    choice: dialling.choice,
    refused: dialling.refused,
    hint,
    openWelcome: wire.openWelcome,
    openSidePanel: wire.openSidePanel ?? null,
    send,
    dial,
    dialNevertheless: dialling.dialNevertheless,
    dismissRefused: dialling.dismissRefused,
    timeZonesOf,
    dialRaised: (raised) => dial(raised.remote, raised.callId),
    dialTyped,
    refreshRecents,
    refreshSettings,
  };
}

/** What holds on every site: the organisation's word or the agent's own. */
function settledHint(view: SettingsView | null): CountryHint | null {
  const country = view?.settings.country;
  if (!country) return null;
  return { country, source: view.locked.includes('country') ? 'policy' : 'account' };
}

function linesOf({ lines }: PhoneState): string {
  return lines.map(({ accountId }) => accountId).join(' ');
}

function endedCount(state: PhoneState | null): number {
  return state?.calls.filter((call) => call.status === 'ended').length ?? 0;
}

function whyNot(text: string, hint: CountryHint | null): EntryError {
  if (text === '') return 'dial_error_empty';
  return text.startsWith('+') || text.startsWith('00') || hint ? 'dial_error_invalid' : 'dial_error_country';
}

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
import { type CountryHint, type E164, toE164 } from '../numbers/e164.ts';
import type { PhoneSetting, Settings } from '../settings/settings.ts';
import { createDialModel, type DialModel } from './dialModel.ts';
import { createNotes, type Notes } from './notes.ts';
import { type EntryError, remoteFrom } from './numberEntry.ts';
import { loadNumbersRoom, type NumbersRoom } from './numbersRoom.ts';
import { createSignInModel, type SignInModel } from './signIn/signInModel.ts';
import { createSiteModel, type SiteModel } from './siteModel.ts';
import type { SoundDoors } from './sound/soundDoors.ts';

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
  /** This document's devices, fetched when somebody looks at them. Absent: nobody can. */
  readonly loadSound?: () => Promise<SoundDoors>;
};

export type ScreenModel = Omit<DialModel, 'stateChanged'> & {
  /** null while no host is running. */
  readonly state: ReadonlySignal<PhoneState | null>;
  /** undefined until they are known. The default one first. */
  readonly accounts: ReadonlySignal<readonly AccountView[] | undefined>;
  /** The default one; null: nobody is signed in. */
  readonly account: ReadonlySignal<AccountView | null | undefined>;
  /** Settles when accounts are known for the first time: what nobody sees yet is fetched then. */
  readonly signedIn: Promise<void>;
  /** What is set and by whom; null until it is known. */
  readonly settings: ReadonlySignal<SettingsView | null>;
  readonly mayStaySignedIn: ReadonlySignal<boolean>;
  readonly mayAddAccounts: ReadonlySignal<boolean>;
  /** The last calls, newest first; null until they are known, or when they cannot be read. */
  readonly recents: ReadonlySignal<readonly CallRecord[] | null>;
  /** Whom this agent called last, as a number to be typed. */
  readonly lastDialled: ReadonlySignal<string | null>;
  readonly numbers: ReadonlySignal<NumbersRoom | null>;
  /** The last request that was refused, until the next one is accepted. */
  readonly notice: Signal<Failure | null>;
  readonly typed: Signal<string>;
  readonly entryError: Signal<EntryError | null>;
  readonly signIn: SignInModel;
  readonly site: SiteModel;
  readonly notes: Notes;
  /** For parts that are fetched later and have a model of their own. */
  readonly ask: typeof askSwitchboard;
  readonly loadSound: (() => Promise<SoundDoors>) | null;
  readonly openWelcome: () => void;
  readonly openSidePanel: (() => void) | null;
  /** How numbers without a prefix are read here. */
  readonly hint: ReadonlySignal<CountryHint | null>;
  send(command: Command): Promise<boolean>;
  timeZonesOf(e164: E164): Promise<readonly string[]>;
  dialRaised(raised: RaisedNumber): Promise<boolean>;
  dialTyped(): Promise<boolean>;
  /** Puts whom this agent called last into the empty field; false: nobody is known. */
  recallLast(): boolean;
  /** Changes what an agent may change in the middle of the work. */
  changeSettings(change: Partial<Pick<Settings, PhoneSetting>>): Promise<boolean>;
  /** They may have been changed on the options page since. */
  refreshSettings(): Promise<void>;
};

const RECENT_CALLS = 20; // for suggestions; the history reads the journal itself

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
  const recents = signal<readonly CallRecord[] | null>(null);
  const lastDialled = computed(
    () => recents.value?.find(({ direction }) => direction === 'outgoing')?.number ?? null,
  );
  const numbers = signal<NumbersRoom | null>(null);
  const notice = signal<Failure | null>(null);
  const typed = signal('');
  const entryError = signal<EntryError | null>(null);
  const site = createSiteModel(wire);
  const dialling = createDialModel(wire, state, notice);
  const { dial } = dialling;
  const hint = computed(() => site.hint.value ?? settledHint(settings.value));
  // Asked first: the whole screen waits for it.
  const signedIn = refreshAccounts();
  // Larger than all screens together: to read it takes the thread for as long as everything else.
  const numbersReady = signedIn
    .then(painted)
    .then(loadNumbers)
    .then((room) => {
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
    recents.value = reply.ok ? reply.value : null;
  }

  async function changeSettings(change: Partial<Pick<Settings, PhoneSetting>>): Promise<boolean> {
    const reply = await wire.ask<'changePhoneSettings'>({ type: 'changePhoneSettings', change });
    notice.value = reply.ok ? null : reply.failure;
    if (reply.ok) settings.value = reply.value;
    return reply.ok;
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
    const remote = remoteFrom(await numbersReady, typed.value, hint.value);
    entryError.value = typeof remote === 'string' ? remote : null;
    if (typeof remote === 'string') return false;
    const accepted = await dial(remote);
    if (accepted) typed.value = '';
    return accepted;
  }

  function recallLast(): boolean {
    const number = lastDialled.value;
    if (number === null) return false;
    const e164 = toE164(number);
    entryError.value = null;
    typed.value = (e164 && numbers.value?.formatNumber(e164)) ?? number;
    return true;
  }

  const signIn = createSignInModel(wire, state, refreshAccounts);
  wire.onSnapshot(accept, lifetime);
  void wire.ask<'getState'>({ type: 'getState' }).then((reply) => {
    if (reply.ok && reply.value && !state.value) accept(reply.value);
  });
  // After it: the switchboard does one thing at a time, and the screen waits for none of these.
  void signedIn.then(() => Promise.all([refreshSettings(), refreshRecents()]));

  return {
    state,
    accounts,
    account,
    signedIn,
    settings,
    mayStaySignedIn,
    mayAddAccounts,
    recents,
    lastDialled,
    numbers,
    notice,
    typed,
    entryError,
    signIn,
    site,
    notes: createNotes(wire.ask),
    ask: wire.ask,
    loadSound: wire.loadSound ?? null,
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
    dialRaised: (raised) => dial(raised.remote, { callId: raised.callId }),
    dialTyped,
    recallLast,
    changeSettings,
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

/** When what was last decided is on the screen; at once where there is none. */
function painted(): Promise<void> {
  if (typeof requestAnimationFrame === 'undefined') return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/**
 * PhoneState: everything the rest of the house may know about the phone. A readonly value, JSON, no methods.
 * It changes in reduce.ts only.
 *
 *   outgoing   dialing ──► ringing ──► live ◄──► held
 *                 │           │          │         │
 *                 └───────────┴────┬─────┴─────────┘
 *   incoming   offered ────────────┤
 *                 └──► live        ▼
 *                                ended   (final: nothing revives it)
 */
import type { Country, CountrySource, E164 } from '../numbers/e164.ts';
import type { Failure } from './failure.ts';
import type { CallWarning, QualityGrade, QualitySummary } from './quality.ts';

declare const callIdBrand: unique symbol;

/** Made where the finger clicked (a UUID): the host ignores an id that it knows, so a retry never dials twice. */
export type CallId = string & { readonly [callIdBrand]: true };

declare const accountIdBrand: unique symbol;

/** Names an account that is signed in: a UUID, or `policy:<name>` of one that an organisation gave. */
export type AccountId = string & { readonly [accountIdBrand]: true };

export type CallStatus = 'offered' | 'dialing' | 'ringing' | 'live' | 'held' | 'ended';

/** Who is at the other end. `e164` is null for a SIP user without a number; `display` is what to show then. */
export type Remote = {
  readonly e164: E164 | null;
  readonly display: string;
  readonly name?: string;
  readonly company?: string;
  /** Post-dial digits: the extension that is sent as DTMF once the call is answered. */
  readonly extension?: string;
};

export type Call = {
  readonly id: CallId;
  readonly direction: 'outgoing' | 'incoming';
  readonly remote: Remote;
  readonly status: CallStatus;
  readonly muted: boolean;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly answeredAt?: number;
  readonly endedAt?: number;
  readonly endedBy?: 'local' | 'remote';
  /** Present when the call ended in another way than by hanging up. */
  readonly failure?: Failure;
  /** Whose line carries it. */
  readonly accountId?: AccountId;
  /** The reason in writing for which a rule was set aside. */
  readonly override?: string;
  /** Made to ask somebody before that call is handed to them: it can be completed (attended transfer) or ended. */
  readonly consultFor?: CallId;
  readonly transfer?: Transfer;
  /** Its sound goes to and from every other call that says the same; `bridge`: and the agent is out of it. */
  readonly mixed?: Mix;
  /** How the last seconds sounded; absent until they were measured. */
  readonly grade?: QualityGrade;
  /** What is wrong with its sound now; absent: nothing. */
  readonly warnings?: readonly CallWarning[];
  /** Of the whole call, when it is over. */
  readonly quality?: QualitySummary;
};

/** Handing the far end to somebody else. `to`: number or name, to show. `done`: the far ends talk without us. */
export type Transfer = {
  readonly to: string;
  readonly status: 'asked' | 'done' | 'failed';
  readonly failure?: Failure;
};

/** Calls whose sound meets here: a conference with the agent, or a bridge that the agent has left. */
export type Mix = 'conference' | 'bridge';

/** A phone's connection. `retryAt` (epoch ms) is when the next attempt is made. */
export type Line =
  | { readonly status: 'offline' }
  | { readonly status: 'connecting'; readonly attempt: number; readonly retryAt?: number }
  | { readonly status: 'ready'; readonly identity: string }
  | { readonly status: 'failed'; readonly failure: Failure };

/** A number that somebody clicked and nobody has dialled yet: it waits in the panel with its Call button focused. */
export type RaisedNumber = {
  readonly callId: CallId;
  readonly remote: Remote & { readonly e164: E164 };
  /** The text as the page had it. */
  readonly text: string;
  readonly country: Country;
  readonly why: CountrySource;
  readonly raisedAt: number;
  /** Origin of the page. The switchboard says so; a page cannot. */
  readonly site?: string;
  /** One-click dialling, epoch ms: it is dialled then, unless somebody or something comes first. */
  readonly dialsAt?: number;
};

export type Microphone = 'unknown' | 'granted' | 'denied' | 'missing';

/** What this phone can do. What it cannot has no button. */
export type Capabilities = {
  readonly hold: boolean;
  readonly mute: boolean;
  readonly dtmf: boolean;
  readonly incoming: boolean;
  /** By signalling: the server or the far end joins the others (REFER). */
  readonly transfer: boolean;
  /** What is sent can be another stream in a call: another microphone, or a conference. */
  readonly switchInput: boolean;
  readonly maxCalls: number;
};

export const NO_CAPABILITIES: Capabilities = {
  hold: false,
  mute: false,
  dtmf: false,
  incoming: false,
  transfer: false,
  switchInput: false,
  maxCalls: 0,
};

/** One account's line. Without a phone it is not ready, and its capabilities are none. */
export type PhoneLine = {
  readonly accountId: AccountId;
  /** What people call the account: "anna@sip.example". */
  readonly label: string;
  readonly line: Line;
  readonly capabilities: Capabilities;
  /** Messages wait at the server (RFC 3842); absent where it does not say. `fresh`: how many were not heard yet. */
  readonly voicemail?: Voicemail;
};

export type Voicemail = { readonly waiting: boolean; readonly fresh?: number };

/** A device that is in use. `standIn`: the chosen one is gone, and this one does its work until it is back. */
export type AudioDevice = { readonly label: string; readonly standIn?: true };

/** What the sound goes through now; null: not known, or none. */
export type Audio = {
  readonly input: AudioDevice | null;
  readonly output: AudioDevice | null;
  readonly ringer: AudioDevice | null;
  /** The headset whose buttons are heard; null: none. */
  readonly headset: string | null;
};

export const NO_AUDIO: Audio = { input: null, output: null, ringer: null, headset: null };

export type PhoneState = {
  /** Names one life of the host: another value means that everything before it is gone. */
  readonly hostId: string;
  /** Grows by one with each change in one host's life. */
  readonly rev: number;
  /** In order of preference, the default first. */
  readonly lines: readonly PhoneLine[];
  /** Of the line that would carry the next call: the first that is ready, else the first. `capabilities` too. */
  readonly line: Line;
  /** Oldest first; ended calls stay until they are dismissed or the next call starts. */
  readonly calls: readonly Call[];
  readonly activeCallId: CallId | null;
  readonly raised: RaisedNumber | null;
  readonly microphone: Microphone;
  readonly capabilities: Capabilities;
  readonly audio: Audio;
  /** Nobody rings here: who calls is told that the agent is busy. */
  readonly doNotDisturb: boolean;
  /** Missed calls since somebody last looked at the history. */
  readonly missed: number;
};

export function initialState(hostId: string): PhoneState {
  return {
    hostId,
    rev: 0,
    lines: [],
    line: { status: 'offline' },
    calls: [],
    activeCallId: null,
    raised: null,
    microphone: 'unknown',
    capabilities: NO_CAPABILITIES,
    audio: NO_AUDIO,
    doNotDisturb: false,
    missed: 0,
  };
}

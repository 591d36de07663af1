/**
 * The wire between contexts: who says what to whom. Types only; parsing is in parse.ts (nothing from outside is
 * believed), carrying in send.ts and receive.ts.
 *
 *   page ──► switchboard ──► host          requests go down, replies mean "accepted"
 *   screen ─►      │
 *   host ──► everyone who shows something  snapshots go round
 */
import type { Openable, PlivoAccount, PlivoCredentials, RTCIceServerLike } from '../accounts/credentials.ts';
import type { CheckReply, SignInOffer } from '../accounts/tokenContract.ts';
import type { Command } from '../call/command.ts';
import type { Failure } from '../call/failure.ts';
import type { CallRecord } from '../call/record.ts';
import type { PhoneState, RaisedNumber } from '../call/state.ts';
import type { Country, CountryHint } from '../numbers/e164.ts';

/** `page` is our content script in a CRM's page; `own` is any context of the extension itself. */
export type Role = 'page' | 'own';

export type SipAccountForm = {
  readonly kind: 'sip';
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  /** STUN and TURN servers; none by default, because a gateway with a public address needs none. */
  readonly iceServers?: readonly RTCIceServerLike[];
};

export type PlivoAccountForm = {
  readonly kind: 'plivo';
  /** Our own server's base URL. */
  readonly server: string;
  /** Absent: the agent signs in with the organisation's OpenID provider, in a window of the browser. */
  readonly accessKey?: string;
};

export type AccountForm = SipAccountForm | PlivoAccountForm;

/** To the switchboard. */
export type SwitchboardRequest =
  /** From a page: somebody with a finger clicked a number. Opens the panel, raises the number, dials nothing. */
  | { readonly type: 'raiseFromPage'; readonly raised: Omit<RaisedNumber, 'raisedAt'> }
  /** From a page: how numbers without a prefix are read here. */
  | { readonly type: 'getPageSettings' }
  /** From a frame of a page: there could be a number in it, so the page room is wanted there. */
  | { readonly type: 'readFrame' }
  /** From a page: a person said of which country this record's numbers are. `record`: its address, without the origin. */
  | { readonly type: 'correctCountry'; readonly record: string; readonly country: Country }
  /** From a page: a person said who dials where another dialler is at work too. */
  | { readonly type: 'chooseDialler'; readonly dialler: Dialler }
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'getState' }
  | { readonly type: 'getRecentCalls'; readonly limit: number }
  | { readonly type: 'signIn'; readonly account: AccountForm; readonly remember: boolean }
  /** How agents of this Plivo server of ours prove who they are. */
  | { readonly type: 'getSignInOffer'; readonly server: string }
  | { readonly type: 'signOut' }
  | { readonly type: 'getAccount' }
  /** What our Plivo server finds when it looks at its own side. */
  | { readonly type: 'checkPlivo' }
  | { readonly type: 'getSite'; readonly origin: string }
  | {
      readonly type: 'setSite';
      readonly origin: string;
      readonly enabled: boolean;
      readonly country?: Country;
    }
  /** The host has just started: it knows no account yet. */
  | { readonly type: 'hostStarted'; readonly hostId: string }
  /** From the host, which holds the account in memory when nobody else does: credentials that are good now. */
  | { readonly type: 'renewCredentials'; readonly account: PlivoAccount }
  /** From the host, when no call is up: close its document, open a new one and give that one this. */
  | { readonly type: 'recycleHost'; readonly credentials: Openable };

/** To the host, from the switchboard only. */
export type HostRequest =
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'getState' }
  | { readonly type: 'getRecentCalls'; readonly limit: number }
  | { readonly type: 'openPhone'; readonly credentials: Openable }
  | { readonly type: 'closePhone' }
  /** The Plivo account that is open: where nobody stays signed in, only the host has it. */
  | { readonly type: 'getOpenAccount' };

/** Told to everybody in the extension. */
export type Announcement = { readonly type: 'snapshot'; readonly state: PhoneState };

export type Message =
  | { readonly to: 'switchboard'; readonly request: SwitchboardRequest }
  | { readonly to: 'host'; readonly request: HostRequest }
  | { readonly to: 'all'; readonly announcement: Announcement };

/** What a screen may know of the account: never its secrets. `remembered`: they are on disk. */
export type AccountView =
  | {
      readonly kind: 'sip';
      readonly user: string;
      readonly domain: string;
      readonly server: string;
      readonly remembered: boolean;
    }
  | {
      readonly kind: 'plivo';
      readonly server: string;
      readonly by: 'accessKey' | 'organisation';
      readonly remembered: boolean;
    }
  | null;

/** Either way the account to ask with next time: an OpenID provider may have replaced its tokens. */
export type Renewal =
  | { readonly credentials: PlivoCredentials }
  | { readonly account: PlivoAccount; readonly failure: Failure };

export type SiteView = { readonly origin: string; readonly enabled: boolean; readonly country?: Country };

/** Who dials a number on which another dialler is at work as well. */
export type Dialler = 'offhook' | 'page';

/** `corrections`: record address → country. `dialler`: null until somebody was asked. */
export type PageSettings = {
  readonly country: CountryHint | null;
  readonly corrections: readonly { readonly record: string; readonly country: Country }[];
  readonly dialler: Dialler | null;
};

/** Replies by request type; every one can instead be a refusal. */
export type SwitchboardReplies = {
  raiseFromPage: null;
  getPageSettings: PageSettings;
  readFrame: null;
  correctCountry: null;
  chooseDialler: null;
  command: null;
  getState: PhoneState | null;
  getRecentCalls: readonly CallRecord[];
  signIn: null;
  getSignInOffer: SignInOffer;
  signOut: null;
  getAccount: AccountView;
  checkPlivo: CheckReply;
  getSite: SiteView;
  setSite: SiteView;
  hostStarted: null;
  renewCredentials: Renewal;
  recycleHost: null;
};

export type HostReplies = {
  command: null;
  getState: PhoneState;
  getRecentCalls: readonly CallRecord[];
  openPhone: null;
  closePhone: null;
  getOpenAccount: PlivoAccount | null;
};

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** Which requests each role may make of the switchboard. A page may ask, never act. */
export const ALLOWED: Readonly<Record<Role, readonly SwitchboardRequest['type'][]>> = {
  page: ['raiseFromPage', 'getPageSettings', 'readFrame', 'correctCountry', 'chooseDialler'],
  own: [
    'raiseFromPage',
    'command',
    'getState',
    'getRecentCalls',
    'signIn',
    'getSignInOffer',
    'signOut',
    'getAccount',
    'checkPlivo',
    'getSite',
    'setSite',
    'hostStarted',
    'renewCredentials',
    'recycleHost',
  ],
};

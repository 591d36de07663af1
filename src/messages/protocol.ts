/**
 * The wire between contexts: who says what to whom. Types only; parsing is in parse.ts (nothing from outside is
 * believed), carrying in send.ts and receive.ts.
 *
 *   page ──► switchboard ──► host          requests go down, replies mean "accepted"
 *   screen ─►      │
 *   host ──► everyone who shows something  snapshots go round
 */
import type {
  NumberFormat,
  Openable,
  PlivoCredentials,
  RenewableAccount,
  RTCIceServerLike,
  SipCredentials,
} from '../accounts/credentials.ts';
import type { CheckReply, SignInOffer } from '../accounts/tokenContract.ts';
import type { Command } from '../call/command.ts';
import type { Failure } from '../call/failure.ts';
import type { CallRecord } from '../call/record.ts';
import type { AccountId, CallId, PhoneState, RaisedNumber } from '../call/state.ts';
import type { Country, CountryHint, E164 } from '../numbers/e164.ts';
import type { PolicyProblem, PolicyView } from '../settings/policy.ts';
import type { SettingKey, Settings } from '../settings/settings.ts';

/**
 * Who speaks. `page` is our content script in a CRM's page; the rest are contexts of the extension itself: its screens,
 * the document that holds the phone, and the switchboard.
 */
export type Role = 'page' | 'popup' | 'panel' | 'options' | 'welcome' | 'host' | 'switchboard';

export type SipAccountForm = {
  readonly kind: 'sip';
  /** In the order in which they are tried. */
  readonly servers: readonly string[];
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  readonly displayName?: string;
  /** STUN and TURN servers; none by default, because a gateway with a public address needs none. */
  readonly iceServers?: readonly RTCIceServerLike[];
  /** E.164 numbers that the agent may choose between. */
  readonly callerIds?: readonly string[];
  readonly numberFormat?: NumberFormat;
  /** Whose national format `local` is: ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Sent with every INVITE: "X-Team: sales". */
  readonly headers?: readonly string[];
};

export type PlivoAccountForm = {
  readonly kind: 'plivo';
  /** Our own server's base URL. */
  readonly server: string;
  /** Absent: the agent signs in with the organisation's OpenID provider, in a window of the browser. */
  readonly accessKey?: string;
};

export type SiperbAccountForm = {
  readonly kind: 'siperb';
  /** A personal access token of Siperb's control panel. */
  readonly token: string;
  /** Absent: the only device of platform `script` there is; several have to be chosen from. */
  readonly deviceToken?: string;
  /** Instead of Siperb's own address: https, or http to this computer. */
  readonly api?: string;
};

export type AccountForm = SipAccountForm | PlivoAccountForm | SiperbAccountForm;

/** What a page says of a number that somebody clicked. `site` and `dialsAt` are not for a page to say. */
export type RaisedInPage = Omit<RaisedNumber, 'raisedAt' | 'site' | 'dialsAt'>;

/** To the switchboard. */
export type SwitchboardRequest =
  /**
   * From a page: somebody with a finger clicked a number. Opens the panel, raises the number, dials nothing. `atOnce`: the
   * click was seen on what the eye sees, so that a site with one-click dialling may go on to dial after a moment.
   */
  | { readonly type: 'raiseFromPage'; readonly raised: RaisedInPage; readonly atOnce: boolean }
  /** From a page: Esc, while a number that it raised has not been dialled yet. */
  | { readonly type: 'cancelFromPage'; readonly callId: CallId }
  /** From a page: how numbers without a prefix are read here. */
  | { readonly type: 'getPageSettings' }
  /** From a frame of a page: there could be a number in it, so the page room is wanted there. */
  | { readonly type: 'readFrame' }
  /** From a page: where somebody is who has this number. */
  | { readonly type: 'getTimeZones'; readonly e164: E164 }
  /** From a page: a person said of which country this record's numbers are. `record`: its address, without the origin. */
  | { readonly type: 'correctCountry'; readonly record: string; readonly country: Country }
  /** From a page: a person said who dials where another dialler is at work too. */
  | { readonly type: 'chooseDialler'; readonly dialler: Dialler }
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'getState' }
  | { readonly type: 'getRecentCalls'; readonly limit: number }
  /** `accountId`: the account that is signed in again or changed; absent: one more. */
  | {
      readonly type: 'signIn';
      readonly account: AccountForm;
      readonly remember: boolean;
      readonly accountId?: AccountId;
    }
  /** How agents of this Plivo server of ours prove who they are. */
  | { readonly type: 'getSignInOffer'; readonly server: string }
  /** Which devices a Siperb token can be used with. */
  | { readonly type: 'getSiperbDevices'; readonly token: string; readonly api?: string }
  /** Absent: every account that is not the organisation's. */
  | { readonly type: 'signOut'; readonly accountId?: AccountId }
  | { readonly type: 'getAccounts' }
  | { readonly type: 'setDefaultAccount'; readonly accountId: AccountId }
  /** What our Plivo server finds when it looks at its own side. */
  | { readonly type: 'checkPlivo' }
  /** What the phone finds when it looks at one account's servers. */
  | { readonly type: 'checkLine'; readonly accountId: AccountId }
  | { readonly type: 'getSettings' }
  | { readonly type: 'changeSettings'; readonly change: Partial<Settings> }
  /** Numbers that are not to be called, as E.164; only their hashes are kept. */
  | { readonly type: 'importDoNotCall'; readonly numbers: readonly E164[] }
  | { readonly type: 'clearDoNotCall' }
  | { readonly type: 'getSites' }
  | { readonly type: 'getSite'; readonly origin: string }
  | {
      readonly type: 'setSite';
      readonly origin: string;
      readonly enabled: boolean;
      readonly country?: Country;
      readonly oneClick?: boolean;
    }
  /** The host has just started: it knows no account yet. */
  | { readonly type: 'hostStarted'; readonly hostId: string }
  /** From the host, which holds the account in memory when nobody else does: credentials that are good now. */
  | {
      readonly type: 'renewCredentials';
      readonly accountId: AccountId;
      readonly account: RenewableAccount;
    }
  /** From the host, when no call is up: close its document, open a new one and give that one these. */
  | { readonly type: 'recycleHost'; readonly accounts: readonly OpenAccount[] };

/** One account as a host is given it. */
export type OpenAccount = {
  readonly accountId: AccountId;
  readonly label: string;
  readonly credentials: Openable;
};

/** What the host needs of what is set: all of it, and who is not to be called. */
export type HostSettings = Settings & { readonly doNotCall: readonly DoNotCallList[] };

/** A hash is the first 16 hex digits of SHA-256(salt + E.164). */
export type DoNotCallList = { readonly salt: string; readonly hashes: readonly string[] };

/** To the host, from the switchboard only. */
export type HostRequest =
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'getState' }
  | { readonly type: 'getRecentCalls'; readonly limit: number }
  | ({ readonly type: 'openPhone' } & OpenAccount)
  | { readonly type: 'closePhone'; readonly accountId: AccountId }
  /** Which line is asked first; the others follow. Accounts that are not named come last, in their own order. */
  | { readonly type: 'orderLines'; readonly accountIds: readonly AccountId[] }
  | { readonly type: 'configure'; readonly settings: HostSettings }
  | { readonly type: 'checkLine'; readonly accountId: AccountId }
  /** Accounts that have to be renewed: where nobody stays signed in, only the host has them. */
  | { readonly type: 'getOpenAccounts' };

/** Told to everybody in the extension. */
export type Announcement = { readonly type: 'snapshot'; readonly state: PhoneState };

export type Message =
  | { readonly to: 'switchboard'; readonly request: SwitchboardRequest }
  | { readonly to: 'host'; readonly request: HostRequest }
  | { readonly to: 'all'; readonly announcement: Announcement };

/** What a screen may know of an account: never its secrets. */
export type AccountView = {
  readonly id: AccountId;
  /** What people call it: "anna@sip.example". */
  readonly label: string;
  /** Its secrets are on disk. */
  readonly remembered: boolean;
  /** It came by policy: nobody here may change it or sign it out. */
  readonly managed: boolean;
  readonly isDefault: boolean;
  readonly callerIds: readonly E164[];
} & (
  | {
      readonly kind: 'sip';
      readonly user: string;
      readonly domain: string;
      readonly servers: readonly string[];
    }
  | { readonly kind: 'plivo'; readonly server: string; readonly by: 'accessKey' | 'organisation' }
  | { readonly kind: 'siperb'; readonly api: string; readonly deviceToken?: string }
);

export type SiperbDevice = { readonly deviceToken: string; readonly name: string };

/** Either way the account to ask with next time: an OpenID provider may have replaced its tokens. */
export type Renewal =
  | { readonly credentials: PlivoCredentials | SipCredentials }
  | { readonly account: RenewableAccount; readonly failure: Failure };

/** What was found of one server or one way of a line. `ms`: how long it took. */
export type LineCheck = {
  readonly what: 'server' | 'registration' | 'stun' | 'turn' | 'echo';
  readonly target: string;
  readonly verdict: 'ok' | 'warn' | 'fail' | 'skipped';
  readonly ms?: number;
  /** For the report: "TLS handshake failed", "401 Unauthorized". */
  readonly detail?: string;
};

export type SettingsView = {
  /** In force now. */
  readonly settings: Settings;
  /** Set by the organisation: a change is refused. */
  readonly locked: readonly SettingKey[];
  readonly problems: readonly PolicyProblem[];
  /** Null: there is no policy. */
  readonly policy: PolicyView | null;
  /** How many numbers are on the lists of those not to be called. */
  readonly doNotCall: { readonly own: number; readonly policy: number };
};

export type SiteView = {
  readonly origin: string;
  readonly enabled: boolean;
  readonly country?: Country;
  /** A click dials at once, after a moment in which Esc cancels. */
  readonly oneClick: boolean;
  /** The organisation turned it on; `blocked`: it turned it off. Nobody here may change either. */
  readonly managed: boolean;
  readonly blocked: boolean;
};

/** Who dials a number on which another dialler is at work as well. */
export type Dialler = 'offhook' | 'page';

/** `corrections`: record address → country. `dialler`: null until somebody was asked. */
export type PageSettings = {
  readonly country: CountryHint | null;
  readonly corrections: readonly { readonly record: string; readonly country: Country }[];
  readonly dialler: Dialler | null;
  readonly oneClick: boolean;
};

/** Replies by request type; every one can instead be a refusal. */
export type SwitchboardReplies = {
  raiseFromPage: null;
  cancelFromPage: null;
  getPageSettings: PageSettings;
  readFrame: null;
  getTimeZones: readonly string[];
  correctCountry: null;
  chooseDialler: null;
  command: null;
  getState: PhoneState | null;
  getRecentCalls: readonly CallRecord[];
  signIn: AccountId;
  getSignInOffer: SignInOffer;
  getSiperbDevices: readonly SiperbDevice[];
  signOut: null;
  getAccounts: readonly AccountView[];
  setDefaultAccount: null;
  checkPlivo: CheckReply;
  checkLine: readonly LineCheck[];
  getSettings: SettingsView;
  changeSettings: SettingsView;
  importDoNotCall: SettingsView;
  clearDoNotCall: SettingsView;
  getSites: readonly SiteView[];
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
  orderLines: null;
  configure: null;
  checkLine: readonly LineCheck[];
  getOpenAccounts: readonly { readonly accountId: AccountId; readonly account: RenewableAccount }[];
};

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

type RequestType = SwitchboardRequest['type'];

const PHONE_SCREEN = [
  'command',
  'getState',
  'getRecentCalls',
  'signIn',
  'getSignInOffer',
  'getSiperbDevices',
  'signOut',
  'getAccounts',
  'setDefaultAccount',
  'getSettings',
  'getTimeZones',
  'getSite',
  'setSite',
] as const satisfies readonly RequestType[];

/** Which requests each role may make of the switchboard. A page may ask, never act. */
export const ALLOWED: Readonly<Record<Role, readonly RequestType[]>> = {
  page: [
    'raiseFromPage',
    'cancelFromPage',
    'getPageSettings',
    'readFrame',
    'getTimeZones',
    'correctCountry',
    'chooseDialler',
  ],
  popup: PHONE_SCREEN,
  panel: PHONE_SCREEN,
  options: [
    'command',
    'getState',
    'signIn',
    'getSignInOffer',
    'getSiperbDevices',
    'signOut',
    'getAccounts',
    'setDefaultAccount',
    'checkPlivo',
    'checkLine',
    'getSettings',
    'changeSettings',
    'importDoNotCall',
    'clearDoNotCall',
    'getSites',
    'getSite',
    'setSite',
  ],
  welcome: ['command', 'getState', 'getAccounts'],
  host: ['hostStarted', 'renewCredentials', 'recycleHost'],
  switchboard: [],
};

/** Which commands a role may send that is no phone screen: those that call nobody and end nothing. */
export const HARMLESS_COMMANDS = ['reconnect', 'checkMicrophone'] as const satisfies readonly Command['type'][];

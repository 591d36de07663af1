/**
 * The wire between contexts: who says what to whom. Types only; parsing is in parse.ts (nothing from outside is
 * believed), carrying in send.ts and receive.ts.
 *
 *   page ──► switchboard ──► host          requests go down, replies mean "accepted"
 *   screen ─►      │
 *   host ──► everyone who shows something  snapshots go round
 */
import type {
  Openable,
  PlivoCredentials,
  RenewableAccount,
  SipCredentials,
} from '../accounts/credentials.ts';
import type { CheckReply, SignInOffer } from '../accounts/tokenContract.ts';
import type { Command } from '../call/command.ts';
import type { Failure } from '../call/failure.ts';
import type { QualitySecond } from '../call/quality.ts';
import type { CallNote, CallQuery, CallRecord } from '../call/record.ts';
import type { AccountId, CallId, PhoneState, RaisedNumber } from '../call/state.ts';
import type { Country, E164 } from '../numbers/e164.ts';
import type { PhoneSetting, Settings } from '../settings/settings.ts';
import type { AccountForm } from './forms.ts';
import type {
  AccountView,
  Dialler,
  LineCheck,
  PageSettings,
  SettingsView,
  SiperbDevice,
  SiteView,
} from './views.ts';

export type { AccountForm, ServerAccountForm, SipAccountForm, SiperbAccountForm } from './forms.ts';
export type {
  AccountView,
  Dialler,
  LineCheck,
  PageSettings,
  SettingsView,
  SiperbDevice,
  SiteView,
} from './views.ts';

/**
 * Who speaks. `page` is our content script in a CRM's page; the rest are contexts of the extension itself: its screens,
 * the document that holds the phone, and the switchboard.
 */
export type Role = 'page' | 'popup' | 'panel' | 'options' | 'welcome' | 'host' | 'switchboard';

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
  | JournalRequest
  /** The last two minutes of a call that is up, oldest first. */
  | { readonly type: 'getQuality'; readonly callId: CallId }
  /** What an agent changes in the middle of the work. */
  | { readonly type: 'changePhoneSettings'; readonly change: Partial<Pick<Settings, PhoneSetting>> }
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
  /** Accounts, settings, sites, lists, calls: all that was ever kept. Signs everybody out. */
  | { readonly type: 'eraseAll' }
  | { readonly type: 'getSites' }
  | { readonly type: 'getSite'; readonly origin: string }
  | {
      readonly type: 'setSite';
      readonly origin: string;
      readonly enabled: boolean;
      /** Null: nobody says of which country its numbers are; absent: as it was. */
      readonly country?: Country | null;
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

/** What a screen does with the calls that were. */
export type JournalRequest =
  /** Newest first. */
  | { readonly type: 'searchCalls'; readonly query: CallQuery }
  /** Replaces what was written of a call before; also of one that is still up. */
  | { readonly type: 'noteCall'; readonly callId: CallId; readonly note: CallNote }
  /** Absent: every call that is over. */
  | { readonly type: 'forgetCalls'; readonly callIds?: readonly CallId[] }
  /** Somebody looked at the history: no missed call is news any more. */
  | { readonly type: 'markMissedSeen' };

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
  | JournalRequest
  | { readonly type: 'getQuality'; readonly callId: CallId }
  | ({ readonly type: 'openPhone' } & OpenAccount)
  | { readonly type: 'closePhone'; readonly accountId: AccountId }
  /** Which line is asked first; the others follow. Accounts that are not named come last, in their own order. */
  | { readonly type: 'orderLines'; readonly accountIds: readonly AccountId[] }
  | { readonly type: 'configure'; readonly settings: HostSettings }
  | { readonly type: 'checkLine'; readonly accountId: AccountId }
  /** Accounts that have to be renewed: where nobody stays signed in, only the host has them. */
  | { readonly type: 'getOpenAccounts' }
  /** Every call that is over, out of the journal. */
  | { readonly type: 'eraseJournal' };

/** Told to everybody in the extension. */
export type Announcement = { readonly type: 'snapshot'; readonly state: PhoneState };

export type Message =
  | { readonly to: 'switchboard'; readonly request: SwitchboardRequest }
  | { readonly to: 'host'; readonly request: HostRequest }
  | { readonly to: 'all'; readonly announcement: Announcement };

/** Either way the account to ask with next time: an OpenID provider may have replaced its tokens. */
export type Renewal =
  | { readonly credentials: PlivoCredentials | SipCredentials }
  | { readonly account: RenewableAccount; readonly failure: Failure };

/** Replies by request type; every one can instead be a refusal. */
export type SwitchboardReplies = {
  /** When it dials by itself (epoch ms); null: when somebody presses Call. */
  raiseFromPage: number | null;
  cancelFromPage: null;
  getPageSettings: PageSettings;
  readFrame: null;
  getTimeZones: readonly string[];
  correctCountry: null;
  chooseDialler: null;
  command: null;
  getState: PhoneState | null;
  getRecentCalls: readonly CallRecord[];
  searchCalls: readonly CallRecord[];
  noteCall: null;
  forgetCalls: null;
  markMissedSeen: null;
  getQuality: readonly QualitySecond[];
  changePhoneSettings: SettingsView;
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
  eraseAll: null;
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
  searchCalls: readonly CallRecord[];
  noteCall: null;
  forgetCalls: null;
  markMissedSeen: null;
  getQuality: readonly QualitySecond[];
  openPhone: null;
  closePhone: null;
  orderLines: null;
  configure: null;
  checkLine: readonly LineCheck[];
  eraseJournal: null;
  getOpenAccounts: readonly { readonly accountId: AccountId; readonly account: RenewableAccount }[];
};

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

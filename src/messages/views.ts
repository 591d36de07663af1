/** What a screen or a page is told: never a secret. */
import type { AccountId } from '../call/state.ts';
import type { Country, CountryHint, E164 } from '../numbers/e164.ts';
import type { PolicyProblem, PolicyView } from '../settings/policy.ts';
import type { SettingKey, Settings } from '../settings/settings.ts';

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
  | ({ readonly kind: 'plivo' } & ServerView)
  | ({ readonly kind: 'gateway' } & ServerView)
  | { readonly kind: 'siperb'; readonly api: string; readonly deviceToken?: string }
);

type ServerView = { readonly server: string; readonly by: 'accessKey' | 'organisation' };

export type SiperbDevice = { readonly deviceToken: string; readonly name: string };

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

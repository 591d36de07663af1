/**
 * What an organisation says of Offhook, once it was read: the settings it holds and what only it can say. Reading it
 * from what a browser hands over is parsePolicy.ts; what then applies is effective.ts.
 */
import type { SettingKey, Settings } from './settings.ts';

type Named = {
  /** Unique in the policy: the account's id is made of it, so it stays the same when the rest changes. */
  readonly name: string;
};

/**
 * Texts may hold variables: `${email}`, `${emailName}`, `${emailDomain}` of the browser's profile, and whatever the
 * policy's `agent` map names. Addresses may not. Fields as in the form of the same kind (accounts/).
 */
export type PolicySipAccount = Named & {
  readonly kind: 'sip';
  /** wss:// (ws:// to loopback), in order of preference. */
  readonly servers: readonly string[];
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  readonly displayName?: string;
  readonly iceServers?: readonly {
    readonly urls: readonly string[];
    readonly username?: string;
    readonly credential?: string;
  }[];
  /** E.164. */
  readonly callerIds?: readonly string[];
  readonly numberFormat?: 'e164' | 'digits' | '00' | 'local';
  /** Whose national format `local` is. */
  readonly country?: string;
  /** "X-Name: value". */
  readonly headers?: readonly string[];
};

/** At our own server: for Plivo, or for a gateway of one's own. */
export type PolicyServerAccount = Named & {
  readonly kind: 'plivo' | 'gateway';
  /** https:// (http:// to loopback). */
  readonly server: string;
  /** `organisation`: by the server's OpenID provider, which may need the agent once. */
  readonly signIn: 'organisation' | 'accessKey';
  /** There exactly when `signIn` says so. */
  readonly accessKey?: string;
};

export type PolicySiperbAccount = Named & {
  readonly kind: 'siperb';
  /** A personal access token. */
  readonly token: string;
  readonly deviceToken?: string;
  /** https:// (http:// to loopback); Siperb's own when it is absent. */
  readonly api?: string;
};

export type PolicyAccount = PolicySipAccount | PolicyServerAccount | PolicySiperbAccount;

export type PolicySite = {
  /** "https://crm.example/*" or "https://*.crm.example/*". */
  readonly pattern: string;
  readonly country?: string;
  /** A click dials, after a moment in which it can be cancelled. */
  readonly oneClick?: boolean;
};

/** `hashes`: the first 16 hexadecimal digits of SHA-256(salt + E.164), lower case. */
export type HashedList = { readonly salt: string; readonly hashes: readonly string[] };

export type PolicyOnly = {
  readonly accounts: readonly PolicyAccount[];
  /** Values for variables in accounts. */
  readonly agent: Readonly<Record<string, string>>;
  readonly sites: readonly PolicySite[];
  /** Match patterns on which Offhook stays off. */
  readonly blockedSites: readonly string[];
  /** May an agent turn on other sites? */
  readonly ownSites: boolean;
  /** May an agent sign in to other accounts? */
  readonly ownAccounts: boolean;
  readonly doNotCall: HashedList;
  /** The names of all keys that are set: one that did not arrive was dropped by the browser (parsePolicy.ts). */
  readonly keys: readonly string[];
};

export type PolicyValues = Partial<Settings & PolicyOnly>;
export type PolicyKey = SettingKey | keyof PolicyOnly;

/**
 * One thing that is wrong. `key` says where ("accounts[1].server"), `value` what stands there, shortened and never of
 * a secret, `fix` what to do, in English, for whoever writes the policy.
 */
export type PolicyProblem = { readonly key: string; readonly value: string; readonly fix: string };

export type Policy = {
  readonly values: PolicyValues;
  readonly problems: readonly PolicyProblem[];
  /** Settings that the policy means to hold, of which something could not be read: the stricter holds (effective.ts). */
  readonly unsure: readonly SettingKey[];
};

/** Who said what holds. */
export type SaidBy = 'policy' | 'own' | 'default';

/** What a person still has to do before the first call without a prompt. */
export type PolicyTodo =
  | { readonly what: 'microphone'; readonly fix: string }
  | { readonly what: 'site-permission'; readonly pattern: string; readonly fix: string }
  | { readonly what: 'sign-in'; readonly account: string; readonly fix: string };

/** The policy page: what is set and by whom, what is wrong, what is left to do. Never a secret. */
export type PolicyView = {
  readonly set: readonly { readonly key: PolicyKey; readonly by: SaidBy; readonly value: string }[];
  readonly problems: readonly PolicyProblem[];
  readonly todo: readonly PolicyTodo[];
};

/** What somebody filled in to sign in, one form a kind of account. Checked by src/accounts, not here. */
import type { NumberFormat, RTCIceServerLike } from '../accounts/credentials.ts';

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

/** What an account yields today: all that a phone needs to open its line. Lives in memory, never in a page or a log. */

/** A plain SIP account as somebody typed it or a policy says it (sip.ts checks it). */
export type SipAccount = {
  /** wss://, or ws:// to loopback, in the order in which they are tried. */
  readonly servers: readonly string[];
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  readonly displayName?: string;
  readonly iceServers?: readonly RTCIceServerLike[];
  /** E.164 numbers that the agent may show; the first unless another is chosen. */
  readonly callerIds?: readonly string[];
  readonly numberFormat?: NumberFormat;
  /** Whose national format `local` is. */
  readonly country?: string;
  /** Sent with every INVITE: "X-Team: sales". */
  readonly headers?: readonly string[];
};

export type SipCredentials = {
  readonly kind: 'sip';
  /** WebSocket URLs in the order they are tried: wss://, or ws:// to loopback only. */
  readonly servers: readonly string[];
  readonly user: string;
  readonly domain: string;
  /** The digest's user where it is not `user`, such as `<expiry>:<agent>` at our own gateway. */
  readonly authorizationUser?: string;
  readonly password: string;
  /** Epoch milliseconds from which the password is refused; absent: it is good for ever. */
  readonly expiresAt?: number;
  readonly displayName?: string;
  readonly iceServers: readonly RTCIceServerLike[];
  /** User part of the Contact; absent: JsSIP makes one up. */
  readonly contactUser?: string;
  /** Lines "Name: value" for REGISTER and INVITE alike. As secret as the password: a session's token may be among them. */
  readonly headers?: readonly string[];
  /** Lines "Name: value" for INVITE only. */
  readonly inviteHeaders?: readonly string[];
  /** E.164 numbers that the agent may show; the first unless another is chosen. */
  readonly callerIds?: readonly string[];
  /** How the server wants to be told a number; E.164 with its plus by default. */
  readonly numberFormat?: NumberFormat;
  /** Whose national format `local` is: ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** The account that yielded these, which can be asked for new ones. */
  readonly from?: SiperbAccount | GatewayAccount;
};

/** +44 20 7946 0018 as `e164` +442079460018, `digits` 442079460018, `00` 00442079460018, `local` (in GB) 02079460018. */
export type NumberFormat = 'e164' | 'digits' | '00' | 'local';

/** Who asks Siperb's provisioning service. Its token is as secret as a password. */
export type SiperbAccount = {
  readonly kind: 'siperb';
  /** Base URL of the service: https://, or http:// to loopback only. */
  readonly api: string;
  /** Personal access token. */
  readonly token: string;
  /** Absent: the only device of platform `script` there is. */
  readonly deviceToken?: string;
};

/** RTCIceServer without the DOM's type, so that pure rooms may carry it. */
export type RTCIceServerLike = {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
};

/** The shipped fake phone: a line that is always ready. For the demo without a server and for tests. */
export type FakeCredentials = { readonly kind: 'fake'; readonly identity: string };

/** How a bearer that an OpenID provider gave is renewed. */
export type OidcGrant = {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** Absent: the provider gives none, so the agent signs in again when the bearer has expired. */
  readonly refreshToken?: string;
  /** Epoch milliseconds. */
  readonly bearerExpiresAt: number;
};

/** Who an agent is at our own server. As secret as a password, all of it but `server`. */
export type ServerSignIn = {
  /** Our own server's base URL: https://, or http:// to loopback only. */
  readonly server: string;
  /** What that server knows the agent by: an access key or an OIDC access token. */
  readonly bearer: string;
  /** Present: the bearer came from an OpenID provider. */
  readonly oidc?: OidcGrant;
};

/** Who asks our own server for Plivo tokens. */
export type PlivoAccount = ServerSignIn & { readonly kind: 'plivo' };

/** Who asks our own server for what to register with at a gateway of one's own, for a while (gatewayContract.ts). */
export type GatewayAccount = ServerSignIn & { readonly kind: 'gateway' };

/** What our own server yields for Plivo (tokenContract.ts): the token for the SDK, and the account to ask for the next. */
export type PlivoCredentials = PlivoAccount & {
  /** Plivo's JWT. */
  readonly token: string;
  /** `sub_iss`: the SIP user that the token registers. */
  readonly username: string;
  /** Digits, no plus: every call goes there, its destination in X-PH-Dest. */
  readonly plivoNumber: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Signalling URLs instead of Plivo's own: a server that runs without an account. */
  readonly servers?: readonly string[];
};

export type Credentials = SipCredentials | PlivoCredentials | FakeCredentials;

/** An account whose credentials run out and can be asked for again. */
export type RenewableAccount = PlivoAccount | GatewayAccount | SiperbAccount;

/** What a host can be given: credentials, or an account for which it has to ask before a phone can be opened. */
export type Openable = Credentials | RenewableAccount;

/**
 * A SIP provider (trunk) in the words of providers.yaml, after parsing: every default filled in, every secret read.
 * Shapes only; parseProviders.ts says what may be written, render/ what Kamailio makes of it.
 */

export const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** `srtp` is SDES (RFC 4568), which is what trunks speak; it needs `tls`, for the keys travel in the SDP. */
export const MEDIA = ['rtp', 'srtp'] as const;
export type Media = (typeof MEDIA)[number];

/**
 * How the provider knows that it is us. `ip`: by our address. `digest`: it challenges the INVITE (401 or 407).
 * `register`: we register there, which also brings inbound calls; INVITEs are challenged as with `digest`.
 */
export const MODES = ['ip', 'digest', 'register'] as const;
export type Mode = (typeof MODES)[number];

/**
 * How the provider wants a number dialled, for +44 20 7946 0123: `e164` +442079460123 · `digits` 442079460123 ·
 * `00` 00442079460123 · `local` 02079460123, where only numbers of `homeCountry` lose their country code.
 */
export const NUMBER_FORMATS = ['e164', 'digits', '00', 'local'] as const;
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

/** `callerId` where there is one, or always the account's `username`. */
export const FROM_USERS = ['callerId', 'username'] as const;
export type FromUser = (typeof FROM_USERS)[number];

/** How a call rings at several agents: at all of them at once, or at one after the other as they are listed. */
export const RINGS = ['all', 'inOrder'] as const;
export type Ring = (typeof RINGS)[number];

/** Where calls to one of our numbers go. `all`: every agent that is registered at that moment. */
export type InboundTarget =
  | { readonly kind: 'agent'; readonly agent: string }
  | { readonly kind: 'group'; readonly agents: readonly string[] }
  | { readonly kind: 'all' };

export type InboundRoute = {
  /** The number in E.164, or `*` for every number of this provider that has no route of its own. */
  readonly did: string;
  readonly target: InboundTarget;
  readonly ring: Ring;
};

export type ProviderLimits = {
  /** Calls at the same time over this provider; null: as many as it takes. */
  readonly calls: number | null;
  /** The longest call in seconds; null: the installation's own limit. */
  readonly maxDurationS: number | null;
};

export type ProviderTls = {
  /** Whether the provider's certificate chain is checked. Off only where `verify: insecure` is written. */
  readonly verify: boolean;
  /** PEM file with the authorities to trust; null: the system's. */
  readonly caFile: string | null;
};

export type Provider = {
  /** [a-z0-9-], unique; what `X-Offhook-Provider` and `check NAME` say. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Empty for mode `ip` where none is given. */
  readonly username: string;
  /** A secret; empty for mode `ip`. */
  readonly password: string;
  /** The SIP domain in From, To and the registration; `host` when not given. */
  readonly domain: string;
  readonly transport: Transport;
  readonly media: Media;
  readonly mode: Mode;
  /** E.164 numbers that calls may show; the first is shown when an agent chooses none. Empty: the username is shown. */
  readonly callerIds: readonly string[];
  readonly numberFormat: NumberFormat;
  /** Country code with plus, such as `+44`, for numberFormat `local`; null otherwise. */
  readonly homeCountry: string | null;
  /** What stands in front of a national number with `local`: `0` in most countries, nothing in North America. */
  readonly nationalPrefix: string;
  /** Whose name the From header bears. Some PBXs find the trunk by its username there; the caller id is then only asserted. */
  readonly fromUser: FromUser;
  /** E.164 prefixes such as `+4420`; the longest of all providers wins; '' takes what nobody else does. */
  readonly prefixes: readonly string[];
  /** Custom headers put on every INVITE, names beginning with `X-`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of `X-` headers that a browser may set itself on this provider's calls (lower case). */
  readonly browserHeaders: readonly string[];
  /** Whether the provider carries out REFER. When not, the gateway answers it with 501 and the phone bridges itself. */
  readonly refer: boolean;
  readonly limits: ProviderLimits;
  readonly inbound: readonly InboundRoute[];
  /** Addresses (IP or CIDR) that INVITEs may come from, beside those that `host` resolves to. */
  readonly sources: readonly string[];
  readonly tls: ProviderTls;
};

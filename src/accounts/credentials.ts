/** What an account yields today: all that a phone needs to open its line. Lives in memory, never in a page or a log. */

export type SipCredentials = {
  readonly kind: 'sip';
  /** WebSocket URLs in the order they are tried: wss://, or ws:// to loopback only. */
  readonly servers: readonly string[];
  readonly user: string;
  readonly domain: string;
  readonly password: string;
  readonly displayName?: string;
  readonly iceServers: readonly RTCIceServerLike[];
};

/** RTCIceServer without the DOM's type, so that pure rooms may carry it. */
export type RTCIceServerLike = {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
};

/** The shipped fake phone: a line that is always ready. For the demo without a server and for tests. */
export type FakeCredentials = { readonly kind: 'fake'; readonly identity: string };

export type Credentials = SipCredentials | FakeCredentials;

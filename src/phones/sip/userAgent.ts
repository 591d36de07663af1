/** JsSIP's UA with the settings that a desk needs, and the few of its insides that are touched, named here once. */
import JsSIP from 'jssip';
import type { UA } from 'jssip/lib/UA';
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { SipSocket } from './socket.ts';

/** Within 120–600 s: short enough that a dead browser soon stops ringing, long enough to be quiet. */
const REGISTER_EXPIRES_S = 300;

const RING_INCOMING_S = 60;

/** Parts of JsSIP 3.13.8 that its typings leave out. */
type Transport = {
  _reconnect(): void;
  _getSocket(): void;
  readonly socket: SipSocket;
  connect(): void;
  isConnected(): boolean;
  isConnecting(): boolean;
};
type UntypedUa = {
  readonly transport: Transport;
  sendOptions(target: unknown, body: undefined, options: object): unknown;
};

/** What the line needs of a UA. */
export type UserAgent = {
  readonly ua: UA;
  /** Opens the socket, the next server first when the last one failed. Nothing while open or opening. */
  connect(): void;
  /** Gives up on the present socket, open or opening. */
  drop(reason: string): void;
  isOpening(): boolean;
  /** What is asked from now on is signed with these; what is registered and who talks stays as it is. */
  signWith(credentials: Pick<SipCredentials, 'user' | 'authorizationUser' | 'password'>): void;
  /** A SIP message as it is, past JsSIP. */
  say(message: string): void;
  /** An OPTIONS to our own domain: any answer, a refusal too, shows that the server is there. */
  ping(): void;
};

/**
 * A user agent that is not started. It does not reconnect by itself: when to try again is the line's decision, so that
 * the moment can be shown. `instanceId` is a UUID (RFC 5626 §3.1).
 */
export function createUserAgent(
  credentials: SipCredentials,
  sockets: readonly SipSocket[],
  instanceId: string,
): UserAgent {
  JsSIP.debug.disable(); // its log carries passwords
  const { user, domain, authorizationUser, password, displayName, contactUser, headers = [] } = credentials;
  const ua = new JsSIP.UA({
    // The first server has the highest weight: JsSIP takes the next one when it fails.
    sockets: sockets.map((socket, index) => ({ socket, weight: sockets.length - index })) as never,
    uri: `sip:${encodeURIComponent(user)}@${domain}`,
    authorization_user: authorizationUser ?? user,
    password,
    ...(displayName ? { display_name: displayName } : {}),
    ...(contactUser ? { contact_uri: `sip:${contactUser}@${domain}` } : {}),
    instance_id: instanceId,
    register_expires: REGISTER_EXPIRES_S,
    no_answer_timeout: RING_INCOMING_S,
    // Refreshes fall into outages and end the call there; liveness is the gateway's business.
    session_timers: false,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 4,
    user_agent: 'Offhook',
  });
  ua.registrator().setExtraHeaders([...headers]);
  let clear = password;
  // JsSIP forgets it at the first challenge; another realm may ask for it again.
  ua.on('registered', () => ua.set('password', clear));
  const { transport } = ua as unknown as UntypedUa;
  transport._reconnect = () => {};
  const self = JsSIP.URI.parse(`sip:${domain}`);
  return {
    ua,
    connect() {
      if (transport.isConnected() || transport.isConnecting()) return;
      transport._getSocket();
      transport.connect();
    },
    drop: (reason) => transport.socket.drop(reason),
    isOpening: () => transport.isConnecting(),
    signWith(fresh) {
      // Each request reads both anew (JsSIP's RequestSender).
      clear = fresh.password;
      ua.set('authorization_user', fresh.authorizationUser ?? fresh.user);
      ua.set('password', clear);
    },
    say: (message) => void transport.socket.send(message),
    ping: () => void (ua as unknown as UntypedUa).sendOptions(self, undefined, {}),
  };
}

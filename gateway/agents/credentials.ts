/**
 * Short-lived SIP credentials: whoever shares the secret can mint them, the gateway checks them without asking anybody.
 * kamailio/agent.cfg is the other end.
 */
import { createHmac } from 'node:crypto';

export type SipCredentials = {
  /** The digest user: `<expiry in Unix seconds>:<agent>`. The agent alone stands in From and in the registration. */
  readonly authorizationUser: string;
  /** HMAC-SHA256 of the digest user, in base64url without padding; it is the digest's password. */
  readonly password: string;
};

/** `expiresAtS`: Unix seconds, ten digits; from then on no request is let in with them. */
export function mintCredentials(agent: string, expiresAtS: number, secret: string): SipCredentials {
  const authorizationUser = `${expiresAtS}:${agent}`;
  const password = createHmac('sha256', secret).update(authorizationUser).digest('base64url');
  return { authorizationUser, password };
}

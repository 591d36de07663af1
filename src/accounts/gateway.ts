/**
 * The SIP credentials that our own server mints for a gateway of one's own, for a while. What the server says is
 * gatewayContract.ts; how an account is checked is serverAccount.ts, and registering with it is the SIP phone's.
 */
import type { GatewayAccount, SipCredentials } from './credentials.ts';
import type { SipCredentialsReply } from './gatewayContract.ts';
import { fetchSipCredentials, type Refused } from './plivoServer.ts';
import { askWithBearer } from './serverBearer.ts';

/** Refused: the account to ask with next time, as for every account that is renewed. */
export type GatewayObtained =
  | { readonly ok: true; readonly credentials: SipCredentials }
  | (Refused & { readonly account: GatewayAccount });

/** What to register with until `expiresAt`, fresh from our server. Never rejects. */
export async function gatewayCredentials(
  from: GatewayAccount,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<GatewayObtained> {
  const ask = (account: GatewayAccount) => fetchSipCredentials(account, fetch, signal);
  const asked = await askWithBearer(from, ask, fetch, signal);
  return asked.ok ? { ok: true, credentials: sipCredentialsOf(asked.value, asked.account) } : asked;
}

function sipCredentialsOf(reply: SipCredentialsReply, from: GatewayAccount): SipCredentials {
  const { agent, user, password, domain, server, expiresAt, turn } = reply;
  return {
    kind: 'sip',
    servers: [server],
    user: agent,
    domain,
    authorizationUser: user,
    password,
    expiresAt,
    iceServers: turn ? [turn] : [],
    from,
  };
}

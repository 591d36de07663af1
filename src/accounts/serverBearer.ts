/**
 * Asking our own server with a bearer that it takes: one that an OpenID provider gave and that has expired is renewed first,
 * and once more where the server knows better. What is asked for is plivo.ts's and gateway.ts's; renewing is oidc.ts.
 */
import type { ServerSignIn } from './credentials.ts';
import { refreshOidc } from './oidc.ts';
import type { Refused } from './plivoServer.ts';

/** Either way the account to ask with next time: a provider may have replaced its tokens before our server refused. */
export type Asked<Account, Value> =
  | { readonly ok: true; readonly value: Value; readonly account: Account }
  | (Refused & { readonly account: Account });

type Ask<Account, Value> = (
  account: Account,
) => Promise<{ readonly ok: true; readonly value: Value } | Refused>;

/** A bearer this close to its end may expire on its way. */
const BEARER_MARGIN_MS = 60_000;

/** Never rejects unless `ask` does. */
export async function askWithBearer<Account extends ServerSignIn, Value>(
  account: Account,
  ask: Ask<Account, Value>,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Asked<Account, Value>> {
  const { oidc } = account;
  const renewed = async (): Promise<Asked<Account, Value>> => {
    if (!oidc) return { ok: false, failure: { code: 'sign-in-expired' }, account };
    const fresh = await refreshOidc(oidc, fetch, signal);
    if (!fresh.ok) return { ...fresh, account };
    const newer = { ...account, bearer: fresh.bearer, oidc: fresh.oidc };
    return { ...(await ask(newer)), account: newer };
  };
  if (oidc && oidc.bearerExpiresAt - BEARER_MARGIN_MS < Date.now()) return renewed();
  const answer = await ask(account);
  // The server's clock and its idea of a session may differ from the provider's word.
  const worthRenewing = !answer.ok && answer.failure.code === 'sign-in-expired' && oidc?.refreshToken;
  return worthRenewing ? renewed() : { ...answer, account };
}

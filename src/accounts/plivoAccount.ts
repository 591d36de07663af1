/** The Plivo account as it is kept. Apart from plivo.ts, so that the host knows one without the code that signs in. */
import type { PlivoAccount } from './credentials.ts';

/** The account alone, of an account or of credentials that still carry their last token. */
export function plivoAccountOf({ kind, server, bearer, oidc }: PlivoAccount): PlivoAccount {
  return { kind, server, bearer, ...(oidc && { oidc }) };
}

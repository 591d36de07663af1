/** An account at our own server, whatever that carries calls with: which check it has and which credentials it yields. */
import type { GatewayAccount, PlivoAccount } from './credentials.ts';
import { type GatewayObtained, gatewayCredentials } from './gateway.ts';
import { checkPlivoAccount, type Obtained, type PlivoFormProblem, plivoCredentials } from './plivo.ts';
import type { Carrier } from './tokenContract.ts';

export type ServerAccount = PlivoAccount | GatewayAccount;

export type ServerCheck =
  | { readonly ok: true; readonly account: ServerAccount }
  | { readonly ok: false; readonly problems: readonly PlivoFormProblem[] };

/** `unknown` → an account with an access key, or every field that is wrong, each once. The form is the same for both. */
export function checkServerAccount(kind: Carrier, input: unknown): ServerCheck {
  const check = checkPlivoAccount(input);
  return check.ok ? { ok: true, account: { ...check.account, kind } } : check;
}

/** What a phone needs, fresh from our server. Never rejects. */
export function serverCredentials(
  account: ServerAccount,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Obtained | GatewayObtained> {
  return account.kind === 'gateway'
    ? gatewayCredentials(account, fetch, signal)
    : plivoCredentials(account, fetch, signal);
}

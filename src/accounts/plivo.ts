/**
 * The Plivo account: our own server's address and what it knows the agent by, checked, and the credentials that server
 * yields. Calling it is plivoServer.ts; the OpenID provider's part is oidc.ts. No problem ever quotes an access key.
 */
import * as v from 'valibot';
import type { PlivoAccount, PlivoCredentials } from './credentials.ts';
import { isBaseUrl } from './loopback.ts';
import { refreshOidc } from './oidc.ts';
import { plivoAccountOf } from './plivoAccount.ts';
import { fetchToken, type Refused } from './plivoServer.ts';

export type PlivoForm = {
  /** https://, or http:// to loopback. */
  readonly server: string;
  readonly accessKey: string;
};

export type PlivoFormProblem = {
  readonly field: keyof PlivoForm;
  /** Empty for an access key. */
  readonly value: string;
  readonly fix: string;
};

export type PlivoCheck =
  | { readonly ok: true; readonly account: PlivoAccount }
  | { readonly ok: false; readonly problems: readonly PlivoFormProblem[] };

/** Either way the account to ask with next time: a provider may have replaced its tokens before our server refused. */
export type Obtained =
  | { readonly ok: true; readonly credentials: PlivoCredentials }
  | (Refused & { readonly account: PlivoAccount });

const LONGEST = 512;
/** A bearer this close to its end may expire on its way. */
const BEARER_MARGIN_MS = 60_000;

const FIXES = {
  server:
    'Write the address of your Offhook server: https://calls.example.com. http:// works on this computer only.',
  accessKey: 'Write the access key that your administrator made for you, in one piece.',
} as const satisfies Record<keyof PlivoForm, string>;

const formSchema = v.object({
  server: v.pipe(v.string(), v.trim(), v.maxLength(LONGEST), v.check(isBaseUrl)),
  // What a header can carry (RFC 6750 §2.1).
  accessKey: v.pipe(v.string(), v.trim(), v.maxLength(LONGEST), v.regex(/^[\w.~+/=-]{8,}$/)),
});

/** `unknown` → an account with an access key, or every field that is wrong, each once. */
export function checkPlivoAccount(input: unknown): PlivoCheck {
  const result = v.safeParse(formSchema, input);
  if (result.success) {
    const { server, accessKey } = result.output;
    return { ok: true, account: { kind: 'plivo', server, bearer: accessKey } };
  }
  const wrong = result.issues.map((issue) => issue.path?.[0]?.key as keyof PlivoForm | undefined);
  const fields = wrong.includes(undefined) ? (['server', 'accessKey'] as const) : wrong;
  const problems = [...new Set(fields as readonly (keyof PlivoForm)[])].map((field) => ({
    field,
    value: shown(field, input),
    fix: FIXES[field],
  }));
  return { ok: false, problems };
}

function shown(field: keyof PlivoForm, input: unknown): string {
  if (field === 'accessKey') return '';
  const value = (input as Partial<Record<keyof PlivoForm, unknown>> | null)?.server;
  if (typeof value !== 'string') return '';
  // https://user:secret@host: a secret in the wrong place is still one.
  return value.replace(/\/\/[^/@]*@/, '//…@').slice(0, 80);
}

/**
 * What a phone needs, fresh from our server; an OpenID bearer that has expired is renewed first. Never rejects.
 */
export async function plivoCredentials(
  from: PlivoAccount,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Obtained> {
  const account = plivoAccountOf(from);
  const stale = account.oidc !== undefined && account.oidc.bearerExpiresAt - BEARER_MARGIN_MS < Date.now();
  if (stale) return renewed(account, fetch, signal);
  const answer = await withToken(account, fetch, signal);
  // The server's clock and its idea of a session may differ from the provider's word.
  const worthRenewing = !answer.ok && answer.failure.code === 'sign-in-expired' && account.oidc?.refreshToken;
  return worthRenewing ? renewed(account, fetch, signal) : answer;
}

async function renewed(
  account: PlivoAccount,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Obtained> {
  const { kind, server, oidc } = account;
  if (!oidc) return { ok: false, failure: { code: 'sign-in-expired' }, account };
  const fresh = await refreshOidc(oidc, fetch, signal);
  if (!fresh.ok) return { ...fresh, account };
  return withToken({ kind, server, bearer: fresh.bearer, oidc: fresh.oidc }, fetch, signal);
}

async function withToken(
  account: PlivoAccount,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Obtained> {
  const answer = await fetchToken(account, fetch, signal);
  return answer.ok ? { ok: true, credentials: { ...account, ...answer.reply } } : { ...answer, account };
}

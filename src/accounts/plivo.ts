/**
 * The Plivo account: our own server's address and what it knows the agent by, checked, and the credentials that server
 * yields. Calling it is plivoServer.ts, with a bearer that is good serverBearer.ts. No problem ever quotes an access key.
 */
import * as v from 'valibot';
import type { PlivoAccount, PlivoCredentials } from './credentials.ts';
import { isBaseUrl } from './loopback.ts';
import { plivoAccountOf } from './plivoAccount.ts';
import { fetchToken, type Refused } from './plivoServer.ts';
import { askWithBearer } from './serverBearer.ts';

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
  const ask = async (account: PlivoAccount) => {
    const answer = await fetchToken(account, fetch, signal);
    return answer.ok ? ({ ok: true, value: answer.reply } as const) : answer;
  };
  const asked = await askWithBearer(plivoAccountOf(from), ask, fetch, signal);
  return asked.ok ? { ok: true, credentials: { ...asked.account, ...asked.value } } : asked;
}

/**
 * The plain SIP account: what somebody types or a policy says, checked, and the credentials it yields. Nothing here
 * talks to a server, and no problem ever quotes a password.
 */
import * as v from 'valibot';
import type { RTCIceServerLike, SipAccount, SipCredentials } from './credentials.ts';
import { SIP_FIXES, shownOf, sipFields } from './sipFields.ts';

export type { SipAccount };

export type SipAccountField = keyof SipAccount;

/** Which field is wrong, what was in it (never a password), and what to write instead. */
export type SipAccountProblem = {
  readonly field: SipAccountField;
  readonly value: string;
  readonly fix: string;
};

export type SipAccountCheck =
  | { readonly ok: true; readonly account: SipAccount }
  | { readonly ok: false; readonly problems: readonly SipAccountProblem[] };

const accountSchema = v.pipe(
  v.object(sipFields),
  v.forward(
    v.check(({ numberFormat, country }) => numberFormat !== 'local' || country !== undefined),
    ['country'],
  ),
);

type Parsed = v.InferOutput<typeof accountSchema>;

/** Without what was left empty. */
function accountOf({ servers, user, password, domain, ...rest }: Parsed): SipAccount {
  const { displayName, iceServers, callerIds, numberFormat, country, headers } = rest;
  return {
    servers,
    user,
    password,
    domain,
    ...(displayName && { displayName }),
    ...(iceServers && { iceServers: iceServers as readonly RTCIceServerLike[] }),
    ...(callerIds?.length && { callerIds }),
    ...(numberFormat && { numberFormat }),
    ...(country && { country }),
    ...(headers?.length && { headers }),
  };
}

/** `unknown` → an account, or every field that is wrong, each once. */
export function checkSipAccount(input: unknown): SipAccountCheck {
  const result = v.safeParse(accountSchema, input);
  if (result.success) return { ok: true, account: accountOf(result.output) };
  const wrong = result.issues.map((issue) => issue.path?.[0]?.key as SipAccountField | undefined);
  const fields = wrong.includes(undefined) ? (['servers', 'user', 'password', 'domain'] as const) : wrong;
  const problems = [...new Set(fields as readonly SipAccountField[])].map((field) => ({
    field,
    value: shownOf(field, input),
    fix: SIP_FIXES[field],
  }));
  return { ok: false, problems };
}

/** `unknown` → an account or null, for places that have nobody to tell. */
export function parseSipAccount(input: unknown): SipAccount | null {
  const check = checkSipAccount(input);
  return check.ok ? check.account : null;
}

/** What a phone needs; no STUN or TURN unless the account names it. */
export function sipCredentials(account: SipAccount): SipCredentials {
  const { headers, iceServers = [], ...same } = account;
  return { kind: 'sip', ...same, iceServers, ...(headers && { inviteHeaders: headers }) };
}

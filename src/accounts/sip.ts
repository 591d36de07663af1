/**
 * The plain SIP account: what somebody types or a policy says, checked, and the credentials it yields. Nothing here
 * talks to a server, and no problem ever quotes a password.
 */
import * as v from 'valibot';
import type { RTCIceServerLike, SipCredentials } from './credentials.ts';
import { isLoopback } from './loopback.ts';

export type SipAccount = {
  /** wss://, or ws:// to loopback. */
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  readonly displayName?: string;
  readonly iceServers?: readonly RTCIceServerLike[];
};

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

const LONGEST = 256;

const FIXES = {
  server:
    'Write the WebSocket address of your SIP server: wss://sip.example.com. ws:// works on this computer only.',
  user: 'Write the SIP user name alone, without sip: and without the part after @.',
  password: 'Write the password of the SIP user.',
  domain: 'Write the host name of your SIP domain alone: sip.example.com.',
  displayName: 'Write a name of up to 80 characters, or leave it empty.',
  iceServers: 'Give a list of STUN or TURN servers: { "urls": ["stun:stun.example.com:3478"] }.',
} as const satisfies Record<SipAccountField, string>;

function isServerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username || password || hash) return false;
  return protocol === 'wss:' || (protocol === 'ws:' && isLoopback(hostname));
}

const SIP_USER = /^[\p{L}\p{N}+._~!*'()&=$,;?%-]+$/u;
const DOMAIN = /^(?=.{1,253}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;
const ICE_URL = /^(stun|stuns|turn|turns):[^\s]+$/i;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(LONGEST));

const accountSchema = v.object({
  server: v.pipe(text, v.check(isServerUrl)),
  user: v.pipe(text, v.regex(SIP_USER)),
  // Not trimmed: a space may belong to it.
  password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST)),
  domain: v.pipe(text, v.regex(DOMAIN)),
  displayName: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
  iceServers: v.optional(
    v.pipe(
      v.array(
        v.object({
          urls: v.pipe(v.array(v.pipe(v.string(), v.regex(ICE_URL))), v.minLength(1), v.maxLength(8)),
          username: v.optional(v.pipe(v.string(), v.maxLength(LONGEST))),
          credential: v.optional(v.pipe(v.string(), v.maxLength(LONGEST))),
        }),
      ),
      v.maxLength(8),
    ),
  ),
});

type Parsed = v.InferOutput<typeof accountSchema>;

const accountOf = ({ displayName, iceServers, ...must }: Parsed): SipAccount => ({
  ...must,
  ...(displayName ? { displayName } : {}),
  ...(iceServers ? { iceServers: iceServers as readonly RTCIceServerLike[] } : {}),
});

/** What may be repeated on a screen: typed text, shortened; of lists (they hold TURN secrets) and passwords nothing. */
function shown(field: SipAccountField, input: unknown): string {
  if (field === 'password' || field === 'iceServers') return '';
  const value = (input as Partial<Record<SipAccountField, unknown>> | null)?.[field];
  if (typeof value !== 'string') return '';
  // wss://user:secret@host: a password in the wrong place is still one.
  return value.replace(/\/\/[^/@]*@/, '//…@').slice(0, 80);
}

/** `unknown` → an account, or every field that is wrong, each once. */
export function checkSipAccount(input: unknown): SipAccountCheck {
  const result = v.safeParse(accountSchema, input);
  if (result.success) return { ok: true, account: accountOf(result.output) };
  const wrong = result.issues.map((issue) => issue.path?.[0]?.key as SipAccountField | undefined);
  const fields = wrong.includes(undefined) ? (['server', 'user', 'password', 'domain'] as const) : wrong;
  const problems = [...new Set(fields as readonly SipAccountField[])].map((field) => ({
    field,
    value: shown(field, input),
    fix: FIXES[field],
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
  const { server, user, password, domain, displayName, iceServers = [] } = account;
  return {
    kind: 'sip',
    servers: [server],
    user,
    domain,
    password,
    iceServers,
    ...(displayName ? { displayName } : {}),
  };
}

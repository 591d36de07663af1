/**
 * The accounts that were signed in, and which of them is the default. Their secrets are on disk only where the agent
 * asked to be remembered, and sealed, so that signing out erases them; signing in is not known here.
 */
import * as v from 'valibot';
import type { NumberFormat, OidcGrant, RTCIceServerLike } from '../accounts/credentials.ts';
import type { AccountId } from '../call/state.ts';
import { keep } from './keep.ts';
import { dropKeys, type Sealed, seal, unseal } from './sealed.ts';

/** Without its secrets (`password` and what is kept with it) only the form is filled in again. */
export type StoredSip = {
  readonly kind: 'sip';
  readonly servers: readonly string[];
  readonly user: string;
  readonly domain: string;
  readonly displayName?: string;
  readonly callerIds?: readonly string[];
  readonly numberFormat?: NumberFormat;
  readonly country?: string;
  /** Present: stay signed in. */
  readonly password?: string;
  /** Kept with the password only: a TURN server's credential is as secret. */
  readonly iceServers?: readonly RTCIceServerLike[];
  /** Kept with the password only: a header may hold a key. */
  readonly inviteHeaders?: readonly string[];
};

/** Of our own server, for what it carries calls with. */
export type StoredServer = {
  readonly kind: 'plivo' | 'gateway';
  readonly server: string;
  readonly by: 'accessKey' | 'organisation';
  /** Access key or access token. Present: stay signed in. */
  readonly bearer?: string;
  /** Kept with the bearer only: it may hold a refresh token. */
  readonly oidc?: OidcGrant;
};

export type StoredSiperb = {
  readonly kind: 'siperb';
  readonly api: string;
  readonly deviceToken?: string;
  /** Personal access token. Present: stay signed in. What it yields, the SIP password, is never kept. */
  readonly token?: string;
};

/** What is known of an account apart from its name here. */
export type StoredShape = StoredSip | StoredServer | StoredSiperb;
export type StoredAccount = StoredShape & { readonly id: AccountId; readonly label: string };
export type StoredAccounts = {
  readonly accounts: readonly StoredAccount[];
  /** Null, or an account that is gone: the first is the default. It may be one of the organisation's. */
  readonly defaultId: AccountId | null;
};

export const NO_ACCOUNTS: StoredAccounts = { accounts: [], defaultId: null };

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(512));
/** An OpenID provider's access token carries groups and roles: some have 10 kB. */
const token = v.pipe(v.string(), v.minLength(1), v.maxLength(16_384));
const id = v.custom<AccountId>((value) => typeof value === 'string' && /^[\w:.-]{1,80}$/.test(value));
const named = { id, label: text };

const sip = v.strictObject({
  ...named,
  kind: v.literal('sip'),
  servers: v.pipe(v.array(text), v.minLength(1)),
  user: text,
  domain: text,
  displayName: v.exactOptional(text),
  callerIds: v.exactOptional(v.array(text)),
  numberFormat: v.exactOptional(v.picklist(['e164', 'digits', '00', 'local'])),
  country: v.exactOptional(text),
  password: v.exactOptional(text),
  iceServers: v.exactOptional(
    v.array(
      v.strictObject({
        urls: v.array(text),
        username: v.exactOptional(text),
        credential: v.exactOptional(text),
      }),
    ),
  ),
  inviteHeaders: v.exactOptional(v.array(text)),
});

const server = v.strictObject({
  ...named,
  kind: v.picklist(['plivo', 'gateway']),
  server: text,
  by: v.picklist(['accessKey', 'organisation']),
  bearer: v.exactOptional(token),
  oidc: v.exactOptional(
    v.strictObject({
      issuer: text,
      clientId: text,
      scope: text,
      refreshToken: v.exactOptional(token),
      bearerExpiresAt: v.number(),
    }),
  ),
});

const siperb = v.strictObject({
  ...named,
  kind: v.literal('siperb'),
  api: text,
  deviceToken: v.exactOptional(text),
  token: v.exactOptional(token),
});

const stored = v.strictObject({
  accounts: v.pipe(v.array(v.variant('kind', [sip, server, siperb])), v.maxLength(50)),
  defaultId: v.nullable(id),
});

/** 2026-11: before, there was one account, a SIP account had one server, and nobody needed names. */
function severalOf(earlier: unknown): unknown {
  if (earlier === null || typeof earlier !== 'object') return NO_ACCOUNTS;
  const { server, ...rest } = earlier as { kind?: unknown; server?: string; user?: string; domain?: string };
  const account =
    rest.kind === 'sip'
      ? { ...rest, servers: [server], label: `${rest.user}@${rest.domain}` }
      : { ...rest, server, label: hostOf(server) };
  const first = crypto.randomUUID();
  return { accounts: [{ id: first, ...account }], defaultId: first };
}

function hostOf(server: string | undefined): string {
  return URL.canParse(server ?? '') ? new URL(server ?? '').host : 'Plivo';
}

/** What lies in storage.local: sealed, or as it is, where nobody is signed in or the browser cannot seal. */
const onDisk = v.union([stored, v.strictObject({ key: text, data: v.string() })]);

const disk = keep<StoredAccounts | Sealed>({
  area: 'local',
  key: 'account',
  version: 3,
  migrations: {
    // 2026-11: before, every account was a SIP account and did not say so.
    2: (earlier) => ({ kind: 'sip', ...(earlier as object) }),
    3: severalOf,
  },
  schema: onDisk,
  fallback: NO_ACCOUNTS,
});

export interface AccountStore {
  get(): Promise<StoredAccounts>;
  /** Reads, changes and writes in turn. Rejects when the browser cannot write. */
  change(changed: (accounts: StoredAccounts) => StoredAccounts): Promise<void>;
  /** Forgets all of them, and what could not be read. */
  clear(): Promise<void>;
}

async function read(): Promise<StoredAccounts> {
  const found = await disk.get();
  if (!('key' in found)) return found;
  const opened = await unseal(found);
  const parsed = v.safeParse(stored, opened === null ? null : JSON.parse(opened));
  return parsed.success ? parsed.output : NO_ACCOUNTS;
}

/** With a new key each time: what was signed out is not to be read from an earlier writing either. */
async function write(accounts: StoredAccounts): Promise<void> {
  const sealed = accounts.accounts.length > 0 ? await seal(JSON.stringify(accounts)) : null;
  await disk.set(sealed ?? accounts);
  await dropKeys(sealed?.key);
}

let last: Promise<unknown> = Promise.resolve();
/** One after the other: who reads while another writes would hold a text whose key is gone. */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

export const accountStore: AccountStore = {
  get: () => inTurn(read),
  change: (changed) => inTurn(async () => write(changed(await read()))),
  clear: () =>
    inTurn(async () => {
      await disk.clear();
      await dropKeys();
    }),
};

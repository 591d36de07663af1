/**
 * The account that was signed in last. Its secrets are on disk only when the agent asked to be remembered; signing in,
 * and what an account yields, is not known here.
 */
import * as v from 'valibot';
import type { OidcGrant, RTCIceServerLike } from '../accounts/credentials.ts';
import { keep } from './keep.ts';

export type StoredSipAccount = {
  readonly kind: 'sip';
  readonly server: string;
  readonly user: string;
  readonly domain: string;
  /** Present: stay signed in. Absent: only the form is filled in again. */
  readonly password?: string;
  /** Kept with the password only: a TURN server's credential is as secret. */
  readonly iceServers?: readonly RTCIceServerLike[];
};

export type StoredPlivoAccount = {
  readonly kind: 'plivo';
  readonly server: string;
  readonly by: 'accessKey' | 'organisation';
  /** Access key or access token. Present: stay signed in. */
  readonly bearer?: string;
  /** Kept with the bearer only: it may hold a refresh token. */
  readonly oidc?: OidcGrant;
};

export type StoredAccount = StoredSipAccount | StoredPlivoAccount;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(512));
/** An OpenID provider's access token carries groups and roles: some have 10 kB. */
const token = v.pipe(v.string(), v.minLength(1), v.maxLength(16_384));

const sip = v.strictObject({
  kind: v.literal('sip'),
  server: text,
  user: text,
  domain: text,
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
});

const plivo = v.strictObject({
  kind: v.literal('plivo'),
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

const account = keep<StoredAccount | null>({
  area: 'local',
  key: 'account',
  version: 2,
  // 2026-11: before, every account was a SIP account and did not say so.
  migrations: { 2: (earlier) => ({ kind: 'sip', ...(earlier as object) }) },
  schema: v.nullable(v.variant('kind', [sip, plivo])),
  fallback: null,
});

export interface AccountStore {
  get(): Promise<StoredAccount | null>;
  set(account: StoredAccount): Promise<void>;
  clear(): Promise<void>;
}

export const accountStore: AccountStore = account;

/**
 * The account that was signed in last. The password is on disk only when the agent asked to be remembered; signing in,
 * and what an account yields, is not known here.
 */
import * as v from 'valibot';
import type { RTCIceServerLike } from '../accounts/credentials.ts';
import { keep } from './keep.ts';

export type StoredSipAccount = {
  readonly server: string;
  readonly user: string;
  readonly domain: string;
  /** Present: stay signed in. Absent: only the form is filled in again. */
  readonly password?: string;
  /** Kept with the password only: a TURN server's credential is as secret. */
  readonly iceServers?: readonly RTCIceServerLike[];
};

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

const account = keep<StoredSipAccount | null>({
  area: 'local',
  key: 'account',
  version: 1,
  schema: v.nullable(
    v.strictObject({
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
    }),
  ),
  fallback: null,
});

export interface AccountStore {
  get(): Promise<StoredSipAccount | null>;
  set(account: StoredSipAccount): Promise<void>;
  clear(): Promise<void>;
}

export const accountStore: AccountStore = account;

/**
 * What is kept of Siperb between two questions: the session, so that listing devices and signing in log in once, and a
 * device's last credentials, for when the service does not answer. In memory only: both are as secret as a password.
 */
import type { SipCredentials, SiperbAccount } from './credentials.ts';
import type { SiperbSession } from './siperbApi.ts';

/** `credentials` by device token. Without a session: the next question logs in. */
export type SiperbMemory = {
  readonly session: SiperbSession | null;
  readonly credentials: Readonly<Record<string, SipCredentials>>;
};

/** Whoever implements it must not write to a disk. */
export interface SiperbCache {
  read(account: SiperbAccount): SiperbMemory | null;
  write(account: SiperbAccount, memory: SiperbMemory): void;
  clear(): void;
}

/** Gone with the context that made it. */
export function createSiperbCache(): SiperbCache {
  const memories = new Map<string, SiperbMemory>();
  return {
    read: (account) => memories.get(userOf(account)) ?? null,
    write: (account, memory) => void memories.set(userOf(account), memory),
    clear: () => memories.clear(),
  };
}

/** A token belongs to one user: what another one left is never found. */
function userOf({ api, token }: SiperbAccount): string {
  return `${api} ${token}`;
}

/** Between what is on disk of an account, what a phone is opened with, and what a screen may know. Pure. */
import type { Credentials, Openable, PlivoAccount } from '../accounts/credentials.ts';
import { plivoAccountOf } from '../accounts/plivoAccount.ts';
import { sipCredentials } from '../accounts/sip.ts';
import type { AccountView } from '../messages/protocol.ts';
import type { StoredAccount } from '../storage/account.ts';

/** What goes on disk; without `remember` nothing that is secret. Null: the fake phone's account is nobody's. */
export function storedOf(credentials: Credentials, remember: boolean): StoredAccount | null {
  switch (credentials.kind) {
    case 'sip': {
      const { user, domain, password, iceServers, servers } = credentials;
      const open = { kind: 'sip', server: servers[0] ?? '', user, domain } as const;
      if (!remember) return open;
      return { ...open, password, ...(iceServers.length > 0 && { iceServers }) };
    }
    case 'plivo':
      return storedPlivoOf(credentials, remember);
    case 'fake':
      return null;
  }
}

/** The token is not kept: it lives for minutes. */
export function storedPlivoOf(account: PlivoAccount, remember: boolean): StoredAccount {
  const { kind, server, bearer, oidc } = plivoAccountOf(account);
  const by = oidc ? 'organisation' : 'accessKey';
  return remember ? { kind, server, by, bearer, ...(oidc && { oidc }) } : { kind, server, by };
}

/** What a new host is given. Null: nothing that could be opened without asking the agent. */
export function openableOf(stored: StoredAccount | null): Openable | null {
  if (stored?.kind === 'sip') {
    const { password } = stored;
    return password === undefined ? null : sipCredentials({ ...stored, password });
  }
  if (stored?.kind !== 'plivo' || stored.bearer === undefined) return null;
  const { kind, server, bearer, oidc } = stored;
  return { kind, server, bearer, ...(oidc && { oidc }) };
}

export function viewOf(stored: StoredAccount | null): AccountView {
  if (!stored) return null;
  const remembered = openableOf(stored) !== null;
  if (stored.kind === 'plivo') {
    const { kind, server, by } = stored;
    return { kind, server, by, remembered };
  }
  const { kind, user, domain, server } = stored;
  return { kind, user, domain, server, remembered };
}

/** Do both mean the same agent at the same server? Then the one on disk may be newer than the one in a host's memory. */
export function isSameSignIn(one: PlivoAccount, other: PlivoAccount): boolean {
  if (one.server !== other.server || one.oidc?.issuer !== other.oidc?.issuer) return false;
  return one.oidc ? one.oidc.clientId === other.oidc?.clientId : one.bearer === other.bearer;
}

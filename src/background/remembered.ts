/**
 * Between what is on disk of an account or comes by policy, what a phone is opened with, and what a screen may know.
 * Pure: who reads and writes is accountDesk.ts.
 */
import type { Openable, RenewableAccount, SiperbAccount } from '../accounts/credentials.ts';
import { isBaseUrl } from '../accounts/loopback.ts';
import type { ServerAccount } from '../accounts/serverAccount.ts';
import { parseSipAccount, sipCredentials } from '../accounts/sip.ts';
import type { AccountId } from '../call/state.ts';
import type { AccountView, OpenAccount } from '../messages/protocol.ts';
import { toE164 } from '../numbers/e164.ts';
import type { StoredAccount, StoredAccounts, StoredShape } from '../storage/account.ts';

/** An account that is signed in, was, or is the organisation's. */
export type KnownAccount = {
  readonly id: AccountId;
  readonly label: string;
  readonly managed: boolean;
  /** Its secrets are on disk. */
  readonly remembered: boolean;
  readonly shape: StoredShape;
  /** What a host is given without asking anybody. Null: somebody must sign in first. */
  readonly openable: Openable | null;
};

/** What goes on disk; without `remember` nothing that is secret. Null: the fake phone's account is nobody's. */
export function storedOf(openable: Openable, remember: boolean): StoredShape | null {
  switch (openable.kind) {
    case 'sip': {
      if (openable.from) return storedOf(openable.from, remember);
      const { password, iceServers, inviteHeaders, contactUser: _, headers: __, ...open } = openable;
      const { from: ___, ...shape } = open;
      if (!remember) return shape;
      const secrets = {
        ...(iceServers.length > 0 && { iceServers }),
        ...(inviteHeaders && { inviteHeaders }),
      };
      return { ...shape, password, ...secrets };
    }
    case 'plivo':
    case 'gateway': {
      // What they yield is not kept: it lives for minutes.
      const { kind, server, bearer, oidc } = openable;
      const by = oidc ? 'organisation' : 'accessKey';
      return remember ? { kind, server, by, bearer, ...(oidc && { oidc }) } : { kind, server, by };
    }
    case 'siperb': {
      const { token, ...shape } = openable;
      return remember ? { ...shape, token } : shape;
    }
    case 'fake':
      return null;
  }
}

/** The same account as far as it may be on disk where nobody stays signed in. */
export function withoutSecrets(stored: StoredAccount): StoredAccount {
  switch (stored.kind) {
    case 'sip': {
      const { password: _, iceServers: __, inviteHeaders: ___, ...open } = stored;
      return open;
    }
    case 'plivo':
    case 'gateway': {
      const { bearer: _, oidc: __, ...open } = stored;
      return open;
    }
    case 'siperb': {
      const { token: _, ...open } = stored;
      return open;
    }
  }
}

/**
 * What a new host is given. Null: nothing that could be opened without asking the agent. The disk is believed no more than
 * a form: what lies there may be of an earlier version, or of somebody's editor.
 */
export function openableOf(stored: StoredShape): Openable | null {
  switch (stored.kind) {
    case 'sip': {
      const { inviteHeaders, ...fields } = stored;
      const account = parseSipAccount({ ...fields, ...(inviteHeaders && { headers: inviteHeaders }) });
      return account && sipCredentials(account);
    }
    case 'plivo':
    case 'gateway': {
      const { kind, server, bearer, oidc } = stored;
      const isSafe = isBaseUrl(server) && (!oidc || isBaseUrl(oidc.issuer));
      if (bearer === undefined || !isSafe) return null;
      return { kind, server, bearer, ...(oidc && { oidc }) } as ServerAccount;
    }
    case 'siperb': {
      const { kind, api, deviceToken, token } = stored;
      if (token === undefined || !isBaseUrl(api)) return null;
      return { kind, api, token, ...(deviceToken && { deviceToken }) };
    }
  }
}

/** The messages between our contexts hold no longer one. */
const LONGEST_LABEL = 200;

/** What people call it: whose it is, or where. */
export function labelOf(openable: Openable): string {
  return nameOf(openable).slice(0, LONGEST_LABEL);
}

function nameOf(openable: Openable): string {
  switch (openable.kind) {
    case 'sip':
      // At a gateway of ours an agent's name is the server's business, and may be no word at all.
      if (openable.from?.kind === 'gateway') return nameOf(openable.from);
      return `${openable.user}@${openable.domain}`;
    case 'plivo':
    case 'gateway':
      return new URL(openable.server).host;
    case 'siperb':
      return 'Siperb';
    case 'fake':
      return openable.identity;
  }
}

/**
 * Every account, the default first, then those of the organisation, then the agent's own (none where the organisation
 * allows none).
 */
export function knownAccounts(
  { accounts, defaultId }: StoredAccounts,
  managed: readonly KnownAccount[],
  mayOwn: boolean,
): readonly KnownAccount[] {
  const isOwn = ({ id }: StoredAccount) => mayOwn && !isManagedId(id);
  const all = [
    ...managed.map((account) => signedInTo(account, accounts)),
    ...accounts.filter(isOwn).map(knownOf),
  ];
  return [...all.filter(({ id }) => id === defaultId), ...all.filter(({ id }) => id !== defaultId)];
}

/** An account of the organisation's to which a person had to sign in, and did. */
function signedInTo(managed: KnownAccount, stored: readonly StoredAccount[]): KnownAccount {
  const own = stored.find(({ id }) => id === managed.id);
  const { shape } = managed;
  if (managed.openable || !own || own.kind !== shape.kind || !isSameAccount(own, shape)) return managed;
  const openable = openableOf(own);
  return { ...managed, openable, remembered: openable !== null };
}

function knownOf({ id, label, ...shape }: StoredAccount): KnownAccount {
  const openable = openableOf(shape);
  return { id, label, managed: false, remembered: openable !== null, shape, openable };
}

/** Ids of the organisation's accounts begin so; those of signed-in ones are UUIDs. */
export const MANAGED_PREFIX = 'policy:';

export function isManagedId(id: AccountId): boolean {
  return id.startsWith(MANAGED_PREFIX);
}

export function openAccountOf({ id, label, openable }: KnownAccount): readonly OpenAccount[] {
  return openable ? [{ accountId: id, label, credentials: openable }] : [];
}

export function viewOf(
  { id, label, managed, remembered, shape }: KnownAccount,
  isDefault: boolean,
): AccountView {
  const named = { id, label, managed, remembered, isDefault };
  switch (shape.kind) {
    case 'sip': {
      const { kind, user, domain, servers, callerIds = [] } = shape;
      return {
        ...named,
        kind,
        user,
        domain,
        servers,
        callerIds: callerIds.flatMap((text) => toE164(text) ?? []),
      };
    }
    case 'plivo':
    case 'gateway':
      return { ...named, kind: shape.kind, server: shape.server, by: shape.by, callerIds: [] };
    case 'siperb': {
      const { kind, api, deviceToken } = shape;
      return { ...named, kind, api, ...(deviceToken && { deviceToken }), callerIds: [] };
    }
  }
}

/** Is it the same person at the same place? Then signing in again is no second account. */
export function isSameAccount(one: StoredShape, other: StoredShape): boolean {
  if (one.kind === 'sip' && other.kind === 'sip')
    return one.user === other.user && one.domain === other.domain;
  if ('server' in one && 'server' in other) return one.kind === other.kind && one.server === other.server;
  const areSiperb = one.kind === 'siperb' && other.kind === 'siperb';
  return areSiperb && one.api === other.api && one.deviceToken === other.deviceToken;
}

/** Do both mean the same sign-in? Then the one on disk may be newer than the one in a host's memory. */
export function isSameSignIn(one: RenewableAccount, other: RenewableAccount): boolean {
  if (one.kind !== 'siperb' && other.kind !== 'siperb')
    return one.kind === other.kind && isSameAgent(one, other);
  return one.kind === 'siperb' && other.kind === 'siperb' && isSameSiperb(one, other);
}

function isSameAgent(one: ServerAccount, other: ServerAccount): boolean {
  if (one.server !== other.server || one.oidc?.issuer !== other.oidc?.issuer) return false;
  return one.oidc ? one.oidc.clientId === other.oidc?.clientId : one.bearer === other.bearer;
}

function isSameSiperb(one: SiperbAccount, other: SiperbAccount): boolean {
  return one.api === other.api && one.token === other.token;
}

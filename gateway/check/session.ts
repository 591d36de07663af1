/** A provider's address with a user agent on it: opened, opened again when the far side closes it, closed at the end. */
import { readFileSync } from 'node:fs';
import type { Provider } from '../config/provider.ts';
import type { CheckOptions } from './check.ts';
import { type LinkFailure, openLink, type Peer } from './sip/link.ts';
import type { Timings } from './sip/transactions.ts';
import { createUserAgent, type UserAgent } from './sip/userAgent.ts';

export type Session = {
  readonly ua: UserAgent;
  /** Over TLS only. */
  readonly peer: Peer | null;
  /** This machine's address as the provider's side of it sees it. */
  readonly localAddress: string;
  /** What stands in Contact and SDP instead; null where this machine's address will do. */
  readonly publicAddress: string | null;
  /** Whether the far side has hung up that call. */
  hasLeft(callId: string): boolean;
  /** The far side has closed the connection, or refuses datagrams. */
  isGone(): boolean;
  close(): void;
};

export type SessionOpened =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly failure: LinkFailure };

export async function openSession(
  provider: Provider,
  address: string,
  { publicAddress, timings }: Pick<CheckOptions, 'publicAddress'> & { readonly timings: Timings },
): Promise<SessionOpened> {
  let ua: UserAgent | undefined;
  let isGone = false;
  const left = new Set<string>();
  const opened = await openLink(
    { ...provider, address, ca: authoritiesOf(provider) },
    {
      onMessage: (message) => ua?.transactions.receive(message),
      onMalformed: () => ua?.transactions.fail({ kind: 'malformed' }),
      onGone(failure) {
        isGone = true;
        ua?.transactions.fail({ kind: 'gone', failure });
      },
    },
    timings.answerMs,
  );
  if (!opened.ok) return opened;
  const { link } = opened;
  // A provider on this very machine reaches it without its public address.
  const advertised = /^(127\.|::1$)/.test(link.local.address) ? null : publicAddress;
  const { username, password, domain } = provider;
  const login = password === '' ? null : { username, password };
  ua = createUserAgent(link, { username, domain, login, publicAddress: advertised }, timings, (callId) =>
    left.add(callId),
  );
  return {
    ok: true,
    session: {
      ua,
      peer: link.peer,
      localAddress: link.local.address,
      publicAddress: advertised,
      hasLeft: (callId) => left.has(callId),
      isGone: () => isGone,
      close: link.close,
    },
  };
}

/** PEM text, null where the system's are trusted. Throws with the system's error when the file cannot be read. */
export function authoritiesOf({ tls }: Provider): string | null {
  return tls.caFile === null ? null : readFileSync(tls.caFile, 'utf8');
}

/** Who can be reached where: bindings made by REGISTER, and the connection behind every contact a client has shown us. */
import { type NameAddress, parseUri } from 'sip/sip.js';
import type { Connection, SipRequest } from './message.ts';

/** `uri` is the request URI the client wants to see; it never resolves (RFC 7118 §5), only its connection counts. */
export type Target = { readonly uri: string; readonly connection: Connection };

type Binding = Target & { readonly address: NameAddress; readonly endsAt: number };

const DEFAULT_EXPIRES_S = 600;
const LONGEST_EXPIRES_S = 3600;

export function createRegistrar() {
  const bindings = new Map<string, Map<string, Binding>>();
  const seen = new Map<string, Connection>();

  function live(user: string): Binding[] {
    const now = Date.now();
    return [...(bindings.get(user)?.values() ?? [])].filter((binding) => binding.endsAt > now);
  }

  return {
    /** Does what REGISTER asks (RFC 3261 §10.3) and returns the user's bindings as they are now. */
    register(user: string, request: SipRequest, connection: Connection): NameAddress[] {
      const own = bindings.get(user) ?? new Map<string, Binding>();
      bindings.set(user, own);
      const { contact } = request.headers;
      if (contact === '*') own.clear();
      for (const address of contact === '*' ? [] : (contact ?? [])) {
        const expiresS = expiresOf(address, request);
        const key = contactKey(address.uri);
        own.delete(key);
        if (expiresS > 0)
          own.set(key, { uri: address.uri, connection, address, endsAt: Date.now() + expiresS * 1000 });
        seen.set(key, connection);
      }
      return live(user).map(({ address, endsAt }) => ({
        ...address,
        params: { ...address.params, expires: String(Math.ceil((endsAt - Date.now()) / 1000)) },
      }));
    },

    targets: (user: string): readonly Target[] => live(user),

    /** A client showed its contact in a dialog; after it reconnects, the same contact is found on its new connection. */
    learn(contact: NameAddress[] | '*' | undefined, connection: Connection): void {
      const uri = contact === '*' ? undefined : contact?.[0]?.uri;
      if (uri !== undefined) seen.set(contactKey(uri), connection);
    },

    find(uri: string): Target | null {
      const connection = seen.get(contactKey(uri));
      return connection ? { uri, connection } : null;
    },

    /** The connection closed: its flow is gone, and with it the bindings that relied on it (RFC 5626 §4.2.2). */
    forget(connection: Connection): void {
      for (const own of bindings.values()) {
        for (const [key, binding] of own) if (binding.connection === connection) own.delete(key);
      }
      for (const [key, known] of seen) if (known === connection) seen.delete(key);
    },
  };
}

/** Two spellings of one contact (with `;ob`, with a port) are the same client: user and host decide. */
function contactKey(uri: string): string {
  const parsed = parseUri(uri);
  return parsed ? `${parsed.user ?? ''}@${parsed.host.toLowerCase()}` : uri;
}

function expiresOf(address: NameAddress, request: SipRequest): number {
  const asked = Number(address.params.expires ?? request.headers.expires ?? DEFAULT_EXPIRES_S);
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), LONGEST_EXPIRES_S) : DEFAULT_EXPIRES_S;
}

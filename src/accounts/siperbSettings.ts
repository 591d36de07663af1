/**
 * A Siperb device's settings → the credentials of a SIP phone. Which keys there are and when Siperb's proxy wants its
 * session in headers follows Siperb-Provisioning 0.0.14. Asks nobody.
 */
import * as v from 'valibot';
import type { SipCredentials } from './credentials.ts';
import { parseJson } from './httpAnswer.ts';
import { isLoopback } from './loopback.ts';
import type { SiperbSession } from './siperbApi.ts';
import { isDecodable } from './sipFields.ts';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(256));
const optional = v.fallback(v.optional(text), undefined);
const host = v.pipe(text, v.regex(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i));
const port = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number))]),
  v.integer(),
  v.minValue(1),
  v.maxValue(65_535),
);

const SIP_USER = /^[\w.!~*'()&=+$,;?/%-]+$/;

const settings = v.object({
  SipUsername: v.pipe(text, v.regex(SIP_USER), v.check(isDecodable)),
  // Not trimmed: a space may belong to it.
  SipPassword: v.pipe(v.string(), v.nonEmpty(), v.maxLength(256)),
  SipDomain: host,
  SipWssServer: host,
  SipWebsocketPort: port,
  SipServerPath: v.fallback(v.pipe(v.string(), v.regex(/^[\w./~-]{0,200}$/)), ''),
  // The library reads one name, its documentation shows the other.
  SipContact: optional,
  ContactUserName: optional,
  SipJwt: v.fallback(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{0,7900}$/)), ''),
  RegistrationMode: optional,
});

type Settings = v.InferOutput<typeof settings>;

export type SettingsRead =
  | { readonly ok: true; readonly credentials: SipCredentials }
  /** The keys that are missing or of no use; their values are not told. */
  | { readonly ok: false; readonly wrong: readonly string[] };

/** `found`: Settings_json as the service gave it, an object or the same as JSON text. `api`: the service's address. */
export function readSettings(found: unknown, session: SiperbSession, api: string): SettingsRead {
  const result = v.safeParse(settings, typeof found === 'string' ? parseJson(found) : found);
  if (!result.success) {
    const wrong = result.issues.map(({ path }) => String(path?.[0]?.key ?? 'Settings_json'));
    return { ok: false, wrong: [...new Set(wrong)] };
  }
  return { ok: true, credentials: credentialsOf(result.output, session, api) };
}

function credentialsOf(from: Settings, session: SiperbSession, api: string): SipCredentials {
  const contactUser = userOf(from.SipContact ?? from.ContactUserName);
  return {
    kind: 'sip',
    servers: [serverOf(from, api)],
    user: from.SipUsername,
    domain: from.SipDomain,
    password: from.SipPassword,
    iceServers: [],
    ...(contactUser && { contactUser }),
    ...(isProxied(from) && { headers: proxyHeaders(session, from.SipJwt) }),
  };
}

function serverOf({ SipWssServer, SipWebsocketPort, SipServerPath }: Settings, api: string): string {
  // Only a stand-in for Siperb on this computer, which has no certificate either, may do without TLS.
  const isStandIn = new URL(api).protocol === 'http:' && isLoopback(SipWssServer);
  const scheme = isStandIn ? 'ws' : 'wss';
  return `${scheme}://${SipWssServer}:${SipWebsocketPort}/${SipServerPath.replace(/^\/+/, '')}`;
}

/** A user, or a whole SIP address of which the user is taken. */
function userOf(contact: string | undefined): string | undefined {
  const user = contact?.replace(/^<?sips?:/i, '').replace(/[@>].*$/, '');
  return user && SIP_USER.test(user) && isDecodable(user) ? user : undefined;
}

function isProxied({ RegistrationMode, SipWssServer }: Settings): boolean {
  return RegistrationMode === 'Proxy' || SipWssServer.toLowerCase().endsWith('.siperb.com');
}

function proxyHeaders({ sessionToken, userId }: SiperbSession, jwt: string): readonly string[] {
  const session = [`X-Siperb-Sid: ${sessionToken}`, `X-Siperb-Uid: ${userId}`];
  return jwt ? [...session, `Authorization: Bearer ${jwt}`] : session;
}

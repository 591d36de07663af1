/**
 * One line that fills in an agent's SIP account in the extension, as text or QR code:
 *
 *   offhook-sip:?server=wss%3A%2F%2Fsip.example.com%3A8443&user=alice&domain=sip.example.com
 *
 * Nothing of Node's is used here: the extension reads the same format.
 */

export type Enrolment = {
  /** wss://, or ws:// to this machine. */
  readonly server: string;
  /** SIP user and digest user. */
  readonly user: string;
  readonly domain: string;
  /** Only where somebody asked for it: whoever sees the line has it. */
  readonly password?: string;
};

const SCHEME = 'offhook-sip:?';
const KEYS = ['server', 'user', 'domain', 'password'] as const;
/** What a QR code of a terminal's size holds; nothing of ours is longer. */
const LONGEST = 1_024;

const SERVER =
  /^(?:wss:\/\/[\w.-]+|ws:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}))(?::\d{1,5})?(?:\/[\w./~-]*)?$/;
const USER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const DOMAIN = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/;
const PASSWORD = /^[^\p{Cc}]{1,256}$/u;

export function formatEnrolment({ server, user, domain, password }: Enrolment): string {
  const fields = { server, user, domain, ...(password === undefined ? {} : { password }) };
  return `${SCHEME}${Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}

/** Null for anything that is not exactly one: an unknown or doubled field, a server that is not encrypted, a user that is none. */
export function parseEnrolment(text: string): Enrolment | null {
  const fields = fieldsOf(text.trim());
  if (!fields) return null;
  const { server = '', user = '', domain = '', password } = fields;
  if (!SERVER.test(server) || !USER.test(user) || !DOMAIN.test(domain)) return null;
  if (password === undefined) return { server, user, domain };
  return PASSWORD.test(password) ? { server, user, domain, password } : null;
}

type Fields = Partial<Record<(typeof KEYS)[number], string>>;

function fieldsOf(text: string): Fields | null {
  if (!text.startsWith(SCHEME) || text.length > LONGEST) return null;
  const fields: Fields = {};
  for (const part of text.slice(SCHEME.length).split('&')) {
    const at = part.indexOf('=');
    const name = KEYS.find((key) => key === part.slice(0, at));
    const value = decoded(part.slice(at + 1));
    if (at < 0 || !name || value === null || fields[name] !== undefined) return null;
    fields[name] = value;
  }
  return fields;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

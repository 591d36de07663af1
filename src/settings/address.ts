/**
 * Addresses of servers in a policy, and patterns of sites. Read with expressions rather than the URL class, which ground
 * has not; they take less than a browser would, and never more (addresses.property in policyRandom.test.ts).
 */
import * as v from 'valibot';

/** This computer, in the only spellings that may do without TLS. As src/accounts/loopback.ts has them. */
const LOOPBACK = '(?:127\\.0\\.0\\.1|localhost|\\[::1\\])';
const HOST = '(?:[a-z\\d](?:[a-z\\d.-]*[a-z\\d])?|\\[[\\da-f:.]+\\])';
const PORT = '(?::\\d{1,5})?';
/** No user, no fragment, nothing a browser would turn into another character. */
const PATH = "(?:/[\\w.~!$&'()*+,;=:%/-]*)?";
const QUERY = "(?:\\?[\\w.~!$&'()*+,;=:%/?-]*)?";

const address = (secure: string, open: string, rest: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(512),
    v.regex(new RegExp(`^(?:${secure}://${HOST}|${open}://${LOOPBACK})${PORT}${rest}$`, 'i')),
  );

/** wss://, or ws:// to loopback. */
export const socketAddress = address('wss', 'ws', PATH + QUERY);

/** https:// without a query, or http:// to loopback. */
export const baseAddress = address('https', 'http', PATH);

/** RFC 7064 and 7065, as far as servers are given by them. */
export const iceUrl = v.pipe(v.string(), v.maxLength(512), v.regex(/^(?:stuns?|turns?):[^\s@]+$/i));

const NAMES = '[a-z\\d](?:[a-z\\d-]*[a-z\\d])?';
const EXACT = `(?:${NAMES}(?:\\.${NAMES})*|\\[[\\da-f:]+\\])`;
/** Two names at least stand behind the star, the last of them no number: "*.com" is everybody, "*.0.1" is nobody. */
const WILD = `\\*\\.${NAMES}(?:\\.${NAMES})*\\.(?!\\d)${NAMES}`;

const pattern = (shape: string) =>
  v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(300), v.regex(new RegExp(`^${shape}$`)));

/** A match pattern of one site, or of one and all below it: "https://crm.example/*", "https://*.crm.example/*". */
export const sitePattern = pattern(`https?://(?:${EXACT}|${WILD})${PORT}/\\*`);

// The same, and also "*://…" for both schemes and a bare star for every host: to block may be to block much.
export const blockedPattern = pattern(`(?:https?|\\*)://(?:${EXACT}|${WILD}|\\*\\.${NAMES}|\\*)${PORT}/\\*`);

const PARTS = /^(?<scheme>\*|https?):\/\/(?<host>\[[^\]]*\]|[^/:]+)(?::(?<port>\d+))?(?:\/\*)?$/;
const USUAL_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/**
 * Is an origin ("https://eu.crm.example") of a pattern? As Chromium reads match patterns: no port is every port, and a
 * star in front means the name alone as well.
 */
export function matchesPattern(pattern: string, origin: string): boolean {
  const wanted = PARTS.exec(pattern)?.groups;
  const found = PARTS.exec(origin)?.groups;
  if (!wanted || !found) return false;
  const { scheme = '', host = '', port } = found;
  if (wanted.scheme !== '*' && wanted.scheme !== scheme) return false;
  if (wanted.port !== undefined && wanted.port !== (port ?? USUAL_PORTS[scheme])) return false;
  return isOfHost(wanted.host ?? '', host);
}

/** Encrypted all the way, or never on a network: what a one-click site has to be. */
export function isSecureSite(pattern: string): boolean {
  return new RegExp(`^(?:https://|http://${LOOPBACK}${PORT}/)`).test(pattern);
}

function isOfHost(wanted: string, host: string): boolean {
  if (wanted === '*') return true;
  if (!wanted.startsWith('*.')) return wanted === host;
  return host === wanted.slice(2) || host.endsWith(wanted.slice(1));
}

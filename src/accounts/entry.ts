/**
 * One field for every kind of account: what somebody pasted → which kind it is and what is known of it already. Whether
 * it is any good is the check of that kind (sip.ts, plivo.ts, siperb.ts); nothing is asked or sent here.
 */
import { isBaseUrl, isWebSocketUrl } from './loopback.ts';

export type AccountKind = 'sip' | 'plivo' | 'siperb';

/** What is filled in already. Lists and texts are never empty. */
export type Entry =
  | {
      readonly kind: 'sip';
      readonly servers?: readonly string[];
      readonly user?: string;
      readonly domain?: string;
      /** From an enrolment line only. As secret as any. */
      readonly password?: string;
    }
  | { readonly kind: 'plivo'; readonly server: string }
  | { readonly kind: 'siperb'; readonly token: string }
  /** Not clear. `couldBe`: what it may turn into, with more of it or a choice; empty when it is none of them. */
  | { readonly kind: null; readonly couldBe: readonly AccountKind[] };

const ANY: readonly AccountKind[] = ['sip', 'plivo', 'siperb'];
const ENROLMENT = /^offhook-sip:\/{0,2}\?(.*)$/is;
const SIP_ADDRESS = /^(?:sips?:)?([^\s@:;]+)@([a-z\d](?:[a-z\d.-]*[a-z\d])?)(?::\d+)?(?:;.*)?$/i;
const HOST = /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+(?::\d+)?(?:\/\S*)?$/i;
/** Nobody types as much: it was made by a machine. Shorter than a personal access token of any service known. */
const SHORTEST_TOKEN = 20;
const TOKEN = /^[\w.~+/=-]+$/;
/** What the forms take; whole documents are pasted too, and are not read. */
const LONGEST_ADDRESS = 512;
const LONGEST = 4_096;

/** Text as it was typed or pasted; spaces, quotes and angle brackets around it do not count. */
export function readEntry(text: string): Entry {
  if (text.length > LONGEST) return { kind: null, couldBe: [] };
  const entry = text.trim().replace(/^[<"'“„«]+|[>"'”»]+$/g, '');
  if (entry === '') return { kind: null, couldBe: ANY };
  const enrolment = ENROLMENT.exec(entry);
  // A plus is one here ("+44…"), not the space that a web form makes of it.
  if (enrolment) return enrolled(new URLSearchParams(enrolment[1]?.replaceAll('+', '%2B')));
  if (entry.length > LONGEST_ADDRESS) return long(entry);
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(entry)) return addressOf(entry);
  const [, user, domain] = SIP_ADDRESS.exec(entry) ?? [];
  if (user && domain) return { kind: 'sip', user: decoded(user), domain };
  return bare(entry);
}

function addressOf(entry: string): Entry {
  if (isBaseUrl(entry)) return { kind: 'plivo', server: entry };
  if (isWebSocketUrl(entry)) return { kind: 'sip', servers: [entry] };
  // Unencrypted, or with a password in it: of that kind, and not as it is.
  if (/^https?:/i.test(entry)) return { kind: null, couldBe: ['plivo'] };
  return { kind: null, couldBe: /^wss?:/i.test(entry) ? ['sip'] : [] };
}

/** `offhook-sip:?server=…&user=…&domain=…[&password=…]`; several servers in their order. */
function enrolled(parameters: URLSearchParams): Entry {
  const servers = parameters.getAll('server').filter(isWebSocketUrl);
  const [user, domain] = [parameters.get('user'), parameters.get('domain')];
  const password = parameters.get('password');
  if (servers.length === 0 || !user || !domain) return { kind: null, couldBe: ['sip'] };
  return { kind: 'sip', servers, user, domain, ...(password && { password }) };
}

/** Longer than any address: a token, or nothing. */
function long(entry: string): Entry {
  return TOKEN.test(entry) ? { kind: 'siperb', token: entry } : { kind: null, couldBe: [] };
}

/** Without a scheme or an @: a host (whose server could be either), a token, or the beginning of anything. */
function bare(entry: string): Entry {
  if (HOST.test(entry) && !isTokenLike(entry)) return { kind: null, couldBe: ['plivo', 'sip'] };
  if (entry.length >= SHORTEST_TOKEN && TOKEN.test(entry)) return { kind: 'siperb', token: entry };
  return { kind: null, couldBe: TOKEN.test(entry) ? ANY : [] };
}

/** "aaa.bbb.ccc" of a JWT: dots as in a host, and parts longer than a host's may be (RFC 1035 §2.3.4). */
function isTokenLike(entry: string): boolean {
  return entry.split(/[./]/).some((part) => part.length > 63) || /^eyJ/.test(entry);
}

function decoded(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}

/** Digest access authentication for a client (RFC 7616; RFC 8760 for SIP): a challenge and a password → the answer. */
import { createHash, randomBytes } from 'node:crypto';

export type Challenge = {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  readonly algorithm: Algorithm;
  /** False: RFC 2069, without qop. */
  readonly qopAuth: boolean;
  /** The nonce was too old, the password was not wrong. */
  readonly stale: boolean;
};
export type Algorithm = 'MD5' | 'SHA-256' | 'SHA-512-256';

/** What they are called in node:crypto; the strongest first. */
const HASHES: Readonly<Record<Algorithm, string>> = {
  'SHA-512-256': 'sha512-256',
  'SHA-256': 'sha256',
  MD5: 'md5',
};

export type ChosenChallenge = Challenge & {
  /** Every algorithm that would do. */
  readonly offered: readonly Algorithm[];
};

/** The strongest challenge among the headers that can be answered; null when there is none. */
export function chooseChallenge(values: readonly string[]): ChosenChallenge | null {
  const challenges = values.flatMap((value) => parseChallenge(value) ?? []);
  const strongest = Object.keys(HASHES).map((name) => challenges.find(({ algorithm }) => algorithm === name));
  const chosen = strongest.find((one) => one !== undefined);
  return chosen ? { ...chosen, offered: challenges.map(({ algorithm }) => algorithm) } : null;
}

/** One value of WWW-Authenticate or Proxy-Authenticate. */
export function parseChallenge(value: string): Challenge | null {
  if (!/^\s*digest\s/i.test(value)) return null;
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, plain] of value.matchAll(
    /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g,
  ))
    fields.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  const [realm, nonce] = [fields.get('realm'), fields.get('nonce')];
  const asked = (fields.get('algorithm') ?? 'MD5').toUpperCase();
  const algorithm = (Object.keys(HASHES) as Algorithm[]).find((name) => name === asked);
  const qop = fields.get('qop')?.split(/[\s,]+/) ?? [];
  if (realm === undefined || !nonce || !algorithm) return null;
  if (qop.length > 0 && !qop.includes('auth')) return null;
  return {
    realm,
    nonce,
    opaque: fields.get('opaque') ?? null,
    algorithm,
    qopAuth: qop.length > 0,
    stale: fields.get('stale')?.toLowerCase() === 'true',
  };
}

export type Login = { readonly username: string; readonly password: string };

/** The value of Authorization or Proxy-Authorization. `cnonce` is given by tests only. */
export function answerChallenge(
  challenge: Challenge,
  request: { readonly method: string; readonly uri: string },
  { username, password }: Login,
  cnonce = randomBytes(8).toString('hex'),
): string {
  const { realm, nonce, opaque, algorithm, qopAuth } = challenge;
  const hash = (text: string) => createHash(HASHES[algorithm]).update(text).digest('hex');
  const ha1 = hash(`${username}:${realm}:${password}`);
  const ha2 = hash(`${request.method}:${request.uri}`);
  const count = '00000001';
  const response = hash(
    qopAuth ? `${ha1}:${nonce}:${count}:${cnonce}:auth:${ha2}` : `${ha1}:${nonce}:${ha2}`,
  );
  return [
    `Digest username=${quote(username)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(request.uri)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(qopAuth ? ['qop=auth', `nc=${count}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === null ? [] : [`opaque=${quote(opaque)}`]),
  ].join(', ');
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

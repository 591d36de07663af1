/**
 * Plivo's access tokens as its switch sees them: made when the token API is asked, judged at every REGISTER and INVITE.
 * A refusal is the number that Plivo's SDK reads from X-Plivo-Jwt-Error-Code.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The claims of Plivo's Browser SDK v2. Times in seconds since the epoch. */
export type TokenClaims = {
  readonly iss: string;
  readonly sub: string;
  readonly nbf: number;
  readonly exp: number;
  readonly app?: string;
  readonly per: { readonly voice: { readonly incoming_allow?: boolean; readonly outgoing_allow?: boolean } };
};

/**
 * What X-Plivo-Jwt-Error-Code says: the token as a whole, its header, issuer, subject, start, end, signature, grants, its
 * length of life, and too many logins. The SDK's words for them: server/doctor/registration.ts.
 */
export type TokenError = 10001 | 10002 | 10003 | 10004 | 10005 | 10006 | 10007 | 10008 | 10009 | 10010;

/** Plivo's longest validity: a day. */
export const LONGEST_VALIDITY_SECONDS = 24 * 3600;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const mac = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest();

/** A JWT signed with HS256. `claims` may be anything, so that tests can have tokens that Plivo would never make. */
export function signToken(claims: object, secret: string): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${mac(signed, secret).toString('base64url')}`;
}

export type TokenExpectation = {
  readonly secret: string;
  readonly issuer: string;
  /** The SIP user of the request that carries the token. */
  readonly user: string;
  readonly nowMs: number;
};

/** The token's claims, or why Plivo's switch would refuse it. */
export function judgeToken(
  token: string,
  { secret, issuer, user, nowMs }: TokenExpectation,
): TokenClaims | TokenError {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  const header = decode(head) as { alg?: unknown } | null;
  const claims = decode(body) as Partial<TokenClaims> | null;
  if (!claims || !signature || rest.length > 0) return 10001;
  if (header?.alg !== 'HS256') return 10002;
  if (!isSame(Buffer.from(signature, 'base64url'), mac(`${head}.${body}`, secret))) return 10007;
  if (claims.iss !== issuer) return 10003;
  if (!claims.sub || user !== `${claims.sub}_${claims.iss}`) return 10004;
  return judgeTimes(claims, nowMs / 1000) ?? (isGranted(claims) ? (claims as TokenClaims) : 10008);
}

function judgeTimes({ nbf = 0, exp = 0 }: Partial<TokenClaims>, nowSeconds: number): TokenError | null {
  if (nowSeconds >= exp) return 10006;
  if (nowSeconds < nbf) return 10005;
  return exp - nbf > LONGEST_VALIDITY_SECONDS ? 10009 : null;
}

const isGranted = ({ per }: Partial<TokenClaims>) => typeof per?.voice === 'object' && per.voice !== null;

const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);

function decode(part: string): object | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

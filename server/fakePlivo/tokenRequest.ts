/** What the token API is asked for and what it makes of it. Which claims are needed: Plivo's JWT authentication page. */
import type { Faults } from './faults.ts';
import { LONGEST_VALIDITY_SECONDS, type TokenClaims } from './token.ts';

export type TokenRequest = {
  readonly iss: string;
  readonly sub: string;
  readonly nbf: number;
  readonly exp: number;
  readonly app?: string;
  readonly per: TokenClaims['per'];
};

const isText = (value: unknown) => typeof value === 'string' && value !== '';

/** Why the API refuses the request, or null. */
export function objectionTo(asked: unknown, authId: string, nowSeconds: number): string | null {
  const body = (typeof asked === 'object' && asked !== null ? asked : {}) as Record<string, unknown>;
  return objectionToNames(body, authId) ?? objectionToTimes(body, nowSeconds);
}

function objectionToNames({ iss, sub, per, app }: Record<string, unknown>, authId: string): string | null {
  if (!isText(iss)) return 'iss is required';
  if (!isText(sub)) return 'sub is required';
  if (iss !== authId) return 'iss must be the auth id of the account';
  if (app !== undefined && !isText(app)) return 'app must be a string';
  const { voice = null } = (per ?? {}) as { voice?: unknown };
  return typeof voice === 'object' && voice !== null ? null : 'per.voice is required';
}

function objectionToTimes({ nbf, exp }: Record<string, unknown>, nowSeconds: number): string | null {
  if (!Number.isInteger(nbf)) return 'nbf must be an integer: seconds since the epoch';
  if (!Number.isInteger(exp)) return 'exp must be an integer: seconds since the epoch';
  const [from, to] = [Number(nbf), Number(exp)];
  if (to <= from || to <= nowSeconds) return 'exp must be later than nbf and than now';
  return to - from > LONGEST_VALIDITY_SECONDS ? 'exp must be at most 24 hours after nbf' : null;
}

/** The claims of the token: what was asked, spoilt when a test wants it so. */
export function claimsFor(asked: TokenRequest, fault: Faults['token'], nowSeconds: number): object {
  const { iss, sub, nbf, exp, app, per } = asked;
  const claims = { per, sub, exp, nbf, iss, ...(app === undefined ? {} : { app }) };
  const now = Math.floor(nowSeconds);
  if (fault === 'legacy-grants') return { ...claims, per: undefined, grants: { voice: per.voice } };
  if (fault === 'too-long') return { ...claims, padding: 'x'.repeat(500) };
  if (fault === 'expired') return { ...claims, nbf: now - 120, exp: now - 60 };
  if (fault === 'not-yet') return { ...claims, nbf: now + 3600, exp: now + 7200 };
  if (fault === 'no-outgoing') return { ...claims, per: { voice: { outgoing_allow: false } } };
  return claims;
}

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

/** Why the API refuses the request, or null. */
export function objectionTo(asked: unknown, authId: string, nowSeconds: number): string | null {
  const body = (typeof asked === 'object' && asked !== null ? asked : {}) as Record<string, unknown>;
  for (const name of ['iss', 'sub'])
    if (typeof body[name] !== 'string' || body[name] === '') return `${name} is required`;
  for (const name of ['nbf', 'exp'])
    if (!Number.isInteger(body[name])) return `${name} must be an integer: seconds since the epoch`;
  const { iss, nbf, exp, per, app } = body as unknown as TokenRequest;
  if (iss !== authId) return 'iss must be the auth id of the account';
  if (typeof per?.voice !== 'object' || per.voice === null) return 'per.voice is required';
  if (app !== undefined && typeof app !== 'string') return 'app must be a string';
  if (exp <= nbf || exp <= nowSeconds) return 'exp must be later than nbf and than now';
  return exp - nbf > LONGEST_VALIDITY_SECONDS ? 'exp must be at most 24 hours after nbf' : null;
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
